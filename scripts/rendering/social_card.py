"""The picture that a link to a page shows where it is shared: the page's title, 1200 by 630."""

import io
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from scripts.core import Problem
from scripts.rendering.html import RenderContext
from scripts.sources import Page

WIDTH, HEIGHT, MARGIN = 1200, 630, 96
INK, ACCENT, QUIET, PALE, PAPER = "#1d242c", "#0b6470", "#5a646f", "#dcebed", "#fff"
_FONT = Path(__file__).parent / "fonts" / "NotoSansCJKsc-Bold.otf"
# What stays on one line: a word, or a Chinese character with the punctuation before and after it.
_PIECE = re.compile(r"[（《「“‘]*(?:[!-~–—’…]+|\S)[，。：；！？、）》」”’…]*|\s+")  # noqa: RUF001
_UNKNOWN = "\U0010ffff"


def missing_characters(pages: Sequence[Page]) -> list[Problem]:
    """A problem for each page whose title can't be written on its card."""
    return [
        Problem(
            page.path,
            f"the font of the cards lacks {lacking} of the title",
            "Write the title without, or make the font anew: scripts/rendering/fonts/README.md.",
        )
        for page in pages
        if (lacking := ", ".join(f"'{sign}'" for sign in dict.fromkeys(page.title) if not _has(sign)))
    ]


def card_path(name: str) -> str:
    """Where the card of the page with this name is, from the folder of the locale's site."""
    return f"assets/cards/{name.removesuffix('.md')}.png"


def draw_card(page: Page, manner: RenderContext) -> bytes:
    """A PNG of a few colours; the same bytes for the same words."""
    name = str(page.locale.site["site_name"])
    title = name if page.name == "index.md" else page.title
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    image.paste(ACCENT, (0, 0, 24, HEIGHT))
    image.paste(PALE, (WIDTH - 376, HEIGHT - 340), _layers(280))
    pen = ImageDraw.Draw(image)
    if title != name:
        pen.text((MARGIN, 88), name, ACCENT, _font(34))
    size, lines = _set(title)
    top = HEIGHT // 2 - 8 - (len(lines) - 1) * size * 0.65
    for number, line in enumerate(lines):
        pen.text((MARGIN, top + number * size * 1.3), line, INK, _font(size), anchor="lm")
    pen.text((MARGIN, HEIGHT - 88), manner.label("Every line of code was run"), QUIET, _font(28), anchor="lb")
    file = io.BytesIO()
    image.quantize(32, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _set(title: str) -> tuple[int, list[str]]:
    """The size of the letters, and the lines, about as long as each other."""
    for size, most in ((84, 2), (68, 3), (56, 4), (44, 5)):
        lines = list(_lines(title, size, WIDTH - 2 * MARGIN))
        if len(lines) <= most:
            break
    for width in range(WIDTH // 4, WIDTH - 2 * MARGIN, 16):
        even = list(_lines(title, size, width))
        if len(even) == len(lines) and all(_font(size).getlength(line) <= width for line in even):
            return size, even
    return size, lines


def _lines(title: str, size: int, width: int) -> Iterator[str]:
    line = ""
    for piece in _PIECE.findall(title):
        if line and _font(size).getlength((line + piece).rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    yield line


def _layers(size: int) -> Image.Image:
    """The manual's mark, three layers, as a mask; drawn large, so that its edges are smooth."""
    mask = Image.new("L", (4 * size, 4 * size))
    pen = ImageDraw.Draw(mask)
    for down, shade in ((2, 110), (1, 175), (0, 255)):
        left, top, step = 0, size * down * 0.9, size
        corners = [(2, 0), (4, 1), (2, 2), (0, 1)]
        points = [(left + x * step, top + y * step + 0.1 * size) for x, y in corners]
        pen.polygon([(x, y + 0.12 * size) for x, y in points], fill=0)
        pen.polygon(points, fill=shade)
    return mask.resize((size, size), Image.Resampling.BOX)


@cache
def _has(sign: str) -> bool:
    return bytes(_font(28).getmask(sign)) != bytes(_font(28).getmask(_UNKNOWN))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    # the plain layout, since not every Pillow has the other: the same bytes on each machine
    return ImageFont.truetype(_FONT, size, layout_engine=ImageFont.Layout.BASIC)
