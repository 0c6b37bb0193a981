"""A run as plain text, for a reviewer: what each cell gave, without pictures and times."""

import base64
import re
import struct
import xml.etree.ElementTree as ET
from collections.abc import Container, Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from scripts.core import DOT, HTML, PNG, SVG, Output, Run, apply_control_characters, strip_ansi
from scripts.figures import SVG_NAMESPACE as NAMESPACE
from scripts.figures import xml_fault
from scripts.rendering import html_to_text, mask_times, output_curves, sanitize

MOST_LINES = 40
"""Of one output; of the rest a count and a digest are kept."""
MOST_CHARACTERS = 4000
"""Of one output."""
NUMBER = re.compile(
    r"(?:(?<![\w.+-])[-+])?(?<![\w.])(?:(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?(?!\.?\w)"
)
"""Stands alone: no part of a name (`layer1`), a version (`3.15.1`) or an address."""
HEAD = "# "
"""Begins the line of a cell's name, and no line of an output."""
_LETTER = re.compile(r"[^\W\d_]")
_ROW, _COLUMN = re.compile(r"</tr>\s*|<br\s*/?>\s*"), re.compile(r"</t[dh]>\s*(?=<t[dh])")
_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,}")
_MARKED = ("stderr", "error")


def run_text(run: Run, values: Iterable[str] = (), varying: Container[str] = ()) -> list[str]:
    """The lines, a head `# cell` before what it gave; then the values. Equal runs have equal lines.

    Args:
        values: names of those that pages use.
        varying: names of cells and values whose numbers differ from run to run; `#` stands for each number.
    """
    lines = []
    for cell, outputs in run.outputs.items():
        given = [line for output in outputs for line in _lines(output, run)]
        given = list(map(skeleton, given)) if cell in varying else given
        lines += [f"{HEAD}{cell}", *map(_no_head, given), ""] if given else []
    told = [
        f"{name} = {'#' if name in varying else _written(run.values[name])}"
        for name in sorted(set(values))
        if name in run.values
    ]
    return [*lines, f"{HEAD}values in prose", *told, ""] if told else lines


def _no_head(line: str) -> str:
    """A line of an output; a space, which no comparison sees, keeps it from being taken for a cell's name."""
    return f" {line}" if line.startswith(HEAD) else line


def _lines(output: Output, run: Run) -> list[str]:
    """One output; none if there is nothing to read or to see in it."""
    if output.is_picture:
        return [_picture(output), *_curves(output)]
    text = _of_html(output.data[HTML]) if HTML in output.data else output.text
    text = _ADDRESS.sub("0x…", mask_times(strip_ansi(apply_control_characters(text))))
    if run.python:  # the one version that no pin says
        text = re.sub(rf"(?<![\w.]){re.escape(run.python)}(?![\w.])", "X.Y.Z", text)
    lines = [line.rstrip() for line in text.strip("\n").split("\n")]
    mark = [f"[{output.kind}]"] if output.kind in _MARKED else []
    return [*mark, *_folded(lines)] if any(lines) else []


def _folded(lines: Sequence[str]) -> list[str]:
    """The lines; of many, the first, and how many others there are with a digest of their words."""
    kept, size = 0, 0
    while kept < min(len(lines), MOST_LINES) and (size := size + len(lines[kept])) <= MOST_CHARACTERS:
        kept += 1
    rest = lines[kept:]
    if not rest:
        return list(lines)
    head = lines[:kept] or [lines[0][:MOST_CHARACTERS]]
    digest = sha256(skeleton("\n".join(rest)).encode()).hexdigest()[:8]
    return [*head, f"[{len(rest)} more: {digest}]"]


def skeleton(line: str) -> str:
    """The line without its numbers; spaces are one, since columns move with the length of a number."""
    return " ".join(NUMBER.sub("#", line).split())


def _picture(output: Output) -> str:
    """A picture's kind and its words; of pixels, how many."""
    if SVG not in output.data:
        width, height = struct.unpack(">II", base64.b64decode(output.data[PNG])[16:24])
        return f"[picture: PNG, {width} by {height}]"
    is_graph = DOT in output.data
    words = [word for word in _words(output.data[SVG]) if is_graph or _LETTER.search(word)]
    return f"[{'graph' if is_graph else 'plot'}: {' | '.join(words)}]"


def _words(svg: str) -> Iterator[str]:
    root = ET.Element("none") if xml_fault(svg) else ET.fromstring(svg)
    for element in root.iter(f"{{{NAMESPACE}}}text"):
        if text := " ".join("".join(element.itertext()).split()):
            yield text


def _curves(output: Output) -> list[str]:
    return [
        f"[curve: {' · '.join(dict.fromkeys(word for word in (line.plot, line.label) if word))}, "
        f"{len(line.values)} points, {line.values[0]:.3g} to {line.values[-1]:.3g}]"
        for table in output_curves(output)
        for line in table.lines
    ]


def _of_html(markup: str) -> str:
    """A line a row, bars between columns."""
    parted = _COLUMN.sub(" | ", _ROW.sub("\n", sanitize(markup)))
    return "\n".join(line for line in map(str.strip, html_to_text(parted).split("\n")) if line)


def _written(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float) else repr(value)
