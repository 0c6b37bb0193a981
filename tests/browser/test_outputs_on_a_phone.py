"""What runs gave can be read at 390 px: no words are tiny or cut, tables of text show all columns, folds open."""

import pytest

pytestmark = pytest.mark.browser

CHAPTERS = ["index", "functional", "overfitting", "sequential", "training", "visualization"]
SMALLEST, LARGEST = 7.5, 14.5
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
@pytest.mark.parametrize("name", ["index", "sequential", "functional"])
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


@pytest.mark.parametrize("kind", [".run-fold > details", ".run-numbers"])
def test_a_fold_turns_its_arrow_and_closes_again(address, phone, kind):
    go(phone, address, "en", "training" if kind == ".run-numbers" else "functional")
    details = phone.locator(kind).first
    summary, closed = details.locator("summary"), details.locator("summary").evaluate(_TURNED)
    summary.tap()
    assert details.get_attribute("open") is not None
    assert summary.evaluate(_TURNED) != closed
    summary.tap()
    assert details.get_attribute("open") is None
    assert summary.evaluate(_TURNED) == closed


def test_digits_are_light_on_a_dark_page(address, reader):
    page = go(reader(color_scheme="dark").new_page(), address, "en", "training")
    filters = page.locator(".run-figure > svg:has(image)").evaluate_all(
        "all => all.map(svg => [svg.matches('.figure-grey'), getComputedStyle(svg).filter])"
    )
    assert filters
    assert all(("invert" in filter) == is_grey for is_grey, filter in filters)
