"""Everything that is measured: of the sources, and of the site as it was built."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scripts.audit import weight
from scripts.audit.measure import Measure
from scripts.checks import CHECKS, kept_runs, read_sources
from scripts.core import Problems, Project, count_of, read_project


@dataclass(frozen=True)
class Part:
    """Some figures of the site, under one title."""

    title: str
    measures: Callable[[Path, Project], list[Measure]]
    """Of the site in a folder; raises Lacking where the machine lacks something."""


def parts() -> tuple[Part, ...]:
    """All that is measured of a site, in its order; imported late, since the quick checks have no browser."""
    from scripts.audit import every_page, keyboard, lighthouse, search_box

    return (
        Part("Weight", _weight),
        Part("Every page", lambda site, _: every_page.measures(site)),
        Part("Search", lambda site, project: search_box.measures(site, project.root / "tests")),
        Part("Keyboard", lambda site, project: keyboard.measures(site, project.audit.get("keyboard", ()))),
        Part(
            "Lighthouse",
            lambda site, project: lighthouse.measures(
                site,
                project.audit.get("lighthouse", ()),
                root=project.root,
                folder=project.build / "lighthouse",
            ),
        ),
    )


def main(argv: Sequence[str]) -> int:
    """`[--quick] ROOT SITE`, for scripts/__main__.py; the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=Path)
    parser.add_argument("site", type=Path)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args(argv)
    try:
        return quick(options.root) if options.quick else whole(options.root, options.site)
    except Problems as problems:
        print(problems, file=sys.stderr)
        return 1


def quick(root: Path) -> int:
    """Print what is wrong with the sources, and a line for each check; 0 if nothing is, else 1.

    Raises:
        Problems: the project's own settings can't be read.
    """
    return _sum_up(_sources(read_project(root)))


def whole(root: Path, site: Path) -> int:
    """Print all figures of the sources and of `site`; 0 all hold, 1 any is broken, 2 a part is lacking.

    Raises:
        Problems: the project's own settings can't be read.
    """
    from scripts.audit.browser import Lacking

    project = read_project(root)
    measures = _sources(project)
    if not (site / "index.html").is_file():
        print(f"No site in {site}.\n    Type: python3 -m scripts build")
        return 2
    lacking = []
    for part in parts():
        began = time.monotonic()
        try:
            measures += _told(part.title, part.measures(site.resolve(), project))
            print(f"  {time.monotonic() - began:.0f} s", flush=True)
        except Lacking as what:
            print(f"\n{part.title}\n{what}", flush=True)
            lacking.append(part.title)
    return _sum_up(measures, lacking)


def _weight(site: Path, project: Project) -> list[Measure]:
    budget = weight.read_budget(project)
    return weight.measures(site, budget) if budget else []


def _sources(project: Project) -> list[Measure]:
    """Print the problems of the sources, each with its place; how many each check finds."""
    sources = read_sources(project)
    sources = replace(sources, runs=kept_runs(sources))
    found = [(check.name, check.problems(sources)) for check in CHECKS]
    for _, problems in found:
        for problem in problems:
            print(problem)
    if unknown := [name for name in sources.snippets if name not in sources.runs]:
        print(f"No run is kept of {', '.join(unknown)}: only a build tells what is wrong there.")
    return _told("Sources", [Measure(name, len(problems), 0) for name, problems in found])


def _told(title: str, measures: list[Measure]) -> list[Measure]:
    print(f"\n{title}")
    for measure in measures:
        print(f"  {measure}")
    return measures


def _sum_up(measures: Sequence[Measure], lacking: Sequence[str] = ()) -> int:
    """Print the last line, which names whatever the exit code is about; the exit code."""
    broken = [
        f"{each.what} ({each.where})" if each.where else each.what for each in measures if not each.holds
    ]
    line = f"{count_of(len(measures), 'figure')}, " + (
        f"{len(broken)} broken: {'; '.join(broken)}." if broken else "none broken."
    )
    print(f"\n{line}" + (f" Not measured: {', '.join(lacking)}." if lacking else ""))
    if lacking:
        return 2
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
