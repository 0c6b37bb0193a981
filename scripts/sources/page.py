"""A page of one locale, read for what the engine must know of it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scripts.core import Locale, Problem, Problems, Project, did_you_mean, parse_yaml
from scripts.sources.block_heads import PYTHON_NAMES, read_block_head
from scripts.sources.headings import Heading, find_headings
from scripts.sources.snippet import parse_options

FENCE_PARTS = ("code", "output")
BUILD_SHOW = ("versions", "runs", "glossary", "api", "errors")
CELL_OPTIONS = ("src", "show")
_FENCE = re.compile(r"(?P<indent>[ \t>]*)(?P<marks>`{3,}|~{3,})(?P<head>[^`]*)$")
VALUE_PATTERN = re.compile(r"`\{run\} (?P<snippet>[^\s#`]+)#(?P<name>[^\s:`]+)(?::(?P<format>[^`]+))?`")


@dataclass(frozen=True)
class Fence:
    """A place on a page where a cell and its outputs stand."""

    where: str
    start: int
    """Line of its opening, from 0; `end` is the line of its closing."""
    end: int
    indent: str
    src: str = ""
    show: tuple[str, ...] = FENCE_PARTS
    alts: tuple[str, ...] = ()
    caption: str = ""

    @property
    def snippet(self) -> str:
        return self.src.partition("#")[0]

    @property
    def cell(self) -> str:
        return self.src.partition("#")[2]


@dataclass(frozen=True)
class Value:
    """A run's number in prose."""

    where: str
    text: str
    """As written, backticks included."""
    snippet: str
    name: str
    format: str


@dataclass(frozen=True)
class Page:
    """One Markdown file."""

    name: str
    """From docs/<locale>, with slashes: the same in every locale."""
    path: str
    """From the project's root."""
    locale: Locale
    lines: tuple[str, ...]
    about: dict[str, Any] = field(default_factory=dict)
    """Its front matter."""
    fences: tuple[Fence, ...] = ()
    values: tuple[Value, ...] = ()
    headings: tuple[Heading, ...] = ()
    not_run: tuple[tuple[int, str], ...] = ()
    """Python blocks that are not executed: line from 0, and the reason."""
    behind: Mapping[str, str] = field(default_factory=dict)
    """Id of a heading whose section has not followed its twin yet -> the twin's locale."""

    @property
    def title(self) -> str:
        return str(self.about.get("title", self.name))

    @property
    def chapter(self) -> str:
        """Name of the snippet that would make it a chapter."""
        return self.name.removesuffix(".md") + ".py"

    @property
    def notebook(self) -> str:
        """Name of the notebook that a chapter has."""
        return self.name.removesuffix(".md") + ".ipynb"

    @property
    def used(self) -> set[str]:
        """Names of the snippets whose cells or values it shows."""
        places: list[Fence | Value] = [*self.fences, *self.values]
        return {place.snippet for place in places if place.snippet}


def read_pages(project: Project) -> tuple[list[Page], list[Problem]]:
    """The pages of all locales, with what is wrong in them."""
    pages: list[Page] = []
    problems: list[Problem] = []
    for locale in project.locales:
        for path in sorted((project.docs / locale.code).rglob("*.md")):
            where = project.name_of(path)
            try:
                text = project.text_of(path)
            except Problems as wrong:
                problems += wrong.problems
                continue
            name = path.relative_to(project.docs / locale.code).as_posix()
            page, found = read_page(text, name=name, path=where, locale=locale)
            pages.append(page)
            problems += found
    return pages, problems


def format_value(value: Value, content: Any) -> str:
    """A value as text on one line.

    Raises:
        ValueError: the format does not fit it.
    """
    return " ".join(format(content, value.format).split())


def broken_reference(
    where: str, who: str, place: str, pages: Sequence[Page], project: Project
) -> list[Problem]:
    """Whether `place`, a page or page.md#heading, lacks its page or its heading in a language.

    Args:
        where: the line that names it.
        who: what leads there, as the message begins.
    """
    name, _, id = place.partition("#")
    found = [page for page in pages if page.name == name]
    if len(found) < len(project.locales):
        what = f"{who} leads to '{place}', and there is no such page in every language"
        return [Problem(where, what, did_you_mean(name, {page.name for page in pages}))]
    if id and not all(any(heading.id == id for heading in page.headings) for page in found):
        what = f"{who} leads to '{place}', and {name} has no such heading in every language"
        return [
            Problem(
                where, what, did_you_mean(id, {heading.id for page in found for heading in page.headings})
            )
        ]
    return []


def read_page(text: str, *, name: str, path: str, locale: Locale) -> tuple[Page, list[Problem]]:
    """A page from its text."""
    lines = text.removesuffix("\n").split("\n")
    about, first, problems = _front_matter(lines, path)
    fences, not_run, prose, wrong = _read_blocks(lines, first, path)
    problems += wrong
    texts_of_fences = lines_inside(fences)
    found = find_headings(lines, prose, path)
    values = []
    for number in sorted(prose | texts_of_fences):
        where, line = f"{path}:{number + 1}", lines[number]
        for match in VALUE_PATTERN.finditer(line):
            values.append(Value(where, match[0], match["snippet"], match["name"], match["format"] or ""))
        if "`{run}" in VALUE_PATTERN.sub("", line):
            fix = "Write `{run} snippet.py#variable:format`."
            problems.append(Problem(where, "can't read a value", fix))
    fix = "End it with {#its-id}, the same in every language."
    problems += [Problem(h.where, f"the heading '{h.text}' has no id", fix) for h in found if not h.id]
    return Page(
        name, path, locale, tuple(lines), about, tuple(fences), tuple(values), tuple(found), tuple(not_run)
    ), problems


