"""MkDocs' sites of all locales, kept while its server runs, so that one page can be made anew."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import InclusionLevel

from scripts.builder.session import current_build as manual
from scripts.core import Problem, Problems, write
from scripts.publishing import add_sizes
from scripts.rendering import FenceFailed
from scripts.serving import PageKey, Update
from scripts.staging import Settings

POLL_S = 0.2
"""Between looks at the files, each a walk over docs and snippets; MkDocs looks every 0.5 s."""
QUIET_S = 2
"""Without a save, before what follows one is made."""


@dataclass
class Site:
    """What MkDocs has of one locale's site, as it gives it to events."""

    config: Any
    files: Any
    nav: Any
    env: Any = None


class Sites:
    """Of all locales, and the server that shows them."""

    def __init__(self) -> None:
        self._sites: dict[str, Site] = {}

    def keep(self, locale: str, site: Site) -> None:
        self._sites[locale] = site

    def serve(self, server: LiveReloadServer, builder: Callable[[], None], staged: str) -> LiveReloadServer:
        """Let the server make anew what a save touches; `builder` makes everything.

        Args:
            staged: a folder that a build writes, so that it must not start the next.
        """
        self._server, self._builder = server, builder
        watched = [path for path in server._watched_paths if path != staged]
        server._watched_paths.clear()
        server.observer = type(server.observer)(timeout=POLL_S)
        for path in watched:
            server.watch(path)
        server.builder = self._rebuild
        manual.runner.wake = self._wake
        manual.warm()
        return server

    def _rebuild(self) -> None:
        """After a save or a run. Requests wait for the pages that it touched, and not for the rest."""
        manual.hold()
        try:
            if (update := manual.live.look()) is None:
                update = self._all()
            self._make(update)
            self._show()
            self._follow()
        finally:
            manual.release()

    def _follow(self) -> None:
        """What may come later, once no save has come for a while: a notebook takes seconds."""
        server, rest = self._server, manual.live.rest()
        with server._rebuild_cond:
            server._rebuild_cond.wait_for(lambda: server._want_rebuild, QUIET_S)
        while not server._want_rebuild and (more := next(rest, None)):
            self._make(more)

    def _all(self) -> Update:
        try:
            self._builder()
        except (Abort, ConfigurationError) as wrong:
            cause = wrong.__cause__
            problems = (
                cause.problems if isinstance(cause, Problems) else [Problem("mkdocs.yml", str(wrong), "")]
            )
            return manual.live.failed(problems)
        return Update()

    def _make(self, update: Update) -> None:
        for wanted in manual.live.settings() if update.pages or update.frames else ():
            apply_settings(self._sites[wanted.locale.code].config, wanted)
        failed: dict[PageKey, Problem] = {}
        for place in update.pages:
            try:
                self._page(place, is_new=True)
            except FenceFailed as wrong:  # the page stays as it was, with a banner
                failed[place] = wrong.args[0]
        frames = [*update.frames, *(manual.live.unshown(failed).frames if failed else ())]
        for place in frames:
            self._page(place, is_new=False)

    def _page(self, place: PageKey, *, is_new: bool) -> None:
        site = self._sites[place[0]]
        pages = site.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        page = next(file.page for file in pages if file.src_uri == place[1])
        site.config.extra["problems"] = manual.live.told(place)
        # as MkDocs makes a page; the search keeps the entries of the last whole build
        index = site.config.plugins["material/search"].search_index
        index.add_entry_from_context = lambda _: None
        if is_new:
            _populate_page(page, site.config, site.files)
        _build_page(page, site.config, pages, site.nav, site.env)
        path = Path(page.file.abs_dest_path)
        write(path, add_sizes(path.read_text(encoding="utf-8"), path.parent))

    def _show(self) -> None:
        """Let browsers load what was made so far, before the builder has come to its end."""
        server = self._server
        with server._epoch_cond:
            server._visible_epoch = server._wanted_epoch
            server._epoch_cond.notify_all()

    def _wake(self) -> None:
        """A run is done: the server's loop takes it up, as after a save."""
        server = self._server
        with server._rebuild_cond:
            server._want_rebuild = True
            server._rebuild_cond.notify_all()


def apply_settings(config: Any, wanted: Settings) -> None:
    """Into a site's configuration what changes from build to build."""
    for name, options in wanted.extensions.items():
        config.mdx_configs.setdefault(name, {}).update(options)
    config.extra.update(wanted.extra)


def page_names(nav: Any) -> list[str]:
    """The pages of `nav` in order, out of its sections."""
    if isinstance(nav, str):
        return [nav]
    parts = nav.values() if isinstance(nav, dict) else nav or ()
    return [name for part in parts for name in page_names(part)]


def translate_titles(nav: Any, label: Callable[[str], str]) -> Any:
    """`nav` with the names of its groups in another language; the entries of pages are as they were."""
    if isinstance(nav, dict):
        return {
            name if isinstance(part, str) else label(name): translate_titles(part, label)
            for name, part in nav.items()
        }
    return [translate_titles(part, label) for part in nav] if isinstance(nav, list) else nav


current_sites = Sites()
"""Of this process, like `manual.current`."""
