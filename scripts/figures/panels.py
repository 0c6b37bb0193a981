"""Matplotlib's plots in a row, as one picture each: a phone shows them one below the other."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise

from scripts.figures.graph_text import SVG_NAMESPACE
from scripts.figures.localize import XLINK

NARROWEST = 90.0
"""Points across a plot that is worth a picture of its own; digits and colour bars are narrower."""
_GROUP, _TEXT, _DEFS, _USE = (f"{{{SVG_NAMESPACE}}}{name}" for name in ("g", "text", "defs", "use"))
_HREF = f"{{{XLINK}}}href"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_POINT = re.compile(r"[ML] (-?[\d.]+) (-?[\d.]+)")


@dataclass(frozen=True)
class Frame:
    """The rectangle that a plot's values lie in, in points."""

    left: float
    top: float
    right: float
    bottom: float


def split_panels(svg: str) -> list[str]:
    """One SVG for each plot of a figure, from left to right.

    Plots that share the values of the first one's y axis get its labels. A figure whose plots are no row,
    or with something across them, stays as it is.
    """
    root = ET.fromstring(svg)
    axes = _axes(root)
    frames = [frame for each in axes if (frame := _frame(each))]
    if len(frames) != len(axes) or not _is_row(frames) or _lies_across(root):
        return [svg]
    return [ET.tostring(_panel(root, number, frames), encoding="unicode") for number in range(len(frames))]


def _figure(root: ET.Element) -> ET.Element:
    found = root.find(f"{_GROUP}[@id='figure_1']")
    return found if found is not None else ET.Element(_GROUP)


def _axes(root: ET.Element) -> list[ET.Element]:
    return [part for part in _figure(root) if part.get("id", "").startswith("axes_")]


def _lies_across(root: ET.Element) -> bool:
    """Whether the figure has words or a legend of its own, beside its plots."""
    return any(not re.match(r"axes_|patch_1$", part.get("id", "")) for part in _figure(root))


def _frame(axes: ET.Element) -> Frame | None:
    """None if the plot has no rectangle around it."""
    path = axes.find(f"{_GROUP}/{{{SVG_NAMESPACE}}}path")
    points = _POINT.findall(" ".join(path.get("d", "").split())) if path is not None else []
    across, down = ([float(point[index]) for point in points] for index in (0, 1))
    if (len(points), len(set(across)), len(set(down))) != (4, 2, 2):
        return None
    return Frame(min(across), min(down), max(across), max(down))


def _is_row(frames: Sequence[Frame]) -> bool:
    """Whether two plots or more stand side by side, none of them narrow."""
    level = {(round(frame.top), round(frame.bottom)) for frame in frames}
    apart = all(one.right < other.left for one, other in pairwise(frames))
    return len(frames) > 1 and len(level) == 1 and apart and all(f.right - f.left > NARROWEST for f in frames)


def _panel(root: ET.Element, number: int, frames: Sequence[Frame]) -> ET.Element:
    """A copy of the figure with one of its plots, as wide as that plot and its labels."""
    panel = deepcopy(root)
    own, first = _axes(panel)[number], _axes(root)[0]
    for other in _axes(panel):
        if other is not own:
            _figure(panel).remove(other)
    frame = frames[number]
    margin = frame.left - frames[number - 1].right if number else frames[0].left
    if number and _lacks_labels(own, first):
        margin = frames[0].left
        _take_labels(own, first, frame.left - frames[0].left)
    _keep_definitions(panel, root)
    width, height = root.get("viewBox", "").split()[2:]
    left, right = frame.left - margin, frame.right + float(width) - frames[-1].right
    panel.set("viewBox", f"{left:g} 0 {right - left:g} {height}")
    panel.set("width", f"{right - left:g}pt")
    return panel


def _y_axis(axes: ET.Element) -> ET.Element:
    return [part for part in axes if part.get("id", "").startswith("matplotlib.axis_")][1]


def _name(axes: ET.Element) -> ET.Element | None:
    """What the y axis is called; the numbers at its ticks lie deeper."""
    return next((part for part in _y_axis(axes) if part.get("id", "").startswith("text_")), None)


def _numbers(axes: ET.Element) -> list[ET.Element]:
    """The words at the ticks of the y axis."""
    words = (part for part in _y_axis(axes).iter(_GROUP) if part.get("id", "").startswith("text_"))
    return [part for part in words if part is not _name(axes)]


def _lacks_labels(own: ET.Element, first: ET.Element) -> bool:
    """Whether only `first` has labels at the ticks that both have (Matplotlib's `sharey`)."""
    ticks = [[tick.get("y") for tick in _y_axis(axes).iter(_USE)] for axes in (own, first)]
    room = _name(own) is None or _name(first) is not None
    return bool(ticks[0]) and ticks[0] == ticks[1] and room and not _numbers(own) and bool(_numbers(first))


def _take_labels(own: ET.Element, first: ET.Element, across: float) -> None:
    """Give `own` the labels of the first plot; its own name, if it has one, makes room for the numbers."""
    labels = ET.SubElement(own, _GROUP, {"transform": f"translate({across:g} 0)"})
    labels.extend(deepcopy(part) for part in _numbers(first))
    name, firsts = _name(own), _name(first)
    if firsts is None:
        return
    if name is None:
        labels.append(deepcopy(firsts))
        return
    mine, other = (next(words.iter(_TEXT)).get("x") for words in (name, firsts))
    if mine and other:  # formulas are placed another way, and stay
        name.set("transform", f"translate({float(other) + across - float(mine):g} 0)")


def _keep_definitions(panel: ET.Element, root: ET.Element) -> None:
    """What the panel refers to is in it, wherever the figure defines it; what it doesn't is not."""
    used = {element.get(_HREF, "")[1:] for element in panel.iter(_USE)}
    used |= {
        name for part in panel.iter() for value in part.attrib.values() for name in _REFERENCE.findall(value)
    }
    for parent in list(panel.iter()):
        for child in parent.findall(_DEFS):
            parent.remove(child)
    kept = ET.SubElement(panel, _DEFS)
    kept.extend(deepcopy(part) for defs in root.iter(_DEFS) for part in defs if part.get("id") in used)
