"""A reader's tasks, carried out to their end: on a phone and a tablet with a finger, at a desk with a mouse."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

pytestmark = pytest.mark.browser

TOUCH = {"has_touch": True, "is_mobile": True}
DEVICES: dict[str, dict[str, Any]] = {
    "phone": {"width": 390, "height": 844, **TOUCH},
    "tablet": {"width": 768, "height": 1024, **TOUCH},
    "desk": {"width": 1440, "height": 900},
}
KINDS = ("", "sequential/", "functional/", "training/", "graphviz/", "glossary/", "notebooks/sequential/")
"""One page of each kind, and those with most controls."""
CLIPBOARD = "navigator.clipboard.readText()"
# where an element can be pressed: its centre, if a press there meets the element or a part of it
CENTRE = """
(element) => {
  const { top, bottom } = element.getBoundingClientRect();
  const isApart = element.closest("header, dialog, .contents, .pages, .md-search"); // it scrolls by itself, or not at all
  if (isApart) element.scrollIntoView({ block: "nearest", behavior: "instant" });
  else if (top < 100 || bottom > innerHeight - 8) element.scrollIntoView({ block: "center", behavior: "instant" });
  const box = element.getClientRects()[0];
  if (!box) return "is not shown";
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const hit = document.elementFromPoint(x, y);
  return element.contains(hit) ? { x, y } : `is covered by <${hit?.localName} class="${hit?.className}">`;
}
"""


@dataclass
class Reader:
    """Someone who reads one language of the manual on one device."""

    page: Page
    address: str
    locale: str
    device: str

    @property
    def touches(self) -> bool:
        return self.device != "desk"

    def goes_to(self, name: str) -> None:
        self.page.goto(f"{self.address}{self.locale}/{name}")

    def finds(self, selector: str) -> Locator:
        """What the selector names and the reader can see."""
        return self.page.locator(selector).locator("visible=true")

    def presses(self, control: Locator | str) -> None:
        """Taps or clicks the centre of a control, which must be what is hit there."""
        found = self.finds(control).first if isinstance(control, str) else control
        found.wait_for(state="visible")
        found.evaluate(
            "each => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0)))"
        )
        at = found.evaluate(CENTRE)
        assert isinstance(at, dict), f"{control} {at}"
        press = self.page.touchscreen.tap if self.touches else self.page.mouse.click
        press(at["x"], at["y"])

    def opens_drawer(self) -> None:
        if self.touches:
            self.presses("header label[for=__drawer]")

    @property
    def copied(self) -> str:
        return self.page.evaluate(CLIPBOARD)


@pytest.fixture(params=[(device, locale) for device in DEVICES for locale in ("zh", "en")], ids="-".join)
def someone(request: Any, address: str, reader: Callable[..., Any], complaints: Any) -> Iterator[Reader]:
    device, locale = request.param
    allowed = ["clipboard-read", "clipboard-write"]
    page = reader(**DEVICES[device], permissions=allowed, reduced_motion="reduce").new_page()
    complaints.watch(page)
    yield Reader(page, address, locale, device)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
        "the page runs out at the right"
    )
    assert complaints.texts == []


def top_of(page: Page, selector: str) -> float:
    return page.locator(selector).first.evaluate("element => element.getBoundingClientRect().top")


def bars(page: Page) -> float:
    """Where what stays at the top of the window ends."""
    return page.evaluate("""Math.max(...[...document.querySelectorAll(".md-header, .contents summary")]
      .map((bar) => bar.getBoundingClientRect().bottom))""")


def test_the_menu_leads_to_every_chapter(someone):
    someone.goes_to("sequential/")
    for name in ("functional", "glossary"):
        someone.opens_drawer()
        someone.presses(f".pages a[href$='{name}/']")
        someone.page.wait_for_url(f"**/{someone.locale}/{name}/")
    assert someone.page.locator(".pages [aria-current=page]").get_attribute("href").endswith("./")


def test_the_drawer_closes_by_its_button_and_beside_it(someone):
    if not someone.touches:
        pytest.skip("at a desk the pages have a column")
    someone.goes_to("sequential/")
    drawer = someone.page.locator("#__drawer")
    someone.opens_drawer()
    someone.presses(".pages__close")
    expect(drawer).not_to_be_checked()
    someone.opens_drawer()
    someone.page.touchscreen.tap(DEVICES[someone.device]["width"] - 10, 400)
    expect(drawer).not_to_be_checked()
    expect(someone.page.locator(".pages")).not_to_be_visible()


def test_the_contents_lead_to_a_section(someone):
    someone.goes_to("functional/")
    links = ".contents nav a" if someone.touches else ".md-sidebar--secondary a"
    for number in (3, 1):
        if someone.touches:
            someone.presses(".contents summary")
        link = someone.finds(links).nth(number)
        name = link.get_attribute("href")
        someone.presses(link)
        someone.page.wait_for_url(f"**{name}")
        someone.page.wait_for_function("document.querySelector('.contents[open]') === null")
        heading = f"[id='{name.removeprefix('#')}']"
        assert bars(someone.page) <= top_of(someone.page, heading) < bars(someone.page) + 60
        here = someone.page.locator(f"{links}.md-nav__link--active")
        expect(here).to_have_attribute("href", name)


def test_the_contents_begin_at_their_top_again(someone):
    if someone.touches:
        pytest.skip("there the contents are a menu")
    someone.goes_to("training/")
    column = someone.page.locator(".md-sidebar--secondary .md-sidebar__scrollwrap")
    column.evaluate("column => { column.style.maxHeight = '10rem'; }")
    someone.page.evaluate("scrollTo({ top: 1e6, behavior: 'instant' })")
    someone.page.wait_for_function(
        "document.querySelector('.md-sidebar--secondary .md-sidebar__scrollwrap').scrollTop > 50"
    )
    someone.page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    someone.page.wait_for_function(
        "document.querySelector('.md-sidebar--secondary .md-sidebar__scrollwrap').scrollTop === 0"
    )


def test_a_search_leads_to_its_first_result(someone):
    someone.goes_to("sequential/")
    someone.presses("header label[for=__search]" if someone.touches else ".md-search__input")
    someone.page.locator(".md-search__input").press_sequentially("dropout")
    first = someone.page.locator(".md-search-result__link").first
    first.wait_for()
    assert someone.page.evaluate("innerWidth") == DEVICES[someone.device]["width"]
    where = first.evaluate("link => link.pathname")
    someone.presses(first)
    someone.page.wait_for_url(lambda url: where in url)
    assert "Dropout" in someone.page.locator(".md-content").inner_text()


def test_the_language_changes_in_mid_section(someone):
    someone.goes_to("sequential/#weights")
    someone.page.mouse.wheel(0, 150)
    other = {"zh": "en", "en": "zh"}[someone.locale]
    someone.presses(".language-switch")
    someone.page.wait_for_url(f"**/{other}/sequential/#weights")
    assert -600 < top_of(someone.page, "#weights") < 400


def test_a_graph_opens_large(someone):
    someone.goes_to("functional/")
    someone.presses(".graph-open")
    graph = someone.page.locator(".graph-stage > svg")
    width = lambda: float(graph.get_attribute("viewBox").split()[2])  # noqa: E731
    larger, smaller, fit, save, close = someone.finds(".graph-bar button").all()
    whole = width()
    someone.presses(larger)
    assert width() < whole
    someone.presses(smaller)
    someone.presses(smaller)
    assert width() > whole
    someone.presses(fit)
    assert width() == whole
    with someone.page.expect_download() as download:
        someone.presses(save)
    assert download.value.suggested_filename.endswith(".svg")
    someone.presses(close)
    expect(someone.page.locator(".graph-dialog")).to_have_count(0)


def test_a_curve_gives_its_values(someone):
    someone.goes_to("training/")
    someone.presses(".figure-plot[tabindex]")
    note = someone.finds(".curve-note").first
    box = note.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= DEVICES[someone.device]["width"]
    assert note.locator("b").count() > 0


@pytest.mark.parametrize("name", KINDS)
def test_every_fold_opens_and_closes(someone, name):
    someone.goes_to(name)
    folds = someone.finds(".md-content details > summary").all()
    for fold in folds[:6]:
        details = fold.locator("..")
        was = details.get_attribute("open")
        for _ in range(2):
            someone.presses(fold)
        assert details.get_attribute("open") == was
        someone.presses(fold)
        assert details.get_attribute("open") != was


@pytest.mark.parametrize("name", KINDS)
def test_every_button_of_a_page_is_used(someone, name):
    someone.goes_to(name)
    buttons = someone.finds(".md-content :is(button, .take-page)")
    for number in range(min(buttons.count(), 25)):
        someone.presses(buttons.nth(number))
        if someone.page.locator("dialog[open]").count():
            someone.page.keyboard.press("Escape")
    assert someone.page.url.endswith(f"{someone.locale}/{name}")


def test_every_tab_opens_and_is_remembered(someone):
    someone.goes_to("graphviz/")
    labels = someone.finds(".tabbed-set").first.locator(":scope > .tabbed-labels > label")
    assert labels.count() > 2
    for label in labels.all():
        someone.presses(label)
        assert label.evaluate("label => document.getElementById(label.htmlFor).checked")
    last = labels.last.inner_text()
    someone.page.reload()
    expect(someone.finds(".tabbed-labels > .is-open").first).to_have_text(last)


@pytest.mark.parametrize(
    ("agent", "named"), [("Windows NT 10.0", "Windows"), ("Macintosh; Intel Mac OS X 10_15", "macOS")]
)
def test_the_tab_of_the_reader_s_system_is_open(address, reader, agent, named):
    page = reader(user_agent=f"Mozilla/5.0 ({agent}) Chrome/140.0").new_page()
    page.goto(f"{address}en/graphviz/")
    labels = page.locator(".tabbed-labels:has(> label:text-matches('Windows')) > .is-open").all_inner_texts()
    assert labels
    assert all(named in label for label in labels)


def test_code_is_copied_as_it_is_typed(someone):
    someone.goes_to("graphviz/")
    blocks = someone.finds(".md-content .highlight:has(> .copy-code)")
    for number in range(min(blocks.count(), 12)):
        block = blocks.nth(number)
        if not someone.touches:
            block.hover()
        someone.presses(block.locator(".copy-code"))
        code = block.locator("code").text_content()
        if block.locator(".gp, .go").count():  # a session
            assert not re.search(r"^(\$|>|#) ", someone.copied, re.M)
        assert set(someone.copied.split()) <= set(code.split())
        assert someone.copied.strip()
        if someone.touches:
            box = block.locator(".copy-code").bounding_box()
            assert min(box["width"], box["height"]) >= 40


# language -> what stands there, and what is copied
SESSIONS = {
    "console": (
        "$ pip install \\\n    keras\nCollecting keras\n$ python x.py\n> done?\n",
        "pip install \\\n    keras\npython x.py\ndone?",
    ),
    "powershell": ("> winget install x\n> pip install y\n", "winget install x\npip install y"),
    "ps1con": ("PS C:\\Users> ls\nx.py\n", "ls"),
    "doscon": ("C:\\>dir\nx.py\n", "dir"),
    "pycon": (
        ">>> for n in range(2):\n...     print(n)\n...\n0\n1\n>>> n\n1\n",
        "for n in range(2):\n    print(n)\n\nn",
    ),
    "bash": ("# a comment\npip install keras\n", "# a comment\npip install keras"),
    "python": ("# a comment\nx = 1 > 2\n", "# a comment\nx = 1 > 2"),
}


@pytest.mark.parametrize("language", SESSIONS)
def test_prompts_and_output_are_not_copied(address, reader, language):
    shown, typed = SESSIONS[language]
    code = highlight(shown, get_lexer_by_name(language), HtmlFormatter(nowrap=True))
    block = f'<div class="language-{language} highlight" id="tried"><pre><code>{code}</code></pre></div></article>'

    def with_block(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</article>", block, 1))

    page = reader(**DEVICES["phone"], permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.route("**/en/about/", with_block)
    page.goto(f"{address}en/about/")
    page.locator("#tried > .copy-code").tap()
    assert page.evaluate(CLIPBOARD) == typed


COVERED = """
() => [...document.querySelectorAll(".copy-code")].filter((button) => {
  const box = button.getBoundingClientRect();
  const range = document.createRange();
  const code = button.parentElement.querySelector("pre");
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  for (let node; box.width && (node = walker.nextNode());) {
    if (!node.data.trim()) continue;
    range.selectNodeContents(node);
    for (const { left, right, top, bottom } of range.getClientRects())
      if (left < box.right && right > box.left && top + 4 < box.bottom && bottom > box.top) return true;
  }
  return false;
}).map((button) => button.parentElement.textContent.slice(0, 60))
"""


@pytest.mark.parametrize("width", [320, 390, 768])
def test_no_code_lies_under_its_button(address, reader, width):
    page = reader(width=width, **TOUCH).new_page()
    for name in ("zh/functional/", "en/migration/", "zh/notebooks/training/"):
        page.goto(address + name)
        assert page.locator(".copy-code").count() > 10
        assert page.evaluate(COVERED) == []


def test_what_can_be_taken_along_is_downloaded(someone):
    someone.goes_to("training/")
    links = someone.finds(".run-take a[download]")
    assert links.count() >= 3
    for link in links.all():
        with someone.page.expect_download() as download:
            someone.presses(link)
        assert download.value.path().stat().st_size > 1000


def test_the_theme_changes_and_stays(someone):
    someone.goes_to("sequential/")
    scheme = "document.body.dataset.mdColorScheme"
    assert someone.page.evaluate(scheme) == "default"
    someone.presses("[data-md-component=palette] label")
    assert someone.page.evaluate(scheme) == "slate"
    someone.page.reload()
    assert someone.page.evaluate(scheme) == "slate"
    someone.presses("[data-md-component=palette] label")
    assert someone.page.evaluate(scheme) == "default"


def test_a_dark_system_sees_no_white_page(address, reader):
    page = reader(color_scheme="dark").new_page()
    page.route("**/assets/*.js", lambda route: route.abort())  # they come last
    page.goto(f"{address}en/sequential/")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_both_languages_side_by_side_and_back(someone):
    someone.goes_to("sequential/")

    def switch() -> None:
        someone.opens_drawer()
        someone.presses(".both-switch")

    switch()
    someone.page.wait_for_selector(".both")
    assert someone.page.evaluate("scrollY") == 0
    ours, theirs = (someone.page.locator(f".both > div:{which}-child h1") for which in ("first", "last"))
    if not someone.touches:
        assert ours.bounding_box()["y"] == theirs.bounding_box()["y"]
    expect(theirs).to_be_visible()
    someone.presses(".contents summary")
    someone.presses(someone.finds(".contents nav a").nth(2))
    expect(someone.page.locator(".contents")).not_to_have_attribute("open", "")
    switch()
    someone.page.wait_for_selector(".both", state="detached")


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("name", ["migration/", "training/", "glossary/", "contributing/"])
def test_every_column_of_a_table_is_in_sight_on_a_phone(address, reader, name, width):
    page = reader(width=width, **TOUCH).new_page()
    for locale in ("zh", "en"):
        page.goto(f"{address}{locale}/{name}")
        outside = page.eval_on_selector_all(
            ".md-content table td:not(.run-html *)",
            "all => all.filter(cell => cell.getBoundingClientRect().right > innerWidth).map(cell => cell.textContent)",
        )
        assert outside == []


def test_the_next_page_is_named(someone):
    someone.goes_to("sequential/")
    link = someone.finds(".md-footer__link--next")
    assert link.locator(".md-ellipsis").inner_text().strip()
    expect(link.locator(".md-footer__title")).to_be_visible()
    someone.presses(link)
    someone.page.wait_for_url(lambda url: "/sequential/" not in url)
