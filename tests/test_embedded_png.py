"""Grey images are written as greys, pixel for pixel, and marked; others are left alone."""

import io
import xml.etree.ElementTree as ET
from base64 import b64decode, b64encode

import pytest
from PIL import Image

from scripts.figures.embedded_png import GREY, mark_greys
from scripts.figures.graph_text import SVG_NAMESPACE
from scripts.figures.localize import XLINK

HREF = f"{{{XLINK}}}href"


def figure(*images: Image.Image) -> ET.Element:
    root = ET.Element(f"{{{SVG_NAMESPACE}}}svg", {"class": "figure-plot"})
    for image in images:
        made = io.BytesIO()
        image.save(made, "PNG")
        address = "data:image/png;base64,\n" + b64encode(made.getvalue()).decode()
        ET.SubElement(root, f"{{{SVG_NAMESPACE}}}image", {HREF: address})
    return root


def pixels(address: str) -> bytes:
    return Image.open(io.BytesIO(b64decode(address.partition(",")[2]))).convert("RGBA").tobytes()


def grey(low: int = 0) -> Image.Image:
    image = Image.new("RGBA", (16, 16))
    image.putdata([(low + n % 256 // 2,) * 3 + (255,) for n in range(256)])
    return image


def test_greys_keep_their_pixels_in_fewer_bytes_and_are_marked():
    root = figure(grey(), grey(99))
    before = [image.get(HREF, "") for image in root]
    mark_greys(root)
    after = [image.get(HREF, "") for image in root]
    assert root.get("class") == f"figure-plot {GREY}"
    assert list(map(pixels, after)) == list(map(pixels, before))
    assert all(len(new) < len(old) for new, old in zip(after, before, strict=True))


@pytest.mark.parametrize("colour", [(255, 0, 0, 255), (9, 9, 9, 128), (9, 9, 10, 255)])
def test_one_image_with_a_colour_or_a_window_leaves_all_as_they_are(colour):
    root = figure(grey(), Image.new("RGBA", (2, 2), colour))
    before = ET.tostring(root)
    mark_greys(root)
    assert ET.tostring(root) == before


def test_a_figure_without_images_is_not_marked():
    root = figure()
    mark_greys(root)
    assert root.get("class") == "figure-plot"
