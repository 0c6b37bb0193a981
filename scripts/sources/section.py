"""Sections of a page: what stands under each heading, to be compared between languages."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scripts.sources.page import Page, fenced_lines, lines_inside


@dataclass(frozen=True)
class Section:
    """The text from one heading to the next of any level; the first also has what stands above it."""

    key: str
    """`overfitting.md#dropout`; the page's name alone if it has no heading. The same in every locale."""
    page: Page
    where: str
    """Of its heading."""
    start: int
    """Its first line, from 0; `end` is the line after its last."""
    end: int
    said: tuple[tuple[int, str], ...]
    """What readers read as language, by line from 0."""

    @property
    def lines(self) -> tuple[str, ...]:
        return self.page.lines[self.start : self.end]

    @property
    def digest(self) -> str:
        """Eight hexadecimal digits of all that is written in it, fences too, white space left out."""
        text = "".join("\n".join(self.lines).split())
        return hashlib.sha256(text.encode()).hexdigest()[:8]


def sections(page: Page) -> list[Section]:
    """All sections of a page, in order."""
    language = tuple(prose_lines(page))
    if not page.headings:
        return [Section(page.name, page, f"{page.path}:1", 0, len(page.lines), language)]
    lines = [int(heading.where.rpartition(":")[2]) - 1 for heading in page.headings]
    starts, ends = [0, *lines[1:]], [*lines[1:], len(page.lines)]
    return [
        Section(
            f"{page.name}#{heading.id}",
            page,
            heading.where,
            start,
            end,
            tuple((number, line) for number, line in language if start <= number < end),
        )
        for heading, start, end in zip(page.headings, starts, ends, strict=True)
    ]


def prose_lines(page: Page) -> Iterator[tuple[int, str]]:
    """What readers read as language, by line from 0: prose, and the texts of figures; no blocks of code."""
    texts = lines_inside(page.fences)
    code = fenced_lines(page.lines) - texts
    return ((number, line) for number, line in enumerate(page.lines) if number not in code)


def pair_sections(pages: Iterable[Page]) -> Mapping[str, Mapping[str, Section]]:
    """Key -> locale -> section, by page and then in the page's order."""
    found: dict[str, dict[str, Section]] = {}
    for page in sorted(pages, key=lambda page: page.name):
        for section in sections(page):
            found.setdefault(section.key, {}).setdefault(page.locale.code, section)
    return found
