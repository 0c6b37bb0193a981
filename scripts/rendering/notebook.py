"""A chapter as a notebook of one locale: its prose, the program's cells, the run's outputs."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from scripts.core import HTML, PNG, SVG, TEXT, Output, Run, page_address, path_to_top, resolve_link
from scripts.figures import is_recolorable, localize_figure, to_svg
from scripts.rendering.html import RenderContext, mask_times, sanitize
from scripts.rendering.plain_markdown import after_front_matter, to_plain_markdown
from scripts.rendering.tables import BUILD_TABLES, build_rows, table
from scripts.sources import (
    Cell,
    Page,
    Snippet,
    blocks,
    build_show,
    figure_texts,
    localized_code,
)


def make_notebook(
    page: Page, lines: Sequence[str], snippet: Snippet, run: Run, manner: RenderContext
) -> dict[str, Any]:
    """The notebook (nbformat 4), which runs as it is.

    The program's cells stand in their own order; prose comes before the first cell that it leads to.

    Args:
        lines: the page's, with values filled in.
    """
    order = [cell for cell in snippet.cells if "remove-cell" not in cell.tags]
    names = [cell.name for cell in order]
    alts = {
        fence.cell: figure_texts(lines[fence.start + 1 : fence.end])[0]
        for fence in page.fences
        if fence.snippet == snippet.name
    }
    cells, placed, begin, indent = [], 0, after_front_matter(lines), 0
    lines = _tables(page, lines, run, manner)
    for fence in page.fences:
        cells += _prose(page, lines[begin : fence.start], indent)
        indent = len(fence.indent)
        begin = fence.end + 1
        if fence.snippet != snippet.name or fence.cell not in names:
            continue
        upto = names.index(fence.cell) + 1
        cells += [_code(cell, run, manner, alts.get(cell.name, [])) for cell in order[placed:upto]]
        placed = max(placed, upto)
    cells += _prose(page, lines[begin:], indent)
    cells += [_code(cell, run, manner, alts.get(cell.name, [])) for cell in order[placed:]]
    for number, cell in enumerate(cells, 1):
        cell["id"] = f"cell-{number}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(
        cells=cells,
        metadata={"kernelspec": kernel, "language_info": {"name": "python", "version": run.python}},
    )


def _tables(page: Page, lines: Sequence[str], run: Run, manner: RenderContext) -> list[str]:
    """The lines, with a table about the run for each build fence; of a list, which the page alone has, a link
    there. Each is as many lines as before."""
    out = list(lines)
    for start, end, opening in blocks(lines):
        if (show := build_show(opening["head"])) is not None:
            text = f"[{page.title}]({page.name})"
            if show in BUILD_TABLES:
                text = table(*build_rows(show, [run], manner))
            whole = "\n".join(f"{opening['indent']}{line}" for line in text.split("\n"))
            out[start : end + 1] = [whole, *[""] * (end - start)]
    return out


def _prose(page: Page, lines: Sequence[str], inside: int = 0) -> list[dict[str, Any]]:
    lines = "\n".join(lines).split("\n")
    text = "\n".join(to_plain_markdown(lines, partial(_from_notebook, page.name), inside)).strip()
    return [new_markdown_cell(text)] if text.strip("> \n") else []


def _from_notebook(page: str, link: str, anchor: str) -> str:
    """The address of what a link on `page` leads to, as seen from the page's notebook in notebooks/."""
    return (
        f"{path_to_top(f'notebooks/{page}')}{page_address(resolve_link(page, link))}{anchor}"
        if link
        else anchor
    )


def _code(cell: Cell, run: Run, manner: RenderContext, alts: Sequence[str]) -> dict[str, Any]:
    tags = {"tags": list(cell.tags)} if cell.tags else {}
    remaining = iter(alts)
    outputs = [
        _output(output, manner, next(remaining, "") if output.is_picture else "", f"{cell.name}-{number}")
        for number, output in enumerate(run.outputs[cell.name])
    ]
    return new_code_cell(localized_code(cell, manner.locale), metadata=tags, outputs=outputs)


def _output(output: Output, manner: RenderContext, alt: str, prefix: str) -> Mapping[str, Any]:
    if output.kind in ("stdout", "stderr"):
        return new_output(
            "stream", name=output.kind, text=output.text if manner.epoch is None else mask_times(output.text)
        )
    if output.kind == "error":
        name, _, message = output.text.partition(": ")
        return new_output("error", ename=name, evalue=message, traceback=[output.text])
    data = {mime: output.data[mime] for mime in (TEXT, HTML, SVG, PNG) if mime in output.data}
    if HTML in data:
        data[HTML] = sanitize(data[HTML])
    if SVG in data and is_recolorable(data[SVG]):
        data[SVG] = to_svg(localize_figure(data[SVG], say=manner.say, alt=alt, prefix=prefix)[0])
    about = {"alt": alt} if alt else {}
    if output.kind == "result":
        return new_output("execute_result", data=data, metadata=about, execution_count=None)
    return new_output("display_data", data=data, metadata=about)
