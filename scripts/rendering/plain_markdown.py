"""Lines of a page in the Markdown that any reader knows: boxes become quotations, tabs become titles."""

import re
from collections.abc import Callable, Sequence

from scripts.sources import CLOSING, HEADING_ID, fenced_lines

Link = Callable[[str, str], str]
"""Page (`functional.md`; empty for the same page) or file (`downloads/doctor.py`) as written, and anchor
(`#models`, or nothing) -> address;
an empty address leaves the link's words alone."""

INDENT = 4
_BOX = re.compile(
    r'(?P<lead> *)(?:(?P<mark>!!!|\?\?\?\+?) *(?:[\w-]+(?: +[\w-]+)*)?|===[+!]*(?= *"))'
    r'(?: *"(?P<title>.*)")?\s*$'
)
_HEADING_ID = re.compile(rf"^(#{{1,6}} .*?){HEADING_ID}{CLOSING}")
_ATTRIBUTES = re.compile(r" *\{:?[ .#][^}`]*\}\s*$")
_DIV = re.compile(r"\s*</?div\b[^>]*>\s*$")
_ANCHOR = re.compile(r"</?a\b[^>]*>")
_PAGE_LINK = re.compile(
    r"\[(?P<words>(?:[^\[\]`]|`[^`]*`|\[[^\[\]]*\])*)\]"
    r"\((?P<page>(?!https?:)(?:[\w./-]+\.md|(?:\.{1,2}/)*downloads/[\w./-]+))?(?P<anchor>#[\w-]+)?\)"
)


def to_plain_markdown(lines: Sequence[str], link: Link, inside: int = 0) -> list[str]:
    """The lines without ids, attributes, boxes and tabs; code in fences is only moved with what it stands in.

    Args:
        inside: spaces before the lines, after a fence in a list or a box.
    """
    code = fenced_lines(lines)
    levels = [(0, "")] + [(inside, "")] * bool(
        inside
    )  # spaces before the content of a box, and what replaces them
    out: list[str] = []
    for number, line in enumerate(lines):
        while line.strip() and not line.startswith(" " * levels[-1][0]):
            levels.pop()
            if out and not out[-1].strip(" >"):  # the end of a quotation
                out[-1] = levels[-1][1].rstrip()
        spaces, prefix = levels[-1]
        body = line[spaces:]
        if number not in code:
            if box := _BOX.fullmatch(body):
                prefix += box["lead"] + ("> " if box["mark"] else "")
                levels.append((spaces + len(box["lead"]) + INDENT, prefix))
                out += [f"{prefix}**{box['title']}**", prefix.rstrip()] if box["title"] else []
                continue
            if _DIV.fullmatch(body):
                continue
            body = _prose(body, link)
            if not body.strip() and out and not out[-1].strip(" >"):
                continue
        out.append(f"{prefix}{body}" if body.strip() else prefix.rstrip())
    return out


def after_front_matter(lines: Sequence[str]) -> int:
    """The number of the first line, from 0, that readers see."""
    return list(lines).index("---", 1) + 1 if lines and lines[0] == "---" else 0


def _prose(body: str, link: Link) -> str:
    body = _ATTRIBUTES.sub("", _HEADING_ID.sub(r"\1", body))
    return _PAGE_LINK.sub(lambda found: _linked(found, link), _ANCHOR.sub("", body))


def _linked(found: re.Match[str], link: Link) -> str:
    if not (found["page"] or found["anchor"]):
        return found[0]
    address = link(found["page"] or "", found["anchor"] or "")
    return f"[{found['words']}]({address})" if address else found["words"]
