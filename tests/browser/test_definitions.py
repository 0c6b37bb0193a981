"""A term shows its definition to pointer, keyboard and finger; the glossary lists it."""

import json

import pytest

from scripts.sources.terms import read_terms

pytestmark = pytest.mark.browser

PAGE = "overfitting/"
TERM = "#early-stopping ~ p > a.term"


@pytest.fixture
def opened(address, reader):
    """A chapter with its first term in view, that term, and its definition."""

    def make(locale="en", width=1200, **options):
        page = reader(width=width, **options).new_page()
        page.goto(f"{address}{locale}/{PAGE}")
        term = page.locator(TERM).first
        term.scroll_into_view_if_needed()
        id = term.get_attribute("aria-describedby")
        box = page.locator(f".terms > div:has(> #{id})")
        assert not box.is_visible()
        return page, term, box

    return make


def place(term):
    return term.evaluate(
        "e => { const { top, bottom, left, right } = e.getBoundingClientRect(); return { top, bottom, left, right }; }"
    )


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_pointer_shows_it_can_move_into_it_and_leaves_it(opened, locale):
    page, term, box = opened(locale)
    term.hover()
    box.wait_for()
    assert len(box.inner_text()) > 20
    here, shown = place(term), place(box)
    assert abs(shown["top"] - here["bottom"]) < 12 or abs(here["top"] - shown["bottom"]) < 12
    box.hover()
    page.wait_for_timeout(500)
    assert box.is_visible()
    page.mouse.move(5, 5)
    box.wait_for(state="hidden")


def test_a_pointer_that_passes_by_shows_nothing(opened):
    page, term, box = opened()
    term.hover()
    page.mouse.move(5, 5)
    page.wait_for_timeout(500)
    assert not box.is_visible()


def test_the_keyboard_shows_it_goes_into_it_and_escape_hides_it(opened):
    page, term, box = opened()
    page.keyboard.press("Tab")
    term.focus()
    box.wait_for()
    page.keyboard.press("Escape")
    box.wait_for(state="hidden")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    box.wait_for()
    page.keyboard.press("Tab")
    assert box.locator("a").evaluate("link => link === document.activeElement")
    page.wait_for_timeout(500)
    assert box.is_visible()
    page.keyboard.press("Tab")
    box.wait_for(state="hidden")


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_tap_on_a_phone_shows_it_within_the_window_and_leads_on(opened, locale):
    page, term, box = opened(locale, width=360, has_touch=True, is_mobile=True)
    address = page.url
    term.tap()
    box.wait_for()
    assert page.url == address
    shown = place(box)
    assert shown["left"] >= 0
    assert shown["right"] <= 360
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("h2#early-stopping").tap()
    box.wait_for(state="hidden")
    term.tap()
    box.locator("a").tap()
    page.wait_for_function("address => location.href !== address", arg=address)


def test_without_scripts_a_term_leads_to_the_glossary(opened):
    page, term, _ = opened("zh", java_script_enabled=False)
    target = term.get_attribute("href")
    term.click()
    page.wait_for_url(f"**/zh/glossary/#{target.partition('#')[2]}")


def test_a_sentence_is_copied_and_printed_without_definitions(opened):
    page, term, box = opened()
    text = term.evaluate("""term => {
      const range = document.createRange();
      range.selectNodeContents(term.closest("p"));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return [getSelection().toString(), term.closest("p").textContent];
    }""")
    assert text[0] == text[1]
    page.emulate_media(media="print")
    assert not box.is_visible()
    assert term.evaluate("term => getComputedStyle(term).textDecorationLine") == "none"


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_search_knows_no_definitions_but_those_of_the_glossary(site, project, locale):
    script = (site / locale / "search" / "index.js").read_text(encoding="utf-8")
    index = json.loads(script.removeprefix("manualIndex="))
    holding = (
        next(term for term in read_terms(project).terms if term.id == "early-stopping").said[locale].text[:20]
    )
    holders = [doc["at"] for doc in index["docs"] if holding in doc.get("text", "")]
    assert holders == ["glossary/#early-stopping"]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_term_on_a_page_has_its_definition_and_its_entry(site, locale, address, reader):
    page = reader().new_page()
    page.goto(f"{address}{locale}/glossary/")
    entries = set(
        page.evaluate("[...document.querySelectorAll('.md-content h3.entry')].map(heading => heading.id)")
    )
    for name in ("sequential/", "training/", "migration/"):
        page.goto(f"{address}{locale}/{name}")
        faults = page.evaluate(
            """entries => [...document.querySelectorAll("a.term")].filter((term) =>
          !document.getElementById(term.getAttribute("aria-describedby")) || !entries.includes(term.hash.slice(1))
        ).map((term) => term.textContent)""",
            sorted(entries),
        )
        assert faults == []
    assert len(entries) > 40
