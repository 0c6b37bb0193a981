"""Pixels in a figure: fewer bytes, the same to the eye."""

import io
from base64 import b64decode, b64encode

from PIL import Image

from scripts.pixels import lighter

HEAD = "data:image/png;base64,"


def address(image):
    made = io.BytesIO()
    image.save(made, "PNG", compress_level=0)
    return HEAD + b64encode(made.getvalue()).decode()


def seen(text):
    return Image.open(io.BytesIO(b64decode(text.removeprefix(HEAD)))).convert("RGBA")


def greys(size):
    image = Image.new("RGBA", (size, size))
    image.putdata([(n % 256,) * 3 + (255,) for n in range(size * size)])
    return image


def test_greys_of_a_digit_are_within_a_sixteenth_of_what_they_were():
    before = greys(28)
    short = lighter(address(before))
    off = max(
        abs(one[0] - other[0]) for (one, other) in zip(before.getdata(), seen(short).getdata(), strict=True)
    )
    assert off <= 8
    assert len(short) < len(address(before)) / 2


def test_colours_and_large_pictures_stay_what_they_are():
    red = Image.new("RGBA", (28, 28), (200, 13, 7, 255))
    clear = Image.new("RGBA", (28, 28), (7, 7, 7, 90))
    for image in (red, clear, greys(65)):
        assert list(seen(lighter(address(image))).getdata()) == list(image.getdata())


def test_a_picture_never_grows_and_no_space_is_left_in_it():
    short = lighter(address(greys(28)))
    assert lighter(short) == short
    assert lighter(HEAD + " " + short.removeprefix(HEAD)) == short
    assert lighter("#mark") == "#mark"
