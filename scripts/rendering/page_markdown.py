"""A page as one file of Markdown: its prose, each cell's code, and what the run gave as text."""

import re
from collections.abc import Mapping, Sequence

from scripts.core import curves
from scripts.core.run import HTML, Output, Run
from scripts.core.terminal import plain
from scripts.rendering.html import NOT_RUN, Manner, column_heads, plots, shown_text, words_of
from scripts.rendering.plain_markdown import after_front_matter
from scripts.rendering.tables import build_rows, day, made_with, table
from scripts.sources.block_heads import read_head
from scripts.sources.page import Fence, Page, blocks, texts
from scripts.sources.snippet import Cell, Snippet, options, view

MOST_ROWS = 30
"""A longer table of numbers is thinned to about as many."""
_MARKS = re.compile(r"([\\*_\[\]<`])")


def markdown_page(
    page: Page,
    lines: Sequence[str],
    snippets: Mapping[str, Snippet],
    runs: Mapping[str, Run],
    manner: Manner,
) -> list[str]:
    """The page's lines as a reader of its locale takes them along, links still as they were written.

    Args:
        lines: the page's, with values filled in.
    """
    fences = {fence.start: fence for fence in page.fences}
    out: list[str] = []
    last = after_front_matter(lines)
    for start, end, opening in blocks(lines, last):
        body = lines[start + 1 : end]
        fence = fences.get(start)
        if fence and (cell := snippets[fence.snippet].cell(fence.cell)):
            run = runs.get(fence.snippet)
            shown = _cell(fence, cell, run.outputs[cell.name] if run else None, body, manner)
        else:
            shown = [_other(opening, body, runs, manner)]
        text = "\n\n".join(shown)
        out += lines[last:start]
        out += [f"{opening['indent']}{line}".rstrip() for line in text.split("\n")] if text else []
        last = end + 1
    out += lines[last:]
    if own := runs.get(page.chapter):
        out += ["", " · ".join([*made_with(own), f"{manner.label('run on')} {day(own, manner)}"])]
    return out


def _cell(
    fence: Fence, cell: Cell, outputs: Sequence[Output] | None, body: Sequence[str], manner: Manner
) -> list[str]:
    alts, caption, _ = texts(body)
    remaining = iter(alts)
    shown = []
    if "code" in fence.show and "hide-input" not in cell.tags:
        shown.append(_block("python", view(cell, manner.locale)))
    if "output" in fence.show and "hide-output" not in cell.tags:
        if outputs is None:
            return [*shown, f"*{manner.label(NOT_RUN)}*"]
        for output in outputs:
            is_picture = output.is_picture
            shown += _picture(output, next(remaining, ""), manner) if is_picture else _text(output, manner)
        shown += [f"*{_escaped(caption)}*"] if caption else []
    return shown


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _picture(output: Output, alt: str, manner: Manner) -> list[str]:
    """What a picture shows, in words, and the numbers of its curves."""
    figure = manner.label("[figure: …]").replace("…", _escaped(alt))
    return [f"*{figure}*", *(_numbers(each, manner) for each in plots(output))]


def _numbers(found: curves.Curves, manner: Manner) -> str:
    rows = list(zip(found.x, *(line.values for line in found.lines), strict=True))
    step = -(-len(rows) // MOST_ROWS)
    kept = [row for number, row in enumerate(rows) if number % step == 0 or number == len(rows) - 1]
    return table(column_heads(found, manner), [[f"{value:.4g}" for value in row] for row in kept])


def _text(output: Output, manner: Manner) -> list[str]:
    text = plain(shown_text(output, manner))
    if not text.strip() and HTML in output.data:
        text = words_of(output.data[HTML])
    return [_block("text", text)] if text.strip() else []


def _other(opening: re.Match[str], body: Sequence[str], runs: Mapping[str, Run], manner: Manner) -> str:
    """A fence in which nothing ran; its language alone is left of its head."""
    language, rest = read_head(opening["head"])
    if language == "build":
        return table(*build_rows(options(rest)[0]["show"], list(runs.values()), manner))
    indent = opening["indent"]
    return _block(language, "\n".join(line.removeprefix(indent) for line in body))


def _block(language: str, code: str) -> str:
    longest = max((len(marks) for marks in re.findall("`{3,}", code)), default=2)
    marks = "`" * (longest + 1)
    return f"{marks}{language}\n{code}\n{marks}"
