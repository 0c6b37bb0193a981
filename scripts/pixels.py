"""The pixels of a picture inside an SVG, in fewer bytes."""

import io
from base64 import b64decode, b64encode

from PIL import Image

_STEP = 17
"""Between sixteen greys: finer ones can't be told apart in a digit of 28 by 28 pixels."""
_SMALL = 64
"""Pixels a side up to which greys are rounded; a photograph keeps its own."""
_HEAD = "data:image/png;base64,"


def lighter(address: str) -> str:
    """A data: address of a PNG, as one that is no longer and shows the same; any other as it is."""
    if not address.startswith(_HEAD):
        return address
    image = Image.open(io.BytesIO(b64decode(address.removeprefix(_HEAD))))
    address = _HEAD + "".join(address.removeprefix(_HEAD).split())
    return min(address, _HEAD + b64encode(_png(image)).decode(), key=len)


def _png(image: Image.Image) -> bytes:
    colours = image.convert("RGBA").getcolors(image.width * image.height) or []
    if all(red == green == blue and alpha == 255 for _, (red, green, blue, alpha) in colours):
        image = image.convert("L")
        if max(image.size) <= _SMALL:
            image = image.point(lambda grey: round(grey / _STEP) * _STEP)
    made = io.BytesIO()
    image.save(made, "PNG", optimize=True)
    return made.getvalue()
