"""The search box, by key, mouse and finger; the lists of queries are tried in test_measured.py."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from scripts.audit.search_box import NOTHING, RESULTS, SearchBox, leads, misled_queries

pytestmark = pytest.mark.browser


def test_a_query_that_leads_elsewhere_is_told(address, reader):
    page = reader(permissions=["clipboard-read", "clipboard-write"]).new_page()
    entries = [
        {"search": "overfitting", "finds": "overfitting/"},
        {"search": "dropout", "finds": "quickstart/"},
        {"message": "OSError: `pydot` failed to call GraphViz", "finds": ""},
    ]
    wrong, nameless = misled_queries(SearchBox(page, f"{address}en/"), entries)
    assert wrong.startswith("dropout -> quickstart/, got: overfitting/")
    assert "-> a section that tests/messages.yml doesn't name yet" in nameless


def test_a_word_that_is_typed_is_found(address, reader):
    page = reader().new_page()
    page.goto(f"{address}en/")
    page.locator(".md-search__input").click()
    page.keyboard.type("overfitting")
    page.wait_for_function(
        "document.querySelector('.md-search-result__link')?.href.includes('/en/overfitting/')"
    )


def test_what_comes_without_a_key_is_searched_too(
    address: str, reader: Callable[..., BrowserContext]
) -> None:
    page = reader().new_page()
    page.goto(f"{address}zh/")
    page.locator(".md-search__input").click()
    page.keyboard.insert_text("过拟合")  # as a paste by mouse, or an input method: no key goes up
    page.wait_for_selector(".md-search-result__link")
    assert leads(page.evaluate(RESULTS, f"{address}zh/"), "overfitting/")


PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
BUTTON = "label.md-header__button[for=__search]"
FIRST = ".md-search-result__link >> nth=0"
# What lies under a finger at the middle of an element
IS_HIT = """
element => {
  const { x, y, width, height } = element.getBoundingClientRect();
  const hit = document.elementFromPoint(x + width / 2, y + height / 2);
  return element.contains(hit);
}
"""


def ask(page: Page, query: str) -> None:
    page.locator(".md-search__input").fill(query)
    page.locator(".md-search-result__item").first.wait_for()


@pytest.mark.parametrize(("code", "query"), [("en", "plot training loss"), ("zh", "过拟合")])
def test_on_a_phone_the_search_opens_finds_and_closes(address, reader, complaints, code, query):
    page = reader(**PHONE).new_page()
    complaints.watch(page)
    page.goto(f"{address}{code}/training/")
    page.locator(BUTTON).tap()
    ask(page, query)
    page.wait_for_function(
        "document.querySelector('.md-search__inner').getBoundingClientRect().width === 390"
    )
    assert page.evaluate("[innerWidth, document.documentElement.scrollWidth]") == [390, 390]
    links = page.locator(".md-search-result__link")
    expect(links.nth(1)).to_be_in_viewport(ratio=1)  # results are short: the second is on the screen
    for control in (
        links.first,
        page.locator("button.md-search__icon"),
        page.locator("label.md-search__icon"),
    ):
        assert control.evaluate(IS_HIT)
    page.locator("button.md-search__icon").tap()
    expect(page.locator(".md-search__input")).to_have_value("")
    assert page.locator(".md-search-result__item").count() == 0
    ask(page, query)
    place = links.first.get_attribute("href")
    links.first.tap()
    page.wait_for_url(place)
    page.locator(BUTTON).tap()
    page.locator("label.md-search__icon").tap()
    page.wait_for_function("document.querySelector('.md-search__inner').getBoundingClientRect().width === 0")
    assert page.locator(BUTTON).evaluate(IS_HIT)
    assert complaints.texts == []


@pytest.mark.parametrize(
    ("code", "query", "words", "official"),
    [
        (
            "en",
            "GradientTape",
            "The manual has nothing about “GradientTape”.",
            "official Keras documentation",
        ),
        ("zh", "强化学习", "本手册没有“强化学习”的内容。", "官方文档"),
    ],
)
def test_what_is_not_there_is_said_in_words_with_a_way_on(
    address, reader, complaints, code, query, words, official
):
    page = reader().new_page()
    complaints.watch(page)
    page.goto(f"{address}{code}/")
    page.locator(".md-search__input").click()
    ask(page, query)
    assert page.locator(".md-search-result__meta").inner_text() == words
    link = page.get_by_text(official)
    assert link.get_attribute("href").startswith("https://keras.io/search.html?query=")
    assert complaints.texts == []  # a link alone: nobody is asked before it is clicked


@pytest.mark.parametrize(("code", "query", "there"), [("en", "怎么保存模型", "zh"), ("zh", "zygote", "en")])
def test_words_of_the_other_language_are_asked_there(address, reader, code, query, there):
    page = reader().new_page()
    page.goto(f"{address}{code}/training/")
    ask(page, query)
    page.locator(f".md-search-result__official[href*='/{there}/']").click()
    page.wait_for_url(f"**/{there}/?q=*")
    expect(page.locator(".md-search__input")).to_have_value(query)


def test_a_word_that_both_languages_know_is_asked_here(address, reader):
    page = reader().new_page()
    page.goto(f"{address}zh/")
    ask(page, "dropout")
    page.wait_for_selector(".md-search-result__link")
    assert page.locator(".md-search-result__official").count() == 0


def test_a_word_is_respelled_only_if_nothing_else_is_found_and_that_is_said(address, reader):
    page = reader().new_page()
    page.goto(f"{address}en/")
    page.locator(".md-search__input").click()
    told = page.locator(".md-search-result__meta")
    ask(page, "multiple inputs")  # not "multiply", which the manual has
    assert told.inner_text().endswith("pages found")
    ask(page, "dropuot")
    assert told.inner_text() == "Nothing found for “dropuot”. Showing results for “Dropout”."


def test_keys_lead_through_the_results_and_out(address, reader):
    page = reader().new_page()
    page.goto(f"{address}en/quickstart/")
    page.keyboard.press("/")
    page.keyboard.insert_text("confusion matrix")
    page.locator(FIRST).wait_for()
    page.keyboard.press("ArrowDown")
    expect(page.locator(FIRST)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    page.keyboard.press("/")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}en/training/#confusion-matrix")


def test_the_search_is_loaded_when_the_mouse_or_a_finger_comes_near(address, reader):
    page = reader().new_page()
    page.goto(f"{address}en/quickstart/")
    with page.expect_request("**/search/index.js"):
        page.locator(".md-search").hover()
    phone = reader(**PHONE).new_page()
    phone.goto(f"{address}en/quickstart/")
    with phone.expect_request("**/search/index.js"):
        phone.locator(BUTTON).dispatch_event("touchstart")


def test_the_search_that_could_not_be_loaded_says_so_and_is_asked_again(address, reader):
    page = reader().new_page()
    page.route("**/search/index.js", lambda route: route.abort())
    page.goto(f"{address}en/quickstart/")
    page.locator(".md-search__input").click()
    page.keyboard.type("dropout")
    expect(page.locator(".md-search-result__meta")).to_contain_text("could not be loaded")
    page.unroute("**/search/index.js")
    page.keyboard.press("Escape")
    page.locator(".md-search__input").click()
    page.locator(FIRST).wait_for()


def test_a_list_may_want_nothing():
    assert leads([], NOTHING)
    assert not leads([["training/"]], NOTHING)
    assert leads([["training/#fit", "training/"]], "training/")
    assert not leads([["training/", "training/#fit"]], "training/#fit")
