"""The words in a graph's boxes: in the reader's language, and in the middle of their cells."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from itertools import groupby

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
_POLYGON, _TEXT, _TSPAN = (f"{{{SVG_NAMESPACE}}}{name}" for name in ("polygon", "text", "tspan"))
_OWN = ("fill", "font-weight", "font-style")
"""What the parts of a row may differ in."""
_MIDDLE = 0.15
"""How far the estimated middle of a row may lie from its cell's, as a part of the cell's width."""

Say = Callable[[str], str | None]
"""Text in a figure -> the reader's text, or None where the catalogue has no entry."""


def translate_graph(graph: ET.Element, say: Say) -> list[str]:
    """Keras's own words (`Input shape:`) become the reader's; names, classes and shapes are code, and stay.

    A row of a cell becomes one text in the middle of the cell, however wide its words are now.

    Returns:
        the words that the catalogue lacks.
    """
    missing: list[str] = []
    for group in list(graph.iter()):
        cell: tuple[float, float] | None = None
        for (tag, _), parts in groupby(list(group), key=lambda part: (part.tag, part.get("y"))):
            row = list(parts)
            if tag == _POLYGON:
                cell = _width(row[-1])
            elif tag == _TEXT:
                stood_in_middle = cell and _is_in_middle(row, cell)
                is_changed = sum(_translate(part, say, missing) for part in row) > 0
                if stood_in_middle and cell and (is_changed or len(row) > 1):
                    _center(group, row, sum(cell) / 2)
    return missing


def leaves(text: ET.Element) -> list[ET.Element]:
    """The parts of a row: its tspans, or the text itself."""
    return text.findall(_TSPAN) or [text]


def _translate(text: ET.Element, say: Say, missing: list[str]) -> bool:
    """Whether the text is another now; what the catalogue lacks is added to `missing`."""
    word = (text.text or "").strip()
    said = say(word) if word else word
    if said is None and word.endswith(":"):
        missing.append(word)
    if said is None or said == word:
        return False
    text.text = said
    return True


def _width(polygon: ET.Element) -> tuple[float, float]:
    """Its left and right."""
    across = [float(point.partition(",")[0]) for point in polygon.get("points", "").split()]
    return (min(across), max(across)) if across else (0.0, 0.0)


def _is_in_middle(row: Sequence[ET.Element], cell: tuple[float, float]) -> bool:
    """Whether Graphviz has put the row there; a letter is taken to be as wide as the others of the row."""
    if row[0].get("text-anchor") != "start":
        return row[0].get("text-anchor") == "middle"
    left, last = float(row[0].get("x", "0")), float(row[-1].get("x", "0"))
    before, letters = sum(len(part.text or "") for part in row[:-1]), len(row[-1].text or "")
    # one text tells no width of its letters: it is in the middle if it is as far from the right at its size
    a_letter = (last - left) / before if before else 0.55 * float(row[0].get("font-size", "14"))
    middle = (left + last + a_letter * letters) / 2
    return abs(middle - sum(cell) / 2) <= _MIDDLE * (cell[1] - cell[0])


def _center(group: ET.Element, row: Sequence[ET.Element], middle: float) -> None:
    """Make the row one text around `middle`."""
    text, *others = row
    if others:
        differ = [name for name in _OWN if len({part.get(name) for part in row}) > 1]
        parts = []
        for part in row:
            parts.append(
                ET.Element(_TSPAN, {name: part.attrib[name] for name in differ if name in part.attrib})
            )
            parts[-1].text = part.text
        text.text = None
        text.extend(parts)
        for name in differ:
            text.attrib.pop(name, None)
        for part in others:
            group.remove(part)
    text.set("x", f"{middle:g}")
    text.set("text-anchor", "middle")
