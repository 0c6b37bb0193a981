"""The search box, typed into by key and without; the lists of queries are tried in test_measured.py."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from scripts.searching import RESULTS, SearchBox, astray, leads

pytestmark = pytest.mark.browser


def test_a_query_that_leads_elsewhere_is_told(address, reader):
    page = reader(permissions=["clipboard-read", "clipboard-write"]).new_page()
    entries = [
        {"search": "overfitting", "finds": "overfitting/"},
        {"search": "dropout", "finds": "quickstart/"},
        {"message": "OSError: `pydot` failed to call GraphViz", "finds": ""},
    ]
    wrong, nameless = astray(SearchBox(page, f"{address}en/"), entries)
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
