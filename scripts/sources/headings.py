"""The headings of a page, in every form that Markdown has for them."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

HEADING_ID = r' *\{#(?P<id>[\w-]+)(?: +data-toc-label="[^"]*")?\}'
"""What ends a heading: its id, and the shorter text that the contents show."""
CLOSING = r"(?: *#+)?\s*$"
"""Marks that may stand behind a heading and say nothing."""
_TEXT = rf"(?P<text>.*?)(?: *#+)?(?:{HEADING_ID})?{CLOSING}"
_HASHES = re.compile(rf"(?P<level>#{{1,6}})[ \t]*{_TEXT}")
_SET = re.compile(rf" {{0,3}}(?! ){_TEXT}")
_UNDERLINE = re.compile(r"(?P<mark>=+|-+)[ ]*$")
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_BOX = re.compile(r' {0,3}(?:(?:!!!|\?\?\?\+?)(?: |$)|===[+!]* +")')
_ITEM = re.compile(r" {0,3}(?:(?:[*+-]|\d+\.) +(?!(?:[*_-] *)+$)|\[\^[^\]]+\]: *|: {1,3})")
_RAW = re.compile(r" {0,3}<(?:(?P<comment>!--)|(?P<tag>pre|script|style)\b)", re.IGNORECASE)
_INDENT = 4


@dataclass(frozen=True)
class Heading:
    """One heading, where it stands."""

    where: str
    level: int
    text: str
    id: str
    lead: str = ""
    """What a line under it begins with, inside a box, a list or a quotation."""
    size: int = 1
    """Its lines: 2, if one of them underlines it."""

    @property
    def below(self) -> int:
        """The line under it, from 0."""
        return int(self.where.rpartition(":")[2]) - 1 + self.size


@dataclass(frozen=True)
class _Line:
    number: int
    lead: str
    body: str
    """The line without its lead."""
    begins: bool
    """Whether a paragraph begins with it; only there can a line be underlined."""


def find_headings(lines: Sequence[str], prose: Collection[int], path: str) -> list[Heading]:
    """All headings in order; comments, raw HTML and indented code have none.

    Args:
        prose: lines, from 0, outside of fenced blocks and front matter.
    """
    found: list[Heading] = []
    before: _Line | None = None
    for line in _lines(lines, set(prose) - _raw(lines, prose)):
        where = f"{path}:{line.number + 1}"
        if match := _HASHES.match(line.body):
            found.append(_heading(match, where, len(match["level"]), line.lead))
            before = None
            continue
        under = _UNDERLINE.match(line.body)
        if under and before and before.number == line.number - 1 and before.lead == line.lead:
            if match := _SET.match(before.body):
                level = 1 if under["mark"][0] == "=" else 2
                set_there = _heading(match, f"{path}:{line.number}", level, line.lead)
                found.append(replace(set_there, size=2))
            before = None
        else:
            is_first = line.begins or (bool(found) and found[-1].below == line.number)
            before = line if is_first else None
    return found


def _heading(match: re.Match[str], where: str, level: int, lead: str) -> Heading:
    return Heading(where, level, match["text"].strip(), match["id"] or "", lead)


def _lines(lines: Sequence[str], shown: Collection[int]) -> Iterator[_Line]:
    """Each line that can be a heading, without what puts it into a box, a list or a quotation."""
    inside, begins = 0, True  # columns of what it stands in; whether the next line begins a paragraph
    for number, line in enumerate(lines):
        text = line.expandtabs(_INDENT).rstrip()
        if number not in shown or not text:
            begins = begins or not text or number not in shown
            continue
        spaces = len(text) - len(text.lstrip())
        inside = min(inside, spaces // _INDENT * _INDENT)
        body = text[inside:]
        quote = _QUOTE.match(f"{body} ")  # the mark alone is an empty line of the quotation
        marks = quote[0].rstrip() + " " if quote else ""
        body = body[quote.end() :] if quote else body
        if not body:
            begins = True
            continue
        box, item = _BOX.match(body), _ITEM.match(body)
        if item and not quote:
            body = body[item.end() :] if body[item.end() :].startswith("#") else body
        inside += _INDENT * bool((box or item) and not quote)
        lead = " " * inside + marks
        yield _Line(number, lead if not box else "", body, begins and not box)
        begins = bool(box)


def _raw(lines: Sequence[str], prose: Collection[int]) -> set[int]:
    """Lines, from 0, of comments and of raw HTML that Markdown leaves alone; one without an end is none."""
    found: set[int] = set()
    for number in sorted(prose):
        opening = _RAW.match(lines[number])
        if number in found or not opening:
            continue
        end = "-->" if opening["comment"] else f"</{opening['tag'].lower()}>"
        rest = lines[number][opening.end() :], *lines[number + 1 :]
        last = next((at for at, line in enumerate(rest, number) if end in line.lower()), None)
        if last is not None:
            found |= set(range(number, last + 1))
    return found
