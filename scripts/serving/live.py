"""What a save touches while a server runs: the pages to make anew at once, and what follows them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scripts.core import Problem, Project, write
from scripts.publishing import finish_site
from scripts.rendering import CellIndex, lists_on
from scripts.serving.runner import Runner
from scripts.serving.working_copy import PageKey, WorkingCopy, snapshot
from scripts.sources import Page, blocks, build_show
from scripts.staging import (
    Built,
    Settings,
    download_program,
    make_site_settings,
    notebook_text,
    page_text,
    write_exports,
)


@dataclass(frozen=True)
class Update:
    """What of the served site to make anew."""

    pages: Sequence[PageKey] = ()
    """Their text has changed; a name under notebooks/ is a chapter's notebook."""
    frames: Sequence[PageKey] = ()
    """The text is as it was; what stands around it has changed."""


class Live:
    """A manual after a whole build, kept up to date save by save.

    Args:
        site: holds the served site.
        seen: `snapshot` from before that build.
    """

    def __init__(
        self, project: Project, built: Built, site: Path, runner: Runner, seen: Mapping[str, tuple[int, int]]
    ) -> None:
        self._project, self._built, self._site, self._runner = project, built, site, runner
        self._seen = seen
        self._now = WorkingCopy(project, built)
        self._failed: list[Problem] = []
        """Of the last whole build, until one succeeds."""
        self._unshown: dict[PageKey, tuple[Any, Problem]] = {}
        """Pages with a fence that could not be formatted: what each was made of then, and its problem."""
        self._problems: list[Problem] = []
        self._told = dict.fromkeys(self._now.pages, "")
        self._shown = {place: self._made_of(place) for place in self._now.pages}
        self._titles = {place: page.title for place, page in self._now.pages.items()}
        self._later: set[PageKey] = set()
        self._renamed: set[str] = set()
        self._is_taken = True
        """What readers take along as text is up to date."""

    def look(self) -> Update | None:
        """What to make anew at once, after a save or a run; None if the whole manual has to be."""
        now = snapshot(self._project)
        changed = {path for path in {*now, *self._seen} if now.get(path) != self._seen.get(path)}
        is_whole = bool(changed) and (bool(self._failed) or not changed <= self._now.paths & now.keys())
        if is_whole:
            self._runner.wait()
        while batch := self._runner.take():
            self._now.collect(batch)
        if is_whole:
            self._seen = now
            return None
        if changed:
            self._runner.drop(self._now.read(changed))
        if (waiting := self._now.waiting) and not self._runner.is_busy:
            self._runner.start(waiting, self._project)
        update = self._update()
        self._seen = now  # what an exception kept from being shown counts as changed at the next look
        return update

    def failed(self, problems: Sequence[Problem]) -> Update:
        """A whole build did not come to its end: the banners that say so."""
        self._failed = list(problems)
        return self._update()

    def unshown(self, failed: Mapping[PageKey, Problem]) -> Update:
        """Pages could not be made: the banners that say so, until they are made of something else."""
        self._unshown |= {place: (self._made_of(place), problem) for place, problem in failed.items()}
        return self._update()

    def told(self, place: PageKey) -> str:
        """What is wrong with a page, for the banner on it."""
        return self._told.get(place, "")

    def settings(self) -> list[Settings]:
        """As the pages are to be made now."""
        snippets, runs = self._now.view()
        staged = [
            replace(staged, headings={page.name: [heading.id for heading in page.headings] for page in pages})
            for staged in self._built.staged
            for pages in [self._now.of(staged.locale.code)]
        ]
        built = replace(self._built, snippets=snippets, runs=runs, staged=staged)
        return make_site_settings(built, self._site, self._now.notes)

    def rest(self) -> Iterator[Update]:
        """What follows the pages of a save, each step done when it is asked for: other pages that it
        touched, notebooks, downloads, titles in the navigation. What is not asked for waits."""
        touched = sorted(self._later - self._now.blocked())
        for place in touched:
            if self._shown[place] != self._made_of(place):
                yield Update(pages=self._stage([place]))
        settled = [place for place in touched if not self._now.pages[place].used & self._now.stale.keys()]
        for place in settled:
            if notebook := self._stage_chapter(place):
                yield Update(pages=[notebook])
            self._later.discard(place)
        self._is_taken &= not settled
        if not (self._is_taken or self._problems or self._now.stale):  # it holds the whole manual
            manners = [staged.manner for staged in self._built.staged]
            write_exports(self._project, manners, list(self._now.pages.values()), *self._now.view())
            finish_site(self._project, self._site)
            self._is_taken = True
        for code in sorted(self._renamed):
            self._renamed.discard(code)
            yield Update(frames=[place for place in self._now.pages if place[0] == code])

    def _update(self) -> Update:
        """Tell what is wrong, stage what can be shown."""
        self._unshown = {
            place: (made_of, problem)
            for place, (made_of, problem) in self._unshown.items()
            if place in self._now.pages and self._made_of(place) == made_of
        }
        unshown = [problem for _, problem in self._unshown.values()]
        problems = list(dict.fromkeys([*self._now.problems(), *self._failed, *unshown]))
        _print(problems, self._problems)
        self._problems = problems
        told: dict[PageKey, list[str]] = {place: [] for place in self._now.pages}
        for problem in problems:
            for place in self._now.places(problem):
                told[place].append(str(problem))
        wanted = {place: self._made_of(place) for place in self._now.pages.keys() - self._now.blocked()}
        touched = sorted(place for place, made_of in wanted.items() if made_of != self._shown[place])
        self._later.update(touched)
        made = self._stage([place for place in touched if wanted[place][:2] != self._shown[place][:2]])
        before, self._told = self._told, {place: "\n".join(texts) for place, texts in told.items()}
        changed = [place for place, text in self._told.items() if text != before[place] and place not in made]
        return Update(made, changed)

    def _made_of(self, place: PageKey) -> tuple[Any, ...]:
        """All that decides what a page shows: first what its own save and those of its programs change."""
        page = self._now.pages[place]
        (snippets, runs), notes = self._now.view(), self._now.notes
        used = sorted((page.used | {page.chapter}) & snippets.keys())
        others: list[Any] = [page.behind]
        if lists_on(page):
            others += [_listed(other) for other in self._now.of(place[0])]
            others += [snippet.cells for snippet in snippets.values()]
        if any(build_show(opening["head"]) is not None for _, _, opening in blocks(page.lines)):
            others += runs.values()
        return page.lines, [(snippets[name].cells, runs.get(name), notes.get(name)) for name in used], others

    def _stage(self, places: Sequence[PageKey]) -> list[PageKey]:
        """Write these pages for the site builder; those that could be."""
        snippets, runs = self._now.view()
        made = []
        for place in places:
            code, page = place[0], self._now.pages[place]
            try:
                book = CellIndex(self._now.of(code), snippets, runs, self._manner(code), self._project)
                text = page_text(page, book)
            except ValueError:  # a value does not take its format: told of, or the last run's alone
                continue
            write(self._project.build / code / page.name, text)
            if self._titles[place] != page.title:
                self._titles[place] = page.title
                self._renamed.add(code)
            made.append(place)
        self._shown |= {place: self._made_of(place) for place in made}  # all of them, or none
        return made

    def _stage_chapter(self, place: PageKey) -> PageKey | None:
        """The notebook and the downloads of a chapter; the notebook's page, if the page is one."""
        code, page = place[0], self._now.pages[place]
        snippets, runs = self._now.view()
        if page.chapter not in runs:
            return None
        text = notebook_text(page, snippets[page.chapter], runs, self._manner(code))
        write(self._project.build / code / "notebooks" / page.notebook, text)
        for folder in (self._project.build / code, self._site / code):
            write(folder / "downloads" / page.notebook, text)
            write(folder / "downloads" / page.chapter, download_program(snippets[page.chapter], code))
        return code, f"notebooks/{page.notebook}"

    def _manner(self, code: str) -> Any:
        return next(staged.manner for staged in self._built.staged if staged.locale.code == code)


def _listed(page: Page) -> tuple[Any, ...]:
    """All of a page that lists on other pages are made of."""
    return page.title, [(h.id, h.text) for h in page.headings], [(f.src, f.show) for f in page.fences]


def _print(problems: Sequence[Problem], before: Sequence[Problem]) -> None:
    """One line for each that is new."""
    for problem in problems:
        if problem not in before:
            print(f"{problem.where}: {problem.what}" if problem.where else problem.what, flush=True)
    if before and not problems:
        print("All is well again.", flush=True)
