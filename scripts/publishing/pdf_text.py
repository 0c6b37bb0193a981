"""The text of a PDF is what was written: Chromium names some characters by radicals that look alike."""

import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from pypdf import PdfReader, PdfWriter
from pypdf.generic import StreamObject

# Radicals that Unicode leaves without a normal form
_SUPPLEMENT = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
        "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙",
        strict=True,
    )
)
_RANGE = re.compile(rb"<([0-9A-F]+)> <([0-9A-F]+)> <(2[EF][0-9A-F]{2})>")
_CHAR = re.compile(rb"<([0-9A-F]+)> <(2[EF][0-9A-F]{2})>")


def restore_characters(pdf: bytes) -> bytes:
    """The PDF with characters in the place of their radicals, for who searches or copies."""
    # until Skia takes the character of a glyph that a font gives to both
    writer = PdfWriter(io.BytesIO(pdf), incremental=True)
    for names in _names(writer):
        text = names.get_data()
        fixed = _fixed(text)
        if fixed != text:
            names.set_data(fixed)
    # some readers look for the title in the last trailer alone, which has it only if another entry changed
    writer.add_metadata({"/Creator": "Chromium"})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def page_numbers(pdf: bytes) -> dict[str, int]:
    """Id of an element that a link leads to -> the number of its page, from 1."""
    reader = PdfReader(io.BytesIO(pdf))
    return {
        unquote(name.removeprefix("/")): (reader.get_destination_page_number(place) or 0) + 1
        for name, place in reader.named_destinations.items()
    }


def meant_character(radical: str) -> str:
    """What a text means by a radical; anything else as it is."""
    return _SUPPLEMENT.get(radical) or unicodedata.normalize("NFKC", radical)


def _names(writer: PdfWriter) -> Iterator[StreamObject]:
    """Of each font the table that says which character a glyph is, once."""
    seen = set()
    for page in writer.pages:
        fonts: dict[str, Any] = page.get("/Resources", {}).get("/Font", {})
        for font in fonts.values():
            names = font.get_object().get("/ToUnicode")
            if names is not None and id(names.get_object()) not in seen:
                seen.add(id(names.get_object()))
                yield names.get_object()


def _fixed(table: bytes) -> bytes:
    """A table whose ranges of radicals are lists, and whose radicals are characters."""

    def spread(found: re.Match[bytes]) -> bytes:
        first, last, start = (int(part, 16) for part in found.groups())
        each = b" ".join(_hex(start + step) for step in range(last - first + 1))
        return b"<%b> <%b> [%b]" % (found[1], found[2], each)

    def single(found: re.Match[bytes]) -> bytes:
        return b"<%b> %b" % (found[1], _hex(int(found[2], 16)))

    # a range has three parts, and the first two look like a single character
    parts = re.split(rb"(?<=beginbfrange)(.*?)(?=endbfrange)", table, flags=re.DOTALL)
    return b"".join(
        _RANGE.sub(spread, part) if place % 2 else _CHAR.sub(single, part) for place, part in enumerate(parts)
    )


def _hex(radical: int) -> bytes:
    return b"<%b>" % meant_character(chr(radical)).encode("utf-16-be").hex().upper().encode()
