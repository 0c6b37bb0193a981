"""The search box: what readers type, and messages that they paste, lead where the lists in tests/ say."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from scripts.audit.browser import Page, opened, served
from scripts.audit.measure import Measure, none_of

LEAST = 100
"""Queries a language."""
NOTHING = "nothing"
"""What a query finds that the manual doesn't answer."""
# A result is the section of a page that answers best, and others of this page, as addresses below the home's.
RESULTS = """
(home) => {
  const own = (link) => link.href.startsWith(home);
  return [...document.querySelectorAll(".md-search-result__item")]
    .map((item) => [...item.querySelectorAll("a")].filter(own).map((link) => link.href.slice(home.length)))
    .filter((addresses) => addresses.length);
}
"""
# The list is emptied when an answer comes, so a mark in it is gone by then.
_MARK = """
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
        page.keyboard.type("keras")
        page.locator(".md-search-result__item").first.wait_for()

    def results(self, query: str) -> list[list[str]]:
        """Paste `query` in place of what is there, line feeds and all."""
        self._page.evaluate("text => navigator.clipboard.writeText(text)", query)
        self._page.evaluate(_MARK)
        self._page.keyboard.press("ControlOrMeta+A")
        self._page.keyboard.press("ControlOrMeta+V")
        self._page.wait_for_selector("#waiting", state="detached")
        results: list[list[str]] = self._page.evaluate(RESULTS, self._home)
        return results


def measures(site: Path, lists: Path) -> list[Measure]:
    """How many queries there are a language, and how many lead astray.

    Args:
        lists: the folder of searches.yml and messages.yml.

    Raises:
        Lacking: there is no Chromium.
    """
    found = []
    messages = read(lists / "messages.yml")
    with opened() as browser, served(site) as address:
        for locale, searches in read(lists / "searches.yml").items():
            context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
            box = SearchBox(context.new_page(), f"{address}{locale}/")
            found += [
                Measure("queries typed", len(searches) + len(messages), LEAST, where=locale, at_least=True),
                none_of(f"queries that lead astray, {locale}", misled_queries(box, searches)),
                none_of(f"messages that lead astray, {locale}", misled_queries(box, messages)),
            ]
            context.close()
    return found


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def misled_queries(box: SearchBox, entries: list[Mapping[str, Any]]) -> list[str]:
    """What each entry that leads elsewhere says, wants and gets, a line each.

    A search leads to its page or section, or to `nothing` if the manual has nothing about it and must say so.
    """
    faults = []
    for entry in entries:
        query = entry["search"] if "search" in entry else entry["message"]
        results = box.results(query)
        wanted = entry["finds"] or "a section that tests/messages.yml doesn't name yet"
        if not leads(results[: entry.get("within", 1)], wanted):
            faults.append(f"{query} -> {wanted}, got: {_got(results)}")
    return faults


def leads(results: list[list[str]], wanted: str) -> bool:
    """Whether one of the results is of the page `wanted`, or begins with the section `wanted`."""
    if wanted == NOTHING:
        return not results
    return any(wanted == (result[0] if "#" in wanted else result[0].partition("#")[0]) for result in results)


def _got(results: list[list[str]]) -> str:
    return " | ".join(" ".join(result) for result in results[:3]) or "nothing"
