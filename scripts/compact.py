"""An SVG on a page in a fraction of its bytes, to the eye the same: what all parts say is said once."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

from scripts import paths
from scripts.figure import SVG, XLINK, flatten
from scripts.inherit import INHERITED, settle
from scripts.pixels import lighter

_OWN = (*INHERITED, "fill-opacity", "stroke-opacity")
_IDLE = ("stroke-linejoin", "stroke-miterlimit")
_HREF = f"{{{XLINK}}}href"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_MEASURES = ("x", "y", "width", "height", "cx", "cy", "rx", "ry", "r", "x1", "x2", "y1", "y2")
_NEAR = 1.0
"""Points by which pixels may leave their frame unseen."""
_DECIMAL = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
_SIZE = re.compile(r"([\d.]+)(?:px)?")
_MATRIX = re.compile(r"matrix\(([-\d.e]+) 0 0 ([-\d.e]+) ([-\d.e]+) ([-\d.e]+)\)")


def compact(root: ET.Element) -> None:
    """Change `root`, as `figure.localize` gives it, in place."""
    root.set("viewBox", " ".join(f"{float(part):g}" for part in root.get("viewBox", "").split()))
    for element in root.iter():
        _say_plainly(element)
    marks = _marks(root)
    for group in [each for each in root.iter() if each.tag in (root.tag, _tag("g"))]:
        _draw_ticks(group, marks)
        _merge(group)
        _split_node(group)
    _unclip_images(root)
    for element in root.iter(_tag("path")):
        if parts := paths.segments(element.get("d", "")):
            element.set("d", paths.written(parts))
    _drop_unused(root)
    settle(root, _marks(root))
    flatten(root)
    root.set("fill", INHERITED["fill"])


def _tag(name: str) -> str:
    return f"{{{SVG}}}{name}"


def _marks(root: ET.Element) -> dict[str, ET.Element]:
    """What `use` draws, by id."""
    return {e.get("id", ""): e for defs in root.iter(_tag("defs")) for e in defs if e.tag == _tag("path")}


def _say_plainly(element: ET.Element) -> None:
    """Styles as attributes, polygons as paths, numbers in tenths, `href` as browsers have long known it."""
    _unstyle(element)
    if element.tag == _tag("polygon"):
        element.tag = _tag("path")
        element.set("d", f"M{element.attrib.pop('points', '')}z")
    if _HREF in element.attrib:
        element.set("href", lighter(element.attrib.pop(_HREF)))
    if size := _SIZE.fullmatch(element.get("font-size", "")):
        element.set("font-size", f"{float(size[1]):g}")
    for name in _MEASURES:
        if _DECIMAL.fullmatch(element.get(name, "")):
            element.set(name, paths.number(round(float(element.attrib[name]) * 10)))
    if "transform" in element.attrib:
        element.set("transform", element.attrib["transform"].replace("scale(1 1) rotate(0) ", ""))
    if element.get("class") in ("graph", "edge", "cluster"):
        del element.attrib["class"]


def _unstyle(element: ET.Element) -> None:
    rules = dict(rule.split(":", 1) for rule in element.attrib.pop("style", "").split(";") if ":" in rule)
    kept = []
    for name, value in ((name.strip(), value.strip()) for name, value in rules.items()):
        if name in _OWN:
            element.set(name, value.replace(", ", ","))
        elif name not in _IDLE:
            kept.append(f"{name}: {value}")
    if kept:
        element.set("style", "; ".join(kept))


def _draw_ticks(group: ET.Element, marks: Mapping[str, ET.Element]) -> None:
    """A mark that is a line of two points is drawn where it is used."""
    for element in group.findall(_tag("use")):
        mark = marks.get(element.get("href", "").removeprefix("#"))
        parts = paths.segments(mark.get("d", "")) if mark is not None else None
        if mark is None or not parts or [command for command, _ in parts] != ["M", "L"]:
            continue
        x, y = float(element.attrib.pop("x", "0")), float(element.attrib.pop("y", "0"))
        ends = [(x + left / 10, y + top / 10) for _, ((left, top),) in parts]
        element.tag = _tag("path")
        del element.attrib["href"]
        element.attrib |= {name: value for name, value in mark.items() if name in _OWN}
        element.set("d", "".join(f"{c}{x:.2f} {y:.2f}" for c, (x, y) in zip("ML", ends, strict=True)))


def _merge(group: ET.Element) -> None:
    """Neighbours that look the same become one path; so do an outline and what fills it."""
    lines: dict[tuple[tuple[str, str], ...], ET.Element] = {}
    for element in list(group):
        parts = paths.segments(element.get("d", "")) if element.tag == _tag("path") else None
        if parts and [command for command, _ in parts] == ["M", "L"]:
            element.set("fill", "none")
            key = tuple(sorted((name, value) for name, value in element.items() if name != "d"))
            before = lines.setdefault(key, element)
            if before is not element:
                before.set("d", before.attrib["d"] + element.attrib["d"])
                group.remove(element)
            continue
        if element.tag not in (_tag("text"), _tag("defs")):  # words don't lie on lines
            lines = {}
        if parts and _is_unseen(element) and not any(name.startswith("data-") for name in group.attrib):
            group.remove(element)
        elif parts:
            _join(group, element, parts)


def _is_unseen(element: ET.Element) -> bool:
    return element.get("fill") == "none" and element.get("stroke", "none") == "none"


def _join(group: ET.Element, element: ET.Element, parts: list[paths.Segment]) -> None:
    """Put `element` into the path before it, if that looks the same to the eye."""
    place = list(group).index(element)
    before = group[place - 1] if place else None
    if before is None or before.tag != element.tag:
        return
    ours, theirs = dict(element.items()), dict(before.items())
    here, there = ours.pop("d"), theirs.pop("d")
    is_bars = ours == theirs and ours.get("stroke", "none") == "none" and paths.is_box(parts[-5:])
    if is_bars or (ours == theirs and ours.get("fill") == "none" and "clip-path" not in ours):
        element.set("d", there + here)
    elif here == there and "none" in (ours.get("stroke", "none"), theirs.get("stroke", "none")):
        fills, strokes = (
            [each[name] for each in (theirs, ours) if each.get(name, "none") != "none"]
            for name in ("fill", "stroke")
        )
        if len(fills) != 1 or len(strokes) != 1:
            return
        element.attrib |= theirs | ours | {"fill": fills[0], "stroke": strokes[0]}
    else:
        return
    group.remove(before)


def _split_node(group: ET.Element) -> None:
    """The boxes of a graph's node, then its words: each kind says once what it has in common."""
    if group.get("class") != "node":
        return
    del group.attrib["class"]
    words = [part for part in group if part.tag != _tag("path")]
    shapes = [part for part in group if part.tag == _tag("path")]
    if len(words) > 1:
        group[:] = []
        for parts in (shapes, words):
            ET.SubElement(group, _tag("g")).extend(parts)