def _read_blocks(
    lines: Sequence[str], first: int, path: str
) -> tuple[list[Fence], list[tuple[int, str]], set[int], list[Problem]]:
    """The run fences, the blocks that are not run, the lines outside of all blocks, and what is wrong."""
    fences, not_run, problems = [], [], []
    prose = set(range(first, len(lines)))
    for start, end, match in blocks(lines, first):
        prose -= set(range(start, end + 1))
        language, rest = read_block_head(match["head"])
        where = f"{path}:{start + 1}"
        if end == len(lines):
            fix = f"End it with a line {match['marks']}."
            problems.append(Problem(where, "a fence that is never closed", fix))
        elif language == "run":
            fence, wrong = _fence(where, (start, end), match["indent"], rest, lines[start + 1 : end])
            fences.append(fence)
            problems += wrong
        else:
            reason, wrong = _not_run(where, language, rest)
            not_run += [(start, reason)] if reason else []
            problems += wrong
    return fences, not_run, prose, problems


def _not_run(where: str, language: str, head: str) -> tuple[str, list[Problem]]:
    """Why a block that is no run fence is not run, if it is Python; what is wrong with it."""
    given, left = parse_options(head)
    reason = str(given.get("not-run", ""))
    if language.lower() in PYTHON_NAMES and not reason:
        fix = 'Make it a run fence, or write: ```python not-run="the reason"'
        return "", [Problem(where, "a Python block that is not run", fix)]
    if language == "build" and (left or given not in [{"show": word} for word in BUILD_SHOW]):
        return "", [
            Problem(where, f"can't read '{head}'", f'Write show="…" with one of: {", ".join(BUILD_SHOW)}.')
        ]
    return reason, []


def _front_matter(lines: list[str], path: str) -> tuple[dict[str, Any], int, list[Problem]]:
    problem = Problem(
        f"{path}:1", "no title and description", "Begin the page with --- title: … description: … ---"
    )
    if not lines or lines[0] != "---" or "---" not in lines[1:]:
        return {}, 0, [problem]
    end = lines.index("---", 1)
    try:
        about = parse_yaml("\n".join(lines[1:end]), path, first=2) or {}
    except Problems as wrong:
        return {}, end + 1, wrong.problems
    if not isinstance(about, dict):
        return {}, end + 1, [problem]
    return about, end + 1, [] if {"title", "description"} <= about.keys() else [problem]


def fenced_lines(lines: Sequence[str]) -> set[int]:
    """Lines, from 0, of fences with what stands in them."""
    return {line for start, end, _ in blocks(lines) for line in range(start, end + 1)}


def lines_inside(fences: Iterable[Fence]) -> set[int]:
    """Lines, from 0, of what stands in these fences: texts of figures."""
    return {line for fence in fences for line in range(fence.start + 1, fence.end)}


def blocks(lines: Sequence[str], first: int = 0) -> Iterator[tuple[int, int, re.Match[str]]]:
    """Fenced blocks as (line of the opening, line of the closing, match of the opening)."""
    number = first
    while number < len(lines):
        opening = _FENCE.match(lines[number])
        start = number
        if opening:
            closing = re.compile(rf"[ \t>]*{re.escape(opening['marks'])}{opening['marks'][0]}*\s*$")
            number += 1
            while number < len(lines) and not closing.match(lines[number]):
                number += 1
            yield start, number, opening
        number += 1


def _fence(
    where: str, span: tuple[int, int], indent: str, head: str, body: Sequence[str]
) -> tuple[Fence, list[Problem]]:
    given, left = parse_options(head)
    problems = [Problem(where, f"can't read '{left}'", 'Write options as key="value".')] if left else []
    problems += [
        Problem(where, f"unknown option '{name}'", f"A run fence has: {', '.join(CELL_OPTIONS)}.")
        for name in given
        if name not in CELL_OPTIONS
    ]
    show = tuple(str(given.get("show", "code output")).split())
    problems += [
        Problem(where, f"can't show '{word}'", f"It can show: {', '.join(FENCE_PARTS)}.")
        for word in show
        if word not in FENCE_PARTS
    ]
    src = str(given.get("src", ""))
    if not all(src.partition("#")):
        problems.append(Problem(where, "names no cell", 'Write src="snippet.py#cell".'))
    if ".." in src.split("/") or src.startswith("/"):
        problems.append(Problem(where, f"'{src}' leads out of snippets/", "Name a file in snippets/."))
        src = ""
    alts, caption, unread = figure_texts(body)
    page = where.rpartition(":")[0]
    problems += [
        Problem(
            f"{page}:{span[0] + 2 + number}",
            f"can't read '{line}'",
            "In a run fence write `alt: text` or `caption: text`.",
        )
        for number, line in unread
    ]
    return Fence(where, *span, indent, src, show, tuple(alts), caption), problems


def figure_texts(body: Sequence[str]) -> tuple[list[str], str, list[tuple[int, str]]]:
    """What a fence says of its pictures: alt texts, caption, and lines (from 0) that are neither."""
    found: dict[str, list[str]] = {"alt": [], "caption": []}
    unread = []
    for number, line in enumerate(body):
        key, colon, text = line.strip().partition(":")
        if colon and key in found and text.strip():
            found[key].append(text.strip())
        elif line.strip():
            unread.append((number, line.strip()))
    return found["alt"], " ".join(found["caption"]), unread
