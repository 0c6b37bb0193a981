"""One build after another, from programs to the finished site, whatever builder makes the pages."""

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from filelock import BaseFileLock

from scripts.audit import measures, read_budget
from scripts.build import build, format_seconds, hold_build_lock
from scripts.core import Problems, Project, read_project
from scripts.publishing import (
    NotebookPage,
    clean_notebook_page,
    finish_site,
    pack_offline_zip,
    remove_pdf_links,
    write_download_sizes,
    write_pdfs,
)
from scripts.serving import Live, Runner, snapshot
from scripts.staging import Built, Settings, make_site_settings


class BuildSession:
    """Lives as long as its process; a server keeps the last good build in it."""

    def __init__(self, *, serving: bool) -> None:
        self.serving = serving
        self.prose = self.update = False
        """What the command asks for; MkDocs stands between it and `begin`."""
        self.runner = Runner()
        self.live: Live
        """In a server, since its first whole build."""
        self._notebooks: dict[Path, tuple[tuple[bytes, Sequence[str]], NotebookPage]] = {}
        """Notebook -> what its page was made of, and the page: rendering one takes a second."""
        self._lock: BaseFileLock | None = None
        self._built: Built

    def begin(self, root: Path, site: Path, url: str = "", order: Sequence[str] = ()) -> list[Settings]:
        """Run and stage; what each locale's site needs, in the order in which to build them.

        Args:
            site: the folder that shall hold the finished site.
            url: where it will be found; empty if that is not known.
            order: names of pages as a reader goes through them.

        Raises:
            Problems: the manual is wrong.
        """
        self._began = self._clock = time.monotonic()
        self._site = site
        try:
            self._project = replace(read_project(root, prose=self.prose, update=self.update), url=url)
            self.hold()
            self._seen = snapshot(self._project)
            self._built = build(self._project, order)
        except Problems:
            self.release()
            raise
        self._clock = time.monotonic()
        return make_site_settings(self._built, site if self.serving else self._new_site())

    def notebook_page(self, path: Path, ids: Sequence[str], render: Callable[[], str]) -> NotebookPage:
        """The page of a notebook, rendered anew only if the notebook or its headings' ids have changed."""
        made_of = (path.read_bytes(), ids)
        if path not in self._notebooks or self._notebooks[path][0] != made_of:
            self._notebooks[path] = (made_of, clean_notebook_page(render(), ids))
        return self._notebooks[path][1]

    def done(self, locale: str) -> None:
        """The site of `locale` stands."""
        now = time.monotonic()
        self._built.seconds[f"pages of {locale}"] = now - self._clock
        self._clock = now

    def end(self) -> None:
        """All locales are built: finish the site, put it in its place, say where the time went.

        Raises:
            Problems: see `finish` and `write_sizes`.
        """
        site = self._site if self.serving else self._new_site()
        finish_site(self._project, site)
        self._pdfs(site)
        pack_offline_zip(site, self._project.name)
        write_download_sizes(site)
        self._built.seconds["finish, with the zip"] = time.monotonic() - self._clock
        if not self.serving:
            _swap(site, self._site, self._project)
        else:
            self.live = Live(self._project, self._built, site, self.runner, self._seen)
        self.release()
        print(f"Built in {time.monotonic() - self._began:.1f} s:\n{format_seconds(self._built.seconds)}")
        if not self.serving and (budget := read_budget(self._project)):
            print("\n".join(f"  {measure}" for measure in measures(self._site, budget)))
        self._built.seconds = {}

    def _pdfs(self, site: Path) -> None:
        """A build makes them; a server, which builds at each save, leaves them out."""
        if self.serving:
            remove_pdf_links(self._project, site)
        elif self._project.pdf:
            began = time.monotonic()
            if remark := write_pdfs(self._project, site):
                print(remark)
            self._clock += time.monotonic() - began
            self._built.seconds["PDFs"] = time.monotonic() - began

    def _new_site(self) -> Path:
        return self._project.build / "site"

    def warm(self) -> None:
        """Let a server import what its runs will need, if it makes any."""
        if not self._project.prose:
            self.hold()
            self.runner.warm(self._project)

    def hold(self) -> None:
        """Keep other builds of this project waiting."""
        self._lock = self._lock or hold_build_lock(self._project)

    def release(self) -> None:
        """Let other builds begin, unless a run is under way."""
        if self._lock and not self.runner.is_busy:
            self._lock.release()
            self._lock = None

    def stop(self) -> None:
        """End what a server has under way."""
        self.runner.stop()
        self.release()


def _swap(new: Path, site: Path, project: Project) -> None:
    """Put the new site in the place of the old one; on one disk a reader never finds half of it."""
    old = project.build / "old-site"
    shutil.rmtree(old, ignore_errors=True)
    site.parent.mkdir(parents=True, exist_ok=True)
    if site.exists():
        shutil.move(site, old)
    shutil.move(new, site)
    shutil.rmtree(old, ignore_errors=True)


current_build = BuildSession(serving=False)
"""Of this process. MkDocs loads its hook anew at every rebuild; this module stays."""
