"""The budget counts what a browser loads."""

import pytest

from scripts.audit.weight import compressed, measures, page_bytes, read_budget

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("place", ["zh/functional/", "en/graphviz/", "zh/notebooks/training/"])
def test_a_page_weighs_what_the_browser_loads(address, site, reader, place):
    page = reader().new_page()
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(f"{address}{place}", wait_until="networkidle")
    assert sum(compressed(answer.body()) for answer in answers) == page_bytes(site / place / "index.html")


def test_the_budget_holds(site, project):
    assert [str(measure) for measure in measures(site, read_budget(project)) if not measure.holds] == []


def test_the_search_comes_with_the_first_wish_to_search(address, reader):
    page = reader().new_page()
    page.goto(f"{address}en/sequential/", wait_until="networkidle")
    with page.expect_request("**/search/index.js"):
        page.keyboard.press("/")
    page.keyboard.type("batch axis")
    page.locator(".md-search-result__link").first.wait_for()
