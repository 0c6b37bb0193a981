"""The README's pictures are of the real site: `python3 -m scripts test tests/browser/test_readme.py --pictures`."""

import io
import re

import pytest
from manuals import ROOT
from PIL import Image

pytestmark = pytest.mark.browser

FOLDER = ROOT / "docs" / "readme"
SIZE = (1280, 860)
CURVE = "[data-src='overfitting.py#dropout-curves'] svg"
SHOWN = {
    "en-light.png": ("en/overfitting/", "light", CURVE),
    "zh-dark.png": ("zh/sequential/", "dark", "#batch-axis"),
}


def test_the_pictures_that_the_readme_names_are_there():
    named = re.findall(r"docs/readme/([\w.-]+)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert sorted(named) == sorted(SHOWN)
    for name in named:
        with Image.open(FOLDER / name) as picture:
            assert picture.size == SIZE


@pytest.mark.parametrize("name", SHOWN)
def test_they_are_taken_anew(address, reader, request, name):
    if not request.config.getoption("--pictures"):
        pytest.skip("only with --pictures, which writes docs/readme")
    where, scheme, subject = SHOWN[name]
    page = reader(*SIZE, color_scheme=scheme).new_page()
    page.goto(address + where)
    shown = page.locator(subject).first
    shown.evaluate("each => each.scrollIntoView({ block: 'center' })")
    if subject == CURVE:
        box = shown.bounding_box()
        page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] / 2)
        page.locator(".curve-note:visible").wait_for()
    page.wait_for_timeout(500)  # a smooth scroll comes to rest
    colours = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(128)
    colours.save(FOLDER / name, optimize=True)
