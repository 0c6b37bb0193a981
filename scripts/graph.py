"""A model's graph on a page: what its boxes say as one text, and links to what explains their layers."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping

from scripts.address import folder, top
from scripts.figure import SVG

LONGEST = 400
"""Letters of what is told of the boxes, about; the rest is counted."""
_TEXT, _GROUP = f"{{{SVG}}}text", f"{{{SVG}}}g"
_CLASS = re.compile(r"\s*\(?([A-Za-z_]\w*)\)?\s*")

Label = Callable[[str], str]
"""The engine's own words -> the reader's."""


def told(root: ET.Element, label: Label) -> list[str]:
    """How many layers a graph has, then each with its name, class and output's shape; empty if it has none.

    Args:
        root: as `figure.localize` gives it.
    """
    boxes = [box for node in _nodes(root) if (box := _box(node, label("Output shape:")))]
    shown: list[str] = []
    for box in boxes:
        if sum(map(len, shown)) + len(box) > LONGEST:
            break
        shown.append(box)
    rest = [label(f"and {len(boxes) - len(shown)} more")] if len(shown) < len(boxes) else []
    return [label(f"layers: {len(boxes)}"), *shown, *rest] if boxes else []


def link(root: ET.Element, addresses: Mapping[str, str], title: str) -> None:
    """Make the class in a box a link, in place, where there is an address for it.

    Args:
        title: says where the links lead.
    """
    for node in _nodes(root):
        *_, last = [None, *_title(node)]
        name = _CLASS.fullmatch(last.text or "") if last is not None else None
        if name is None or name[1] not in addresses:
            continue
        place = list(node).index(last)
        anchor = ET.Element(f"{{{SVG}}}a", {"href": addresses[name[1]]})
        ET.SubElement(anchor, f"{{{SVG}}}title").text = title
        anchor.append(last)
        node[place] = anchor
        root.set("role", "group")  # what has the role of an image can't hold links


def address(page: str, see: str) -> str:
    """Where `see` (page.md#heading) is, as seen from the finished `page`: each has a folder of its own."""
    there, mark, id = see.partition("#")
    if there == page:
        return f"#{id}"
    return f"{top(page) + folder(there) or './'}{mark}{id}"


def _nodes(root: ET.Element) -> list[ET.Element]:
    return [group for group in root.iter(_GROUP) if group.get("class") == "node"]


def _title(node: ET.Element) -> list[ET.Element]:
    """The words in a box's first row: a name, a class, or both."""
    texts = node.findall(_TEXT)
    return [text for text in texts if text.get("y") == texts[0].get("y")]


def _box(node: ET.Element, shape: str) -> str:
    words = [(text.text or "").strip() for text in node.findall(_TEXT)]
    title = " ".join(text.text.strip() for text in _title(node) if text.text)
    if shape in words[:-1]:
        title += f" {words[words.index(shape) + 1]}"
    return title
