"""The list of pages in mkdocs.yml, changed line by line: comments and all other text stay as they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts.core import Problems, did_you_mean

NAVIGATION_FILE = "mkdocs.yml"
NEW = "# new pages come here"
"""A comment in the list, in the place of pages that say nothing of theirs."""
_ENTRY = re.compile(
    r"(?P<indent> *)- +(?P<title>[^#]*?: +)?(?P<mark>[\"']?)(?P<page>[^\s\"'#]+\.md)(?P=mark)"
)
_SECTION = re.compile(r"(?P<indent> *)- +[^#]*:\s*(?:#.*)?$")


@dataclass(frozen=True)
class _Entry:
    number: int
    """Its line, from 0."""
    page: str
    indent: str


def navigation_pages(text: str) -> list[str]:
    """The pages of `nav` in order; `text` is that of mkdocs.yml."""
    return [entry.page for entry in _entries(text.split("\n"))]


def add_to_navigation(text: str, page: str, after: str = "") -> str:
    """The text with an entry for `page` after that of another page; without one, above the comment NEW, or
    at the end if there is no such comment.

    Raises:
        Problems: `after` is not in the list, `page` is, or there is no list.
    """
    lines = text.split("\n")
    entries = list(_entries(lines))
    if not entries:
        raise Problems.of(
            NAVIGATION_FILE, "has no nav with pages", "Write nav: with one line `- page.md` a page."
        )
    found = {entry.page: entry for entry in entries}
    if page in found:
        where = f"{NAVIGATION_FILE}:{found[page].number + 1}"
        raise Problems.of(where, f"{page} is in nav already", "Take the line away, or choose another name.")
    if after and after not in found:
        raise Problems.of(NAVIGATION_FILE, f"no page '{after}' in nav", did_you_mean(after, found))
    marks = [number for number, line in enumerate(lines) if line.strip() == NEW]
    if after:
        before, indent = found[after].number, found[after].indent
    elif marks:
        before, indent = marks[0] - 1, lines[marks[0]].partition("#")[0]
    else:  # the list's own end, also where its last page stands in a section
        before, indent = entries[-1].number, min((entry.indent for entry in entries), key=len)
    return "\n".join([*lines[: before + 1], f"{indent}- {page}", *lines[before + 1 :]])


def rename_in_navigation(text: str, old: str, new: str) -> str:
    """The text with another page in the entry's place; as it is, if there is no such entry."""
    lines = text.split("\n")
    for entry in _entries(lines):
        if entry.page == old:
            lines[entry.number] = lines[entry.number].replace(old, new, 1)
    return "\n".join(lines)


def remove_from_navigation(text: str, page: str) -> str:
    """The text without the page's entry, and without the sections that it leaves empty."""
    lines = text.split("\n")
    gone = [entry for entry in _entries(lines) if entry.page == page]
    for entry in reversed(gone):
        number, indent = entry.number, len(entry.indent)
        del lines[number]
        while (above := _SECTION.match(lines[number - 1])) and len(above["indent"]) < indent:
            if _deeper(lines, number, len(above["indent"])):
                break
            number, indent = number - 1, len(above["indent"])
            del lines[number]
    return "\n".join(lines)


def _deeper(lines: Sequence[str], number: int, than: int) -> bool:
    """Whether the line belongs to a section that is indented so."""
    rest = lines[number] if number < len(lines) else ""
    return bool(rest.strip()) and len(rest) - len(rest.lstrip()) > than


def _entries(lines: Sequence[str]) -> Iterator[_Entry]:
    in_nav = False
    for number, line in enumerate(lines):
        if line.strip() and not line.startswith((" ", "-", "#")):
            in_nav = line.startswith("nav:")
        elif in_nav and (found := _ENTRY.match(line)):
            yield _Entry(number, found["page"], found["indent"])
