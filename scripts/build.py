"""The picture as one function: snippets and pages in, staged trees out."""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from filelock import BaseFileLock, FileLock, Timeout

from scripts.checks import accept_outputs, demanded_problems, lacks_pictures, read_sources, unaccepted_outputs
from scripts.core import Problem, Project, Run, count_of, stop_if
from scripts.execution import RunProgress, run_snippets
from scripts.rendering import RenderContext
from scripts.sources import Page, Snippet, mark_behind
from scripts.staging import Built, stage_tree, write_exports
from scripts.store import load_or_download_runs, save_runs


def build(project: Project, order: Sequence[str] = ()) -> Built:
    """Run what is stale, keep it, stage every locale.

    Args:
        order: names of pages as a reader goes through them; other pages come after, the home page first.

    Raises:
        Problems: all of them at once, after every run is done; build/ is as it was.
    """
    sources = read_sources(project)
    snippets, pages = sources.snippets, mark_behind(sources.pages, project)
    runs, remarks = load_or_download_runs(project, snippets)
    for remark in remarks:
        print(remark)
    stale = {} if project.prose else {name: snippets[name] for name in snippets if name not in runs}

    def keep(run: Run) -> None:  # at once: a build that is stopped later has not run it in vain
        if not lacks_pictures(pages, run):
            save_runs(project, snippets, [run])

    fresh, failed, seconds = run_stale(project, stale, done=keep)
    runs = dict(sorted((runs | {run.snippet: run for run in fresh}).items()))
    stop_if(
        demanded_problems(replace(sources, runs=runs))
        + [with_places_that_show(problem, snippets, pages) for problem in failed],
        f"{count_of(len(fresh), 'run')} done, {len(failed)} failed and not kept. The site is as it was.",
    )
    print(_review(project, pages, snippets, runs), end="")
    clock = time.monotonic()
    pages = in_order(pages, order)
    manners = [
        RenderContext(locale.code, sources.words, project.epoch, sources.terms) for locale in project.locales
    ]
    staged = [
        stage_tree(
            project, manner, [page for page in pages if page.locale.code == manner.locale], snippets, runs
        )
        for manner in manners
    ]
    write_exports(project, manners, pages, snippets, runs)
    return Built(snippets, runs, pages, staged, {**seconds, "staging": time.monotonic() - clock})


def in_order(pages: Sequence[Page], order: Sequence[str]) -> list[Page]:
    """The pages that `order` names, in that order; then the home page, then the others by name."""
    places = {name: place for place, name in enumerate(order)}
    return sorted(
        pages, key=lambda page: (places.get(page.name, len(places)), page.name != "index.md", page.name)
    )


def format_seconds(seconds: Mapping[str, float]) -> str:
    """Where the time went, one line a step, the longest first."""
    order = sorted(seconds.items(), key=lambda pair: -pair[1])
    return "\n".join(f"  {taken:6.1f} s  {step}" for step, taken in order)


def hold_build_lock(project: Project) -> BaseFileLock:
    """A lock that this process holds; waits until no other build is at work in this project."""
    project.store.mkdir(exist_ok=True)
    lock = FileLock(project.store / "lock")
    try:
        return lock.acquire(timeout=0).lock
    except Timeout:
        print("Another build is at work here; waiting for its end.")
        return lock.acquire().lock


def run_stale(
    project: Project,
    stale: Mapping[str, Snippet],
    threads: ThreadPoolExecutor | None = None,
    done: Callable[[Run], None] | None = None,
) -> tuple[list[Run], list[Problem], dict[str, float]]:
    """Run these, and show how it goes: the runs, what went wrong, step -> seconds.

    Args:
        threads: see `run_snippets`.
        done: is given each run as soon as it is there, in a thread of its own; its process ends later.
    """
    if not stale:
        return [], [], {}
    cells = {name: len(snippet.cells) for name, snippet in stale.items()}
    preload = () if threads else project.preload  # who has threads that stay has a server of processes too
    with RunProgress(cells, preload) as progress:

        def told(snippet: str, event: str, detail: Any) -> None:
            progress.told(snippet, event, detail)
            if event == "done" and done:
                done(detail)

        runs, failed = run_snippets(stale.values(), project, told, threads)
    times = {f"run {run.snippet}": run.seconds for run in runs}
    return runs, failed, {"import, before the first run": progress.import_s, **times}


def _review(
    project: Project, pages: Sequence[Page], snippets: Mapping[str, Snippet], runs: Mapping[str, Run]
) -> str:
    """Accept the outputs if that is asked for; else what a reviewer has to look at."""
    if project.update:
        return "".join(f"Accepted: {path}\n" for path in accept_outputs(project, pages, snippets, runs))
    found = unaccepted_outputs(project, pages, snippets, runs)
    rest = f"{count_of(len(found), 'output')} to review; the site is built all the same."
    return "\n".join([*map(str, found), rest, ""]) if found else ""


def with_places_that_show(
    problem: Problem, snippets: Mapping[str, Snippet], pages: Sequence[Page]
) -> Problem:
    """The problem of a run, with the places on pages that show the cell."""
    path, _, line = problem.where.partition(":")
    snippet = next((snippet for snippet in snippets.values() if snippet.path == path), None)
    if snippet is None or not line:
        return problem
    cell = next((cell for cell in reversed(snippet.cells) if cell.line <= int(line)), snippet.cells[0])
    places = [
        fence.where for page in pages for fence in page.fences if fence.src == f"{snippet.name}#{cell.name}"
    ]
    return replace(problem, fix=f"Used by {', '.join(places)}. {problem.fix}") if places else problem
