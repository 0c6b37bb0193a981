"""A page as one file of Markdown: its prose, each cell's code, and what the run gave as text."""

import re
from collections.abc import Mapping, Sequence

from scripts.core import HTML, Curves, Output, Run, strip_ansi
from scripts.rendering.html import (
    NOT_RUN,
    RenderContext,
    column_heads,
    html_to_text,
    output_curves,
    shown_text,
)
from scripts.rendering.plain_markdown import after_front_matter
from scripts.rendering.tables import build_rows, main_versions, run_day, table
from scripts.sources import (
    Cell,
    Fence,
    Page,
    Snippet,
    blocks,
    build_show,
    figure_texts,
    localized_code,
    read_block_head,
)

MOST_ROWS = 30
"""A longer table of numbers is thinned to about as many."""
_MARKS = re.compile(r"([\\*_\[\]<`])")


def page_to_markdown(
    page: Page,
    lines: Sequence[str],
    snippets: Mapping[str, Snippet],
    runs: Mapping[str, Run],
    manner: RenderContext,
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
        out += ["", " · ".join([*main_versions(own), f"{manner.label('run on')} {run_day(own, manner)}"])]
    return out


def _cell(
    fence: Fence, cell: Cell, outputs: Sequence[Output] | None, body: Sequence[str], manner: RenderContext
) -> list[str]:
    alts, caption, _ = figure_texts(body)
    remaining = iter(alts)
    shown = []
    if "code" in fence.show and "hide-input" not in cell.tags:
        shown.append(_block("python", localized_code(cell, manner.locale)))
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


def _picture(output: Output, alt: str, manner: RenderContext) -> list[str]:
    """What a picture shows, in words, and the numbers of its curves."""
    figure = manner.label("[figure: …]").replace("…", _escaped(alt))
    return [f"*{figure}*", *(_numbers(each, manner) for each in output_curves(output))]


def _numbers(found: Curves, manner: RenderContext) -> str:
    rows = list(zip(found.x, *(line.values for line in found.lines), strict=True))
    step = -(-len(rows) // MOST_ROWS)
    kept = [row for number, row in enumerate(rows) if number % step == 0 or number == len(rows) - 1]
    return table(column_heads(found, manner), [[f"{value:.4g}" for value in row] for row in kept])


def _text(output: Output, manner: RenderContext) -> list[str]:
    text = strip_ansi(shown_text(output, manner))
    if not text.strip() and HTML in output.data:
        text = html_to_text(output.data[HTML])
    return [_block("text", text)] if text.strip() else []


def _other(
    opening: re.Match[str], body: Sequence[str], runs: Mapping[str, Run], manner: RenderContext
) -> str:
    """A fence in which nothing ran; its language alone is left of its head."""
    if (show := build_show(opening["head"])) is not None:
        return table(*build_rows(show, list(runs.values()), manner))
    language, _ = read_block_head(opening["head"])
    indent = opening["indent"]
    return _block(language, "\n".join(line.removeprefix(indent) for line in body))


def _block(language: str, code: str) -> str:
    longest = max((len(marks) for marks in re.findall("`{3,}", code)), default=2)
    marks = "`" * (longest + 1)
    return f"{marks}{language}\n{code}\n{marks}"
