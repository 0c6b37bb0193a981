"""Images inside a figure that are all grey: kept as greys, in half the bytes, and marked for a dark page."""

import io
import xml.etree.ElementTree as ET
from base64 import b64decode, b64encode
from typing import Any

from scripts.figures.graph_text import SVG_NAMESPACE
from scripts.figures.localize import XLINK

GREY = "figure-grey"
"""Class of a figure whose images are all grey; on a dark page they are shown the other way round."""
_HREF = f"{{{XLINK}}}href"
_HEAD = "data:image/png;base64,"


def mark_greys(root: ET.Element) -> None:
    """Give the figure the class `GREY` if it has images and all are grey, and write these shorter.

    Raises:
        OSError, ValueError: an image is no PNG.
    """
    images = list(root.iter(f"{{{SVG_NAMESPACE}}}image"))
    greys = [_as_grey(image.get(_HREF, "")) for image in images]
    if not images or not all(greys):
        return
    root.set("class", f"{root.get('class', '')} {GREY}".strip())
    for image, grey in zip(images, greys, strict=True):
        image.set(_HREF, grey)


def _as_grey(address: str) -> str:
    """The data: address of a PNG with the same pixels in greys; empty if one is coloured or transparent."""
    if not address.startswith(_HEAD):
        return ""
    from PIL import Image

    image = Image.open(io.BytesIO(b64decode(address.removeprefix(_HEAD)))).convert("RGBA")
    colours: Any = [colour for _, colour in image.getcolors(image.width * image.height) or []]
    if any(red != green or green != blue or alpha < 255 for red, green, blue, alpha in colours):
        return ""
    made = io.BytesIO()
    image.convert("L").save(made, "PNG", optimize=True)
    return _HEAD + b64encode(made.getvalue()).decode()
