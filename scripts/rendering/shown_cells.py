"""The sections of a manual in which a cell is shown."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scripts.core import Project, Run
from scripts.rendering.html import RenderContext
from scripts.sources import Fence, Heading, Page, Snippet

HOME = "index.md"
"""Shows samples of what chapters explain, so that no list leads there."""
_MARKS = re.compile(r"([\\`*_\[\]<>{}|#])")


@dataclass(frozen=True)
class CellIndex:
    """All that the lists of one language are made of."""

    pages: Sequence[Page]
    """Of its language, in the order in which they are read."""
    snippets: Mapping[str, Snippet]
    runs: Mapping[str, Run]
    manner: RenderContext
    project: Project


@dataclass(frozen=True, eq=False)
class Section:
    """A place on a page to which a list leads."""

    page: Page
    heading: Heading | None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Section) and self.target == other.target

    def __hash__(self) -> int:
        return hash(self.target)

    @property
    def below(self) -> Heading | None:
        """Its heading; None at the top of the page, which has the page's title."""
        return None if self.heading is None or self.heading.level == 1 else self.heading

    @property
    def is_top(self) -> bool:
        """Whether it is the first of its page."""
        return self.below is None

    @property
    def target(self) -> str:
        """As links of Markdown name it: page.md#heading."""
        return f"{self.page.name}#{self.below.id}" if self.below else self.page.name

    @property
    def words(self) -> str:
        """Its title."""
        return self.below.text if self.below else self.page.title

    @property
    def link(self) -> str:
        """In Markdown: page and section by their titles; the page alone if the section is its first."""
        words = self.words if self.is_top else f"{self.page.title} / {self.words}"
        return f"[{words}]({self.target})"


def shown_fences(book: CellIndex, what: str) -> Iterator[tuple[Fence, Section]]:
    """Every fence that shows the `code` or the `output` of its cell, in reading order, with its section."""
    for page in book.pages:
        for fence in page.fences if page.name != HOME else ():
            snippet = book.snippets.get(fence.snippet)
            cell = snippet.cell(fence.cell) if snippet else None
            if cell and what in fence.show and f"hide-{_HIDDEN[what]}" not in cell.tags:
                yield fence, Section(page, _heading(page, fence))


def section_links(sections: Iterable[Section]) -> str:
    """Links to the sections, each once; a page's title stands in the first link to it alone."""
    found = list(dict.fromkeys(sections))
    firsts = {section.page.name: section for section in reversed(found)}
    return " · ".join(
        section.link if section is firsts[section.page.name] else f"[{section.words}]({section.target})"
        for section in found
    )


def escape_markdown(text: str) -> str:
    """The text in Markdown, as nothing but itself."""
    return _MARKS.sub(r"\\\1", text)


_HIDDEN = {"code": "input", "output": "output"}


def _heading(page: Page, fence: Fence) -> Heading | None:
    above = [heading for heading in page.headings if int(heading.where.rpartition(":")[2]) <= fence.start]
    return above[-1] if above else None
