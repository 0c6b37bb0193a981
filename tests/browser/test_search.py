"""The search box: what readers type leads where tests/searches.yml says, messages where tests/messages.yml says."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from manuals import ROOT
from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

LOCALES = ["zh", "en"]

# A result is a page and the sections that it shows before "more on this page", as addresses below the locale's.
RESULTS = """
(home) => {
  const address = (link) => link.href.replace(home, "").replace(/[?]h=[^#]*/, "");
  return [...document.querySelectorAll(".md-search-result__item")]
    .map((item) => [...item.querySelectorAll(":scope > a")].map(address));
}
"""
# Material empties the list when an answer comes, so a mark in it is gone by then.
MARK = """
() => {
  const mark = document.createElement("li");
  mark.id = "waiting";
  document.querySelector(".md-search-result__list").append(mark);
}
"""


class SearchBox:
    """The search box of one locale, in one page that stays open."""

    def __init__(self, page: Page, home: str) -> None:
        self._page, self._home = page, home
        page.goto(home)
        page.locator(".md-search__input").click()
        # the search of nothing, which would else answer in the place of the first
        page.get_by_text(re.compile("Type to start searching|键入以开始搜索")).wait_for()

    def results(self, query: str) -> list[list[str]]:
        """Paste `query` in place of what is there, line feeds and all."""
        self._page.evaluate("text => navigator.clipboard.writeText(text)", query)
        self._page.evaluate(MARK)
        self._page.keyboard.press("ControlOrMeta+A")
        self._page.keyboard.press("ControlOrMeta+V")
        self._page.wait_for_selector("#waiting", state="detached")
        return self._page.evaluate(RESULTS, self._home)


@pytest.fixture
def search_box(
    address: str, reader: Callable[..., BrowserContext], complaints: Any
) -> Callable[[str], SearchBox]:
    def make(locale: str) -> SearchBox:
        page = reader(permissions=["clipboard-read", "clipboard-write"]).new_page()
        complaints.watch(page)
        return SearchBox(page, f"{address}{locale}/")

    return make


def entries(name: str) -> Any:
    return yaml.safe_load((ROOT / "tests" / name).read_text(encoding="utf-8"))


def leads(results: list[list[str]], wanted: str) -> bool:
    """Whether one of the results is the page `wanted`, or shows the section `wanted` before its others."""
    return any(wanted in (result[1:2] if "#" in wanted else result[:1]) for result in results)


def got(results: list[list[str]]) -> str:
    return " | ".join(" ".join(result[:2]) for result in results[:3]) or "nothing"


def stop_at(faults: list[str]) -> None:
    """Fail with the faults alone, one below the other."""
    if faults:
        pytest.fail("\n".join([f"{len(faults)} of the search's answers are wrong:", *faults]), pytrace=False)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_readers_type_leads_to_the_right_page(search_box, complaints, locale):
    box = search_box(locale)
    faults = []
    for entry in entries("searches.yml")[locale]:
        results = box.results(entry["search"])
        if not leads(results[: entry.get("within", 1)], entry["finds"]):
            faults.append(f"{entry['search']} -> {entry['finds']}, got: {got(results)}")
    stop_at(faults + complaints.texts)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_message_that_is_pasted_leads_to_its_section(search_box, complaints, locale):
    box = search_box(locale)
    faults = []
    for entry in entries("messages.yml"):
        results = box.results(entry["message"])
        wanted = entry["finds"] or "a section that tests/messages.yml doesn't name yet"
        if not leads(results[:1], wanted):
            faults.append(f"{entry['message']}\n    -> {wanted}, got: {got(results)}")
    stop_at(faults + complaints.texts)


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