def _unclip_images(root: ET.Element) -> None:
    """Pixels that lie inside their frame need no clipping; a matrix that scales is a place and a size."""
    frames = {clip.get("id"): clip[0] for clip in root.iter(_tag("clipPath")) if len(clip) == 1}
    for group in list(root.iter(_tag("g"))):
        image = group[0] if len(group) == 1 else None
        matrix = _MATRIX.fullmatch(image.get("transform", "")) if image is not None else None
        clip = _REFERENCE.fullmatch(group.get("clip-path", ""))
        frame = frames.get(clip[1]) if clip else None
        if image is None or image.tag != _tag("image") or not matrix or frame is None:
            continue
        across, down, left, top = map(float, matrix.groups())
        box = (left, top, across * float(image.attrib["width"]), down * float(image.attrib["height"]))
        wanted = [float(frame.get(name, "0")) for name in ("x", "y", "width", "height")]
        if any(abs(is_ - was) > _NEAR for is_, was in zip(box, wanted, strict=True)):
            continue
        del group.attrib["clip-path"], image.attrib["transform"]
        for name, value in zip(("x", "y", "width", "height"), box, strict=True):
            image.set(name, paths.number(round(value * 10)))
        image.set("preserveAspectRatio", "none")


def _drop_unused(root: ET.Element) -> None:
    """Definitions that nothing refers to any more, and what held them."""
    text = [value for element in root.iter() for value in element.attrib.values()]
    used = {name for value in text for name in _REFERENCE.findall(value)}
    used |= {value[1:] for value in text if value.startswith("#")}
    for parent in list(root.iter()):
        for defs in parent.findall(_tag("defs")):
            defs[:] = [part for part in defs if part.get("id") in used]
            if not len(defs):
                parent.remove(defs)
