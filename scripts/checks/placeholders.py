"""Text that waits for its author: a page says so in a mark, and no such page passes the tests."""

import re
from collections.abc import Iterable

from scripts.core import Problem
from scripts.sources import Page

UNTRANSLATED = "<!-- untranslated -->"
"""Before a text that is still in another language."""
UNDESCRIBED = "<!-- undescribed -->"
"""In place of the words for a picture."""
_MARK = re.compile(f"(?P<text>{UNTRANSLATED})|{UNDESCRIBED}")


def find_placeholders(pages: Iterable[Page]) -> list[Problem]:
    """A problem for each mark."""
    return [
        Problem(f"{page.path}:{number}", *_said(found))
        for page in pages
        for number, line in enumerate(page.lines, 1)
        if (found := _MARK.search(line))
    ]


def _said(mark: re.Match[str]) -> tuple[str, str]:
    if mark["text"]:
        return "the text here is not translated yet", "Translate it, then take the mark away."
    return "a picture has no words yet", "Say in the page's language what it shows, in place of the mark."
