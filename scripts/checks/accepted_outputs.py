"""The outputs that a review accepted, a text of each run in snippets/outputs/, held against the runs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from math import isclose
from pathlib import Path

from scripts.checks.run_text import HEAD, NUMBER, run_text, skeleton
from scripts.core import Problem, Project, Run, count_of, keep_only, write
from scripts.sources import Page, Snippet

RELATIVE = 0.02
"""Of a number with a point. The environment of the runs fixes the order in which a processor adds up; another
kind of processor still rounds differently. What then differs by more is tagged `varies`."""
ABSOLUTE = 0.005
"""Of a number with a point: near zero the last printed digit would be more than the share above."""
MOST_SHOWN = 8
"""Lines of one difference, in a message."""
_ACCEPT = "python3 -m scripts build --update"


@dataclass(frozen=True)
class _Change:
    """Lines that are no longer what was accepted."""

    cell: str
    line: int
    """Of the accepted text, from 1."""
    gone: Sequence[str]
    come: Sequence[str]


def outputs_folder(project: Project) -> Path:
    return project.snippets / "outputs"


def unaccepted_outputs(
    project: Project, pages: Iterable[Page], snippets: Mapping[str, Snippet], runs: Mapping[str, Run]
) -> list[Problem]:
    """Where runs give something else than was accepted: a problem a cell; none if no texts are kept.

    Args:
        snippets: all there are, by name.
        runs: those to look at; a snippet without one is not compared.
    """
    if not outputs_folder(project).is_dir():
        return []
    used, problems = _used(pages), []
    for name, run in runs.items():
        path = _path(project, name)
        if not path.is_file():
            what = f"no outputs of snippets/{name} were accepted yet"
            problems.append(Problem(project.name_of(path), what, f"Read its pages, then type: {_ACCEPT}"))
            continue
        head, *old = project.text_of(path).removesuffix("\n").split("\n")
        changes = _changes(old, run_text(run, used.get(name, ()), snippets[name].varying))
        problems += _told(changes, project.name_of(path), _elsewhere(head, run))
    for path in sorted(outputs_folder(project).rglob("*.txt")):
        if path not in {_path(project, name) for name in snippets}:
            what = "no snippet gives these outputs"
            problems.append(Problem(project.name_of(path), what, f"If it was taken away, type: {_ACCEPT}"))
    return problems


def accept_outputs(
    project: Project, pages: Iterable[Page], snippets: Mapping[str, Snippet], runs: Mapping[str, Run]
) -> list[str]:
    """Make the texts say what the runs gave; the paths that were written. One that holds is left alone."""
    used, written = _used(pages), []
    for name, run in runs.items():
        path, new = _path(project, name), run_text(run, used.get(name, ()), snippets[name].varying)
        old = project.text_of(path).removesuffix("\n").split("\n")[1:] if path.is_file() else None
        if (old is None or _changes(old, new)) and write(
            path, "\n".join([_head(run), *new]).rstrip("\n") + "\n"
        ):
            written.append(project.name_of(path))
    keep_only(outputs_folder(project), {_path(project, name) for name in runs})
    return written


def is_alike(old: str, new: str) -> bool:
    """Whether two lines differ in nothing but spaces and, within the tolerance, numbers with a point."""
    pairs = zip(NUMBER.findall(old), NUMBER.findall(new), strict=False)
    return skeleton(old) == skeleton(new) and all(_near(*pair) for pair in pairs)


def _near(old: str, new: str) -> bool:
    a, b = (float(text.replace(",", "")) for text in (old, new))
    if any(set(".eE") & set(text) for text in (old, new)):
        return isclose(a, b, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    return a == b


def _used(pages: Iterable[Page]) -> dict[str, list[str]]:
    """Snippet -> names of the values that pages use."""
    used: dict[str, list[str]] = {}
    for page in pages:
        for value in page.values:
            used.setdefault(value.snippet, []).append(value.name)
    return used


def _path(project: Project, snippet: str) -> Path:
    return outputs_folder(project) / Path(snippet).with_suffix(".txt")


def _head(run: Run) -> str:
    return f"# What snippets/{run.snippet} gave on Python {run.python}; written by: {_ACCEPT}"


def _elsewhere(head: str, run: Run) -> str:
    """A word on another Python, which may be why."""
    accepted = head.partition(" on Python ")[2].partition(";")[0]
    ours, theirs = (version.rpartition(".")[0] for version in (run.python, accepted))
    return "" if ours == theirs else f"\nThis ran on Python {run.python}; what was accepted, on {accepted}."


def _changes(old: Sequence[str], new: Sequence[str]) -> list[_Change]:
    """What differs beyond the tolerance, in order."""
    matcher = SequenceMatcher(None, list(map(skeleton, old)), list(map(skeleton, new)), autojunk=False)
    return [
        change
        for tag, a, b, c, d in matcher.get_opcodes()
        for change in (
            _numbers(old, new, range(a, b), c)
            if tag == "equal"
            else [_Change(_cell(new, c, d) if a == b else _cell(old, a, b), a + 2, old[a:b], new[c:d])]
        )
        if any([*change.gone, *change.come])  # an empty line is none
    ]


def _numbers(old: Sequence[str], new: Sequence[str], lines: range, first: int) -> Iterator[_Change]:
    """Lines of the same words that have other numbers."""
    for index in lines:
        other = new[first + index - lines.start]
        if not is_alike(old[index], other):
            yield _Change(_cell(old, index, index + 1), index + 2, [old[index]], [other])


def _cell(lines: Sequence[str], start: int, end: int) -> str:
    """The cell of the first line that is not empty."""
    at = next((number for number in range(start, end) if lines[number]), start)
    heads = [line for line in lines[: at + 1] if line.startswith(HEAD)]
    return heads[-1].removeprefix(HEAD) if heads else ""


def _told(changes: Iterable[_Change], where: str, elsewhere: str) -> Iterator[Problem]:
    """A problem a cell, with the lines."""
    for cell, group in groupby(changes, key=lambda change: change.cell):
        several = list(group)
        lines = [
            f"{sign} {line}"
            for change in several
            for sign, part in (("-", change.gone), ("+", change.come))
            for line in _shown(part)
        ]
        what = f"'{cell}' gives another output than was accepted"
        fix = f"If that is right, type: {_ACCEPT}{elsewhere}"
        yield Problem(f"{where}:{several[0].line}", what, "\n".join([*lines, fix]))


def _shown(lines: Sequence[str]) -> list[str]:
    lines = [line for line in lines if line]
    more = len(lines) - MOST_SHOWN
    return [*lines[:MOST_SHOWN], f"({count_of(more, 'line')} more)"] if more > 0 else lines
