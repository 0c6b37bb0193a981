"""Pages, programs and runs as the last save left them, with what is wrong in each."""

import os
import stat
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from scripts.build import with_places_that_show
from scripts.checks import Sources, check_references, demanded_problems, lacks_pictures
from scripts.core import Problem, Problems, Project, Run
from scripts.serving.runner import Batch
from scripts.sources import AGREEMENT_FILE, Page, Snippet, mark_behind, read_page, read_snippet
from scripts.staging import Built
from scripts.store import load_runs, save_runs

PageKey = tuple[str, str]
"""Locale and name of a page."""


class _Values(dict[str, Any]):
    """Of a run, for pages that may name one that it does not have yet, or no longer."""

    class _Unknown:
        def __format__(self, spec: str) -> str:
            return "…"

    def __missing__(self, name: str) -> Any:
        return self._Unknown()


class WorkingCopy:
    """Begins as a good build left it.

    Attributes:
        pages: as they were read, whatever is wrong in them.
        snippets: as they were read last without a mistake in their form.
        stale: snippet that has changed since it was last run -> that run, as far as it goes.
    """

    def __init__(self, project: Project, built: Built) -> None:
        self._project = project
        self._words = built.staged[0].manner.words
        self._terms = built.staged[0].manner.terms
        self.pages: dict[PageKey, Page] = {(page.locale.code, page.name): page for page in built.pages}
        self.snippets: dict[str, Snippet] = dict(built.snippets)
        self.stale: dict[str, Run] = {}
        self._good, self._runs = dict(built.snippets), dict(built.runs)
        """Run -> its program as it was then."""
        self._wrong: dict[str, list[Problem]] = {}
        """Path -> what is wrong in that file alone."""
        self._failures: dict[str, Problem] = {}
        """Stale snippet whose run came to no good end -> why."""

    @property
    def paths(self) -> set[str]:
        """Files that `read` knows."""
        pages, snippets = self.pages.values(), self.snippets.values()
        return {AGREEMENT_FILE, *(page.path for page in pages), *(snippet.path for snippet in snippets)}

    @property
    def waiting(self) -> dict[str, Snippet]:
        """What is to be run."""
        return {name: self.snippets[name] for name in sorted(self.stale.keys() - self._failures.keys())}

    @property
    def notes(self) -> dict[str, str]:
        """Stale snippet -> what its outputs on pages are, for the catalogue of words."""
        return {
            name: "from before the error" if name in self._failures else "running again…"
            for name in self.stale
        }

    def of(self, locale: str) -> list[Page]:
        return [page for (code, _), page in self.pages.items() if code == locale]

    def view(self) -> tuple[dict[str, Snippet], dict[str, Run]]:
        """Programs and runs as pages show them."""
        changed = {name: self.snippets[name] for name in self.stale}
        return self._good | changed, self._runs | self.stale

    def read(self, changed: Collection[str]) -> set[str]:
        """Read these files of `paths` again; the names of programs that a run under way no longer has."""
        places = {page.path: place for place, page in self.pages.items()}
        names = {snippet.path: name for name, snippet in self.snippets.items()}
        outdated = set()
        for path in sorted(changed):
            self._wrong.pop(path, None)
            try:
                if path in places:
                    self._read_page(path, places[path])
                elif path in names and self._read_snippet(path, names[path]):
                    outdated.add(names[path])
            except Problems as found:
                self._wrong[path] = list(found.problems)
            except FileNotFoundError:  # gone since the snapshot: the next one tells
                continue
        self._compare()
        return outdated

    def collect(self, batch: Batch) -> None:
        """Take in what was run, and keep it; not what belongs to programs that have changed since."""
        pages = list(self.pages.values())
        names = {snippet.path: name for name, snippet in batch.snippets.items() if self._is_current(snippet)}
        for run in batch.runs:
            if run.snippet in names.values():
                self._settle(run)
                if not lacks_pictures(pages, run):
                    save_runs(self._project, batch.snippets, [run])
        for problem in batch.problems:
            of_all = [] if problem.path.startswith("snippets/") else names.values()
            for name in [names[problem.path]] if problem.path in names else of_all:
                self._failures[name] = with_places_that_show(problem, batch.snippets, pages)

    def problems(self) -> list[Problem]:
        """All that is wrong now; a stale program is not judged by its last run."""
        pages = list(self.pages.values())
        settled = {name: run for name, run in self._runs.items() if name not in self.stale}
        wrong = [problem for problems in self._wrong.values() for problem in problems]
        sources = Sources(self._project, pages, self.snippets, self._terms, self._words, wrong, runs=settled)
        return list(self._failures.values()) + demanded_problems(sources)

    def places(self, problem: Problem) -> list[PageKey]:
        """The pages to which it belongs: all, if it is no page's and no program's."""
        path = problem.path
        found = [place for place, page in self.pages.items() if page.path == path]
        if path.startswith("snippets/"):
            name = path.removeprefix("snippets/")
            found = [place for place, page in self.pages.items() if name in page.used | {page.chapter}]
        return found or list(self.pages)

    def blocked(self) -> set[PageKey]:
        """Pages that can't be made as they are."""
        wrong = {*self._wrong, *(problem.path for problem in self._references())}
        return {place for place, page in self.pages.items() if page.path in wrong}

    def _references(self) -> list[Problem]:
        return check_references(list(self.pages.values()), self.snippets, self._wrong)

    def _read_page(self, path: str, place: PageKey) -> None:
        old = self.pages[place]
        text = self._project.text_of(self._project.root / path)
        self.pages[place], problems = read_page(text, name=old.name, path=path, locale=old.locale)
        if problems:
            self._wrong[path] = problems

    def _read_snippet(self, path: str, name: str) -> bool:
        """Whether its outputs may have changed."""
        before, snippet = self.snippets[name], read_snippet(self._project, self._project.root / path)
        self.snippets[name] = snippet
        self._failures.pop(name, None)
        # not from the published manual: the next whole build asks it, and a save must not wait for a network
        runs, remarks = load_runs(self._project, {name: snippet})
        for remark in remarks:
            print(remark)
        if name in runs:
            self._settle(runs[name])
        elif self._project.prose:
            print(f"{snippet.path} is not run here, and the store has no run of it as it is now.")
            self._forget(name)
        else:
            last = self._runs[name]
            outputs = {cell.name: last.outputs.get(cell.name, ()) for cell in snippet.cells}
            self.stale[name] = replace(last, outputs=outputs, values=_Values(last.values))
        return snippet.fingerprint != before.fingerprint

    def _compare(self) -> None:
        """Each page knows again which of its sections are behind."""
        self._wrong.pop(AGREEMENT_FILE, None)
        try:
            marked = mark_behind(list(self.pages.values()), self._project)
            self.pages = dict(zip(self.pages, marked, strict=True))
        except Problems as found:
            self._wrong[AGREEMENT_FILE] = list(found.problems)

    def _is_current(self, snippet: Snippet) -> bool:
        return snippet.fingerprint == self.snippets[snippet.name].fingerprint

    def _settle(self, run: Run) -> None:
        """This is the run of a program as it is."""
        name = run.snippet
        self.stale.pop(name, None)
        self._runs[name] = replace(run, values=_Values(run.values))
        self._good[name] = self.snippets[name]

    def _forget(self, name: str) -> None:
        """Nobody has run this program as it is, and nobody here will."""
        self._runs.pop(name, None)
        self._good[name] = self.snippets[name]


def snapshot(project: Project) -> Mapping[str, tuple[int, int]]:
    """All files that a manual is made of, by name, as they are now; without what editors leave there."""
    walks = (os.walk(folder) for folder in (project.docs, project.snippets))
    paths = [Path(folder, name) for walk in walks for folder, _, names in walk for name in names]
    paths += [path for path in sorted(project.root.glob("*.*")) if path.suffix in (".yml", ".toml")]
    return {
        project.name_of(path): state
        for path in paths
        if not path.name.startswith(".") and not path.name.endswith("~") and path.suffix != ".pyc"
        if (state := _state(path))
    }


def _state(path: Path) -> tuple[int, int] | None:
    """None if it is no file, or no longer: an editor's temporary file may go at any moment."""
    try:
        about = path.stat()
    except FileNotFoundError:
        return None
    return (about.st_mtime_ns, about.st_size) if stat.S_ISREG(about.st_mode) else None
