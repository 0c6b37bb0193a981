"""The zip, unpacked and opened by double click: pages, search and the language switch, and no server anywhere."""

import zipfile
from pathlib import Path
from urllib.request import url2pathname

import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def home(site: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the unpacked manual, with a slash at its end; its path has a space, as many have."""
    folder = tmp_path_factory.mktemp("un packed")
    zipfile.ZipFile(site / "keras-manual-offline.zip").extractall(folder)
    return f"{(folder / 'keras-manual').as_uri()}/"


@pytest.fixture
def page(reader, request):
    """A page whose console stays empty, and which asks no host for anything."""
    shown = reader(locale=getattr(request, "param", "en-GB")).new_page()
    faults = []
    shown.on("console", lambda message: faults.append(f"{message.type}: {message.text}"))
    shown.on("pageerror", lambda error: faults.append(f"error: {error}"))
    shown.on("requestfailed", lambda request: faults.append(f"not there: {request.url}"))
    shown.on("request", lambda request: request.url.startswith("http") and faults.append(request.url))
    yield shown
    assert faults == []


@pytest.mark.parametrize(("page", "code"), [("zh-CN", "zh"), ("en-GB", "en")], indirect=["page"])
def test_the_first_file_leads_to_the_reader_s_language_and_on_to_a_chapter(page, home, code):
    page.goto(f"{home}index.html")
    page.wait_for_url(f"{home}{code}/index.html")
    page.locator("article a[href='sequential/index.html']").first.click()
    page.wait_for_url(f"{home}{code}/sequential/index.html")
    assert page.locator("h1").count() == 1


def test_the_switch_keeps_the_page_and_the_section(page, home):
    page.goto(f"{home}en/sequential/index.html#further")
    page.locator(".language-switch").click()
    page.wait_for_url(f"{home}zh/sequential/index.html#further")
    page.locator(".language-switch").click()
    page.wait_for_url(f"{home}en/sequential/index.html#further")


@pytest.mark.parametrize(
    ("code", "query", "name"),
    [
        ("zh", "过拟合", "overfitting"),
        ("zh", "早停", "overfitting"),
        ("en", "confusion matrix", "training"),
        ("en", "erly stopping", "overfitting"),
    ],
)
def test_the_search_finds_and_its_results_open(page, home, code, query, name):
    there = f"{home}{code}/{name}/index.html"
    page.goto(f"{home}{code}/quickstart/index.html")
    page.locator(".md-search__input").click()
    page.keyboard.insert_text(query)
    page.locator(f".md-search-result__link[href^='{there}']:visible").first.click()
    page.wait_for_url(f"{there}*")
    assert page.locator("h1").is_visible()


def test_chapters_offer_their_notebook_program_and_text(page, home):
    page.goto(f"{home}en/training/index.html")
    for address in page.locator(".run-card a").evaluate_all("links => links.map((link) => link.href)"):
        assert address.startswith(home)
    page.locator(".run-end a").click()
    page.wait_for_url(f"{home}en/notebooks/training/index.html")


def test_the_page_s_markdown_is_a_link(page, home):
    page.goto(f"{home}en/training/index.html")
    link = page.locator(".take-page")
    assert link.inner_text() == "Markdown"
    assert link.evaluate("link => link.href") == f"{home}en/downloads/training.md"


def test_every_address_names_a_file_that_is_there(home):
    root = Path(url2pathname(home.removeprefix("file:")))
    wrong = []
    for path in sorted(root.rglob("*.html")):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for tag, name in (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src")):
            for address in (found[name] for found in soup.find_all(tag, **{name: True})):
                file = address.partition("#")[0].partition("?")[0]
                if ":" not in file and not (path.parent / file).is_file() and file:
                    wrong.append(f"{path.relative_to(root)}: {address}")
    assert wrong == []
