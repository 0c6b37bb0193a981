"""Lists that staging makes: terms, names of Keras, messages, where a page has ```build show="…"```."""

from collections.abc import Callable, Mapping, Sequence

from scripts.rendering import api_index, error_index, glossary
from scripts.rendering.shown_cells import CellIndex
from scripts.sources import Page, blocks, build_show

LISTS: Mapping[str, Callable[[CellIndex], list[str]]] = {
    "glossary": glossary.glossary_entries,
    "api": api_index.api_entries,
    "errors": error_index.error_entries,
}
"""What a fence shows -> the list's lines of Markdown."""


def lists_on(page: Page) -> set[str]:
    """Names of the lists that the page shows."""
    return {name for _, _, opening in blocks(page.lines) if (name := _list(opening["head"]))}


def expand_lists(lines: Sequence[str], book: CellIndex) -> list[str]:
    """The lines, with a list's own lines instead of its fence.

    They are Markdown, so the search, the table of contents and links find an entry as any heading.
    """
    out, done = [], 0
    for start, end, opening in blocks(lines):
        if name := _list(opening["head"]):
            out += [*lines[done:start], *LISTS[name](book)]
            done = end + 1
    return [*out, *lines[done:]]


def _list(head: str) -> str:
    """The list that a fence shows; empty if it is another fence."""
    name = build_show(head) or ""
    return name if name in LISTS else ""
