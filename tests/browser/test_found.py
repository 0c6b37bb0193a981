"""Who comes to nothing is offered the search of his language; who prints gets the chapter alone."""

import shutil

import pytest
from manuals import ROOT, add_builder, mkdocs

pytestmark = pytest.mark.browser

FOUND = "document.querySelector('.md-search-result__link')?.href.includes('%s')"
ON_PAPER = """
() => {
  const seen = (element) => element.checkVisibility() && element.getBoundingClientRect().height > 0;
  return {
    beside: [...document.querySelectorAll("header, nav, footer, aside, form, button, .md-banner, .headerlink, .copy-code")]
      .filter(seen).map((element) => element.className || element.tagName),
    folded: [...document.querySelectorAll(".md-content details:not([open])")].length,
    cut: [...document.querySelectorAll(".md-content :is(table, svg, img)")].filter(seen)
      .filter((element) => getComputedStyle(element).breakInside !== "avoid").map((element) => element.outerHTML.slice(0, 80)),
    wide: [...document.querySelectorAll(".md-content *")].filter(seen)
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1).map((element) => element.outerHTML.slice(0, 80)),
    ink: getComputedStyle(document.querySelector(".md-content h1")).color,
    addresses: [...document.querySelectorAll(".md-content a")]
      .filter((link) => getComputedStyle(link, "::after").content.includes("http")).length,
  };
}
"""


@pytest.mark.parametrize(
    ("language", "wanted", "title"),
    [("zh", "overfiting", "没有这个页面"), ("en", "overfiting", "No such page")],
)
def test_a_wrong_address_leads_to_the_search_of_its_language(address, reader, language, wanted, title):
    page = reader().new_page()
    page.goto(f"{address}{language}/nothing/deep/{wanted}/")
    assert page.title() == title
    form = page.locator("section").first.locator("form")
    assert form.locator("input").input_value() == wanted
    form.locator("button").click()
    page.wait_for_url(f"{address}{language}/?q={wanted}")
    page.wait_for_function(FOUND % f"/{language}/overfitting/")


@pytest.mark.slow
def test_the_page_of_each_language_works_at_any_depth(chromium, reader, complaints, serve, tmp_path):
    shutil.copytree(ROOT / "tests/tiny", tmp_path / "manual")
    add_builder(tmp_path / "manual")
    done = mkdocs(tmp_path / "manual", "build", SITE_URL="https://example.org/manual/")
    assert done.returncode == 0, done.stdout
    sticky = "header => getComputedStyle(header).position"
    with serve(tmp_path / "manual" / "site", nearest=True) as address:
        for language in ("zh", "en"):
            page = reader().new_page()
            page.goto(f"{address}{language}/nothing/deep/here/")
            complaints.watch(page)
            assert page.locator(".md-header").evaluate(sticky) == "sticky"
        page.locator(".md-search__input").click()
        page.keyboard.type("accuracy")
        page.wait_for_function(FOUND % "/manual/en/outputs/")
        page.goto(f"{address}en/nothing/deep/here/")
        page.locator(".missing input").fill("accuracy")
        page.locator(".missing button").click()
        page.wait_for_url(f"{address}en/?q=accuracy")
        page.wait_for_function(FOUND % "/manual/en/outputs/")
    assert [text for text in complaints.texts if "404 (Not Found)" not in text] == []


@pytest.mark.parametrize("name", ["zh/training/", "en/migration/", "zh/graphviz/", "en/visualization/"])
def test_a_printed_chapter_is_the_chapter_alone_whole_and_light(address, reader, name):
    page = reader(width=680, color_scheme="dark").new_page()
    page.goto(address + name)
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(ON_PAPER) == {
        "beside": [],
        "folded": 0,
        "cut": [],
        "wide": [],
        "ink": "rgb(29, 36, 44)",
        "addresses": 0,
    }


def test_what_paper_unfolds_is_folded_again(address, reader):
    page = reader().new_page()
    page.goto(f"{address}en/quickstart/")
    count = "document.querySelectorAll('.md-content details[open]').length"
    before = page.evaluate(count)
    opened = page.evaluate(f"dispatchEvent(new Event('beforeprint')), {count}")
    after = page.evaluate(f"dispatchEvent(new Event('afterprint')), {count}")
    assert before == after < opened
