"""What the parts of an SVG have in common is said once, on the group that holds them."""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Mapping

from scripts.figure import SVG

INHERITED = {
    "fill": "currentColor",  # what the style sheet gives a figure
    "stroke": "none",
    "stroke-width": "1",
    "stroke-linecap": "butt",
    "stroke-dasharray": "none",
    "font-size": "",
    "font-weight": "normal",
    "text-anchor": "start",
    "image-rendering": "auto",
}
"""Properties that a group hands on to its parts, with the value that needs no saying."""
_STROKE = ("stroke-width", "stroke-linecap", "stroke-dasharray")
_TEXT = ("font-size", "font-weight", "text-anchor")
_IMAGE = f"{{{SVG}}}image"
_SHAPES = {f"{{{SVG}}}{name}" for name in ("path", "rect", "circle", "ellipse", "line", "polyline", "use")}
_GROUPS = {f"{{{SVG}}}{name}" for name in ("svg", "g", "a")}
_TEXTS = {f"{{{SVG}}}{name}" for name in ("text", "tspan")}

Looks = Mapping[str, str]
"""Property -> value."""


def settle(root: ET.Element, marks: Mapping[str, ET.Element]) -> None:
    """Move properties of `root`'s parts up to the groups, without a change to the eye.

    Args:
        marks: what `use` draws, by id; these keep what they say.
    """
    wants: dict[ET.Element, Looks] = {}
    _resolve(root, INHERITED, marks, wants)
    _count(root, wants)
    _place(root, INHERITED, wants)


def _resolve(
    element: ET.Element, given: Looks, marks: Mapping[str, ET.Element], wants: dict[ET.Element, Looks]
) -> None:
    """Take the properties off `element` and its parts; `wants` gets what each must look like."""
    if element.tag not in _SHAPES | _GROUPS | _TEXTS | {_IMAGE}:
        return
    looks = {**given, **{name: element.attrib.pop(name) for name in INHERITED if name in element.attrib}}
    if element.tag in _TEXTS:
        wants[element] = {name: looks[name] for name in ("fill", "stroke", *_TEXT)}
    elif element.tag in _SHAPES:
        mark = marks.get(element.get("href", "").removeprefix("#"))
        names = (
            ("fill", "stroke") if looks["stroke"] == "none" and mark is None else ("fill", "stroke", *_STROKE)
        )
        wants[element] = {name: looks[name] for name in names if mark is None or name not in mark.attrib}
    elif element.tag == _IMAGE:
        wants[element] = {"image-rendering": looks["image-rendering"]}
    for child in element:
        _resolve(child, looks, marks, wants)


def _count(element: ET.Element, wants: dict[ET.Element, Looks]) -> Looks:
    """What most of a group's parts look like; `wants` gets what more than one of them does."""
    if element.tag not in _GROUPS:
        return wants.get(element, {})
    counts: Counter[tuple[str, str]] = Counter()
    for child in element:
        counts.update(_count(child, wants).items())
    # the least common first, so that the most common stays; of equals the first one
    most = dict(reversed([pair for pair, _ in counts.most_common()]))
    wants[element] = {name: value for name, value in most.items() if counts[name, value] > 1}
    return most


def _place(element: ET.Element, given: Looks, wants: Mapping[ET.Element, Looks]) -> None:
    looks = wants.get(element, {})
    for name, value in looks.items():
        if given[name] != value:
            element.set(name, value)
    for child in element:
        _place(child, {**given, **looks}, wants)
