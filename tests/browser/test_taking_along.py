"""What readers copy: a cell's code without its output, and a page as Markdown."""

import pytest
from playwright.sync_api import expect

from scripts.sources.snippet import localized_code, read_snippets

pytestmark = pytest.mark.browser

CLIPBOARD = "navigator.clipboard.readText()"


@pytest.fixture
def page(reader, complaints):
    shown = reader(permissions=["clipboard-read", "clipboard-write"]).new_page()
    complaints.watch(shown)
    yield shown
    assert complaints.texts == []


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_button_of_a_cell_copies_its_code_alone(address, page, project, locale):
    snippets, _ = read_snippets(project)
    page.goto(f"{address}{locale}/sequential/")
    cells = page.locator(".run:has(> .highlight)")
    assert cells.count() > 10
    for number in range(cells.count()):
        cell = cells.nth(number)
        cell.scroll_into_view_if_needed()
        name, _, cell_name = cell.get_attribute("data-src").partition("#")
        cell.locator(".copy-code").first.click()
        assert page.evaluate(CLIPBOARD) == localized_code(snippets[name].cell(cell_name), locale).rstrip()


@pytest.mark.parametrize(
    ("locale", "copy", "copied"), [("zh", "复制本页", "已复制"), ("en", "Copy page", "Copied")]
)
def test_the_page_is_copied_as_markdown_by_mouse_and_by_key(address, site, page, locale, copy, copied):
    page.goto(f"{address}{locale}/sequential/")
    wanted = (site / locale / "downloads" / "sequential.md").read_text(encoding="utf-8")
    button = page.locator(".take-page")
    for press in (button.click, lambda: (button.focus(), page.keyboard.press("Enter"))):
        page.evaluate("navigator.clipboard.writeText('')")
        expect(button).to_have_text(copy)
        press()
        expect(button).to_have_text(copied)
        assert page.evaluate(CLIPBOARD) == wanted


def test_without_scripts_the_page_s_markdown_is_a_link(address, reader):
    page = reader(java_script_enabled=False).new_page()
    page.goto(f"{address}en/sequential/")
    link = page.locator(".take-page")
    assert link.inner_text() == "Markdown"
    answer = page.request.get(f"{address}en/sequential/{link.get_attribute('href')}")
    assert answer.text().startswith("# The Sequential model\n")


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_home_page_tells_how_large_its_downloads_are(address, page, locale):
    page.goto(f"{address}{locale}/")
    links = page.locator("a[data-size]")
    assert links.count() >= 2
    for number in range(links.count()):
        link = links.nth(number)
        size = len(page.request.get(link.evaluate("link => link.href")).body())
        shown = f"({size / 1e6:.1f} MB)" if size >= 1e6 else f"({size / 1e3:.0f} KB)"
        assert link.evaluate("link => link.nextElementSibling.textContent") == shown
