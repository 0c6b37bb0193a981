"""Tables drawn in text, as `summary()` draws them: the same text, with its rows and cells marked.

Where there is room, it is shown as it was printed. On a phone the style sheet hides the lines and lays the
cells out as a table, so that all columns are seen.
"""

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from scripts.core import strip_ansi

_RULE = re.compile(r"[\u2500-\u257f]{3,}")
_BAR = re.compile(r"([\u2502\u2503\u2551])")
_READABLE = 80  # what is wider is a sentence, which is broken where the screen ends
_GAP = re.compile(r"\S {2,}\S")
_BRANCH = re.compile(r"[\u2514\u251c]")

Html = Callable[[str], str]
"""Text with terminal codes -> HTML."""


def has_boxes(lines: Sequence[str]) -> bool:
    """Whether lines of text touch those above them, so that nothing may come between them."""
    return any(
        re.match(r"[\u2502\u2503\u2550-\u256c\u250c-\u253c]", strip_ansi(line).lstrip()) for line in lines
    )


def has_columns(lines: Sequence[str]) -> bool:
    """Whether words stand below each other: short lines with gaps, two or more, or the rows of an array."""
    rows = [line.strip() for line in map(strip_ansi, lines)]
    if max(map(len, rows), default=0) > _READABLE:
        return False
    return sum(bool(_GAP.search(row)) for row in rows) > 1 or sum(row.startswith("[") for row in rows) > 1


def mark_boxes(lines: Sequence[str], to_html: Html) -> str:
    """The lines as HTML; without its tags it is the same text."""
    parts, lines = [], [*(f"{line}\n" for line in lines[:-1]), *lines[-1:]]
    for is_box, group in groupby(lines, key=lambda line: _is_rule(line) or _is_row(line)):
        block = list(group)
        if is_box and any(map(_is_rule, block)) and any(map(_is_row, block)):
            parts.append(f'<span class="box">{_box(block, to_html)}</span>')
        else:
            parts.append(to_html("".join(block)))
    return "".join(parts)


def _is_rule(line: str) -> bool:
    return bool(_RULE.fullmatch(strip_ansi(line).strip()))


def _is_row(line: str) -> bool:
    text = strip_ansi(line).strip()
    return len(text) > 2 and bool(_BAR.fullmatch(text[0]) and _BAR.fullmatch(text[-1]))


def _box(lines: Sequence[str], to_html: Html) -> str:
    made, follows_rule = [], True
    for line in lines:
        if _is_rule(line):
            made.append(_hidden(to_html(line)))
        else:
            made.append(
                f'<span class="box-row{" box-first" if follows_rule else ""}">{_row(line, to_html)}</span>'
            )
        follows_rule = _is_rule(line)
    return "".join(made)


def _row(line: str, to_html: Html) -> str:
    """Cells without the bars and the spaces around them, which are in the text all the same."""
    between, bar, *pieces = _BAR.split(line)
    made, between = [], between + bar
    for text, bar in zip(pieces[:-1:2], pieces[1::2], strict=True):
        before, words, after = _parts(text)
        made.append(_hidden(to_html(between + before)))
        kind = "box-cell box-right" if len(before) > max(1, len(after)) else "box-cell"
        made.append(f'<span class="{kind}">{to_html(words)}</span>')
        between = after + bar
    return "".join([*made, _hidden(to_html(between + pieces[-1]))])


def _parts(text: str) -> tuple[str, str, str]:
    """The spaces before, the words, the spaces after; a branch of a tree keeps its indent."""
    words = text.strip()
    before, _, after = text.partition(words) if words else ("", "", text)
    if words and _BRANCH.match(words):
        return before[:1], before[1:] + words, after
    return before, words, after


def _hidden(html: str) -> str:
    return f'<span class="box-line">{html}</span>'
