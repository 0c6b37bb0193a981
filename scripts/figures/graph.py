"""A model's graph on a page: what its boxes say as one text, and links to what explains their layers."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping

from scripts.core import page_folder, path_to_top
from scripts.figures.graph_text import SVG_NAMESPACE, leaves

LONGEST = 400
"""Letters of what is told of the boxes, about; the rest is counted."""
_TEXT, _GROUP = f"{{{SVG_NAMESPACE}}}text", f"{{{SVG_NAMESPACE}}}g"
_CLASS = re.compile(r"\s*\(?([A-Za-z_]\w*)\)?\s*")

Label = Callable[[str], str]
"""The engine's own words -> the reader's."""


def describe_graph(root: ET.Element, label: Label) -> list[str]:
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


def link_layers(root: ET.Element, addresses: Mapping[str, str], title: str) -> None:
    """Make the class in a box a link, in place, where there is an address for it.

    Args:
        title: says where the links lead.
    """
    for node in _nodes(root):
        parents = {child: parent for parent in node.iter() for child in parent}
        *_, last = [None, *_title(node)]
        name = _CLASS.fullmatch(last.text or "") if last is not None else None
        if last is None or name is None or name[1] not in addresses:
            continue
        anchor = ET.Element(f"{{{SVG_NAMESPACE}}}a", {"href": addresses[name[1]]})
        ET.SubElement(anchor, f"{{{SVG_NAMESPACE}}}title").text = title
        parent = parents[last]
        place = list(parent).index(last)
        if last.tag != _TEXT and place:  # in a row: the name alone, without what stands around it
            parent[place - 1].tail, last.text, anchor.tail = (last.text or "").partition(name[1])
        anchor.append(last)
        parent[place] = anchor
        root.set("role", "group")  # what has the role of an image can't hold links


def layer_address(page: str, see: str) -> str:
    """Where `see` (page.md#heading) is, as seen from the finished `page`: each has a folder of its own."""
    there, mark, id = see.partition("#")
    if there == page:
        return f"#{id}"
    return f"{path_to_top(page) + page_folder(there) or './'}{mark}{id}"


def _nodes(root: ET.Element) -> list[ET.Element]:
    return [group for group in root.iter(_GROUP) if group.get("class") == "node"]


def _title(node: ET.Element) -> list[ET.Element]:
    """The words in a box's first row: a name, a class, or both."""
    texts = list(node.iter(_TEXT))
    return [part for text in texts if text.get("y") == texts[0].get("y") for part in leaves(text)]


def _box(node: ET.Element, shape: str) -> str:
    words = [(part.text or "").strip() for text in node.iter(_TEXT) for part in leaves(text)]
    title = " ".join(part.text.strip() for part in _title(node) if part.text)
    if shape in words[:-1]:
        title += f" {words[words.index(shape) + 1]}"
    return title
