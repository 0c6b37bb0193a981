"""What runs gave can be read at 390 px: no words are tiny or cut, tables of text show all columns, folds open."""

import json

import pytest

from scripts.core import curves
from scripts.core.run import SVG, TEXT, Output
from scripts.figures.graph_text import SVG_NAMESPACE as NAMESPACE
from scripts.rendering.html import Place, RenderContext, render
from scripts.sources.strings import Words

pytestmark = pytest.mark.browser

CHAPTERS = [
    "index",
    "functional",
    "functional-examples",
    "overfitting",
    "sequential",
    "training",
    "visualization",
]
SMALLEST, LARGEST = 7.2, 14.5
"""Pixels of a letter's height in a figure, on a phone and anywhere."""
_TEXTS = """
() => [...document.querySelectorAll(".run-figure > svg")].filter(svg => svg.checkVisibility()).flatMap(svg => {
  const scale = svg.getScreenCTM().a;
  const box = svg.closest(".run-figure");
  const inside = box.getBoundingClientRect();
  const scrolls = box.scrollWidth > box.clientWidth + 1;
  return [...svg.querySelectorAll("text")].filter(text => text.textContent.trim()).map(text => {
    const { left, right } = text.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(text).fontSize) * scale;
    const isCut = !scrolls && (left < inside.left - 1 || right > inside.right + 1);
    return { text: text.textContent, size, isCut, kind: svg.classList[0] };
  });
})
"""
_CELLS = """
() => [...document.querySelectorAll(".box-cell")].filter(cell => cell.checkVisibility() && cell.textContent).map(cell => {
  const { left, right } = cell.getBoundingClientRect();
  return [cell.textContent, left >= 0 && right <= innerWidth];
})
"""
_TURNED = "summary => getComputedStyle(summary, '::before').content"


def go(page, address, locale, name):
    page.goto(f"{address}{locale}/{'' if name == 'index' else f'{name}/'}")
    return page


@pytest.fixture
def phone(reader):
    return reader(width=390, height=844, has_touch=True, is_mobile=True).new_page()


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("name", CHAPTERS)
def test_no_word_of_a_figure_is_tiny_or_cut(address, phone, locale, name):
    found = go(phone, address, locale, name).evaluate(_TEXTS)
    assert [each for each in found if each["size"] < SMALLEST or each["isCut"]] == []


@pytest.mark.parametrize("name", CHAPTERS)
def test_no_word_of_a_graph_is_larger_than_those_around_it(address, reader, name):
    found = go(reader(width=1440).new_page(), address, "en", name).evaluate(_TEXTS)
    assert [each for each in found if each["kind"] == "figure-graph" and each["size"] > LARGEST] == []


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("name", ["quickstart", "sequential", "functional", "functional-examples"])
def test_a_summary_shows_all_its_columns(address, phone, locale, name):
    cells = go(phone, address, locale, name).evaluate(_CELLS)
    assert cells
    assert [text for text, is_seen in cells if not is_seen] == []


def test_a_summary_is_shown_as_printed_where_there_is_room(address, reader):
    page = go(reader(width=1440).new_page(), address, "en", "sequential")
    pre = page.locator(".run-text:has(.box)").first
    assert pre.inner_text().rstrip("\n") == pre.text_content().rstrip("\n")
    assert "━" in pre.inner_text()


def test_what_is_printed_breaks_its_lines(address, phone):
    go(phone, address, "en", "graphviz")
    cut = phone.locator(".run-text:not(.run-boxes)").evaluate_all(
        "all => all.filter(pre => pre.checkVisibility() && pre.scrollWidth > pre.clientWidth + 1).length"
    )
    assert cut == 0


LONG = Output("stdout", {TEXT: "\n".join(map(str, range(99)))})
LINE = {"key": "0-0", "plot": "loss", "label": "training", "x_label": "epoch", "x": [1.0, 2.0, 3.0]}
CURVE = Output(
    "display",
    {
        SVG: f'<svg xmlns="{NAMESPACE}" width="90pt" height="90pt"><g id="figure_1"/></svg>',
        curves.CURVES: json.dumps([{**LINE, "values": [0.5, 0.25, 0.125]}]),
    },
)


@pytest.mark.parametrize("output", [LONG, CURVE], ids=["long text", "numbers of a curve"])
def test_a_fold_turns_its_arrow_shows_its_rest_and_closes_again(address, phone, output):
    go(phone, address, "en", "sequential")
    html = render([output], RenderContext("en", Words({})), Place("f1"), alts=["a"], caption="")
    phone.evaluate(
        "html => { document.querySelector('article').innerHTML = html; }", f'<div class="run">{html}</div>'
    )
    details = phone.locator("article details")
    summary, rest = details.locator("summary"), details.locator(":scope > :not(summary)")
    closed = summary.evaluate(_TURNED)
    assert rest.is_hidden()
    summary.tap()
    assert rest.is_visible()
    assert summary.evaluate(_TURNED) != closed
    assert phone.locator("article pre:visible").count() == (1 if output is LONG else 0)  # its head is in it
    summary.tap()
    assert rest.is_hidden()
    assert summary.evaluate(_TURNED) == closed


def test_digits_are_light_on_a_dark_page(address, reader):
    page = go(reader(color_scheme="dark").new_page(), address, "en", "training")
    filters = page.locator(".run-figure > svg:has(image)").evaluate_all(
        "all => all.map(svg => [svg.matches('.figure-grey'), getComputedStyle(svg).filter])"
    )
    assert filters
    assert all(("invert" in filter) == is_grey for is_grey, filter in filters)
