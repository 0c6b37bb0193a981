"""What a reader does: change language, switch to dark, arrive at the root or nowhere."""

import pytest

pytestmark = pytest.mark.browser


def press_both(page):
    """Side by side, by the button in the header or, on a phone, in the drawer."""
    if page.viewport_size["width"] < 960:
        page.locator("header label[for=__drawer]").click()
    page.locator(".both-switch").locator("visible=true").click()


@pytest.mark.parametrize(
    ("here", "there", "name", "width"),
    [
        ("zh", "en", "sequential/", 1200),
        ("en", "zh", "sequential/", 360),
        ("en", "zh", "notebooks/sequential/", 1200),
    ],
)
def test_the_switch_keeps_page_and_section(address, reader, here, there, name, width):
    page = reader(width=width).new_page()
    page.goto(f"{address}{here}/{name}")
    page.evaluate("document.getElementById('weights').scrollIntoView()")
    page.mouse.wheel(0, 60)
    page.locator(".language-switch").click()
    page.wait_for_url(f"{address}{there}/{name}#weights")
    assert page.evaluate("document.getElementById('weights').getBoundingClientRect().top") < 800


def test_the_switch_keeps_the_section_that_the_address_names(address, reader):
    page = reader().new_page()
    page.goto(f"{address}en/sequential/#further")  # the last one never comes to the top of the window
    page.locator(".language-switch").click()
    page.wait_for_url(f"{address}zh/sequential/#further")


def test_the_switch_keeps_the_place_within_a_section(address, reader):
    page = reader().new_page()
    page.goto(f"{address}zh/training/")
    part = """() => {
      const headings = [...document.querySelectorAll(".md-content__inner :is(h1, h2, h3, h4, h5, h6)[id]")];
      const at = headings.findIndex((heading) => heading.id === "fit");
      const [top, end] = [headings[at], headings[at + 1]].map((each) => each.getBoundingClientRect().top);
      return (72 - top) / (end - top);
    }"""
    page.evaluate("""() => {
      const box = document.getElementById("fit").getBoundingClientRect();
      scrollBy({ top: box.top + 500, behavior: "instant" });
    }""")
    before = page.evaluate(part)
    page.locator(".language-switch").click()
    page.wait_for_url(f"{address}en/training/#fit")
    page.wait_for_timeout(500)  # the browser goes to the section first
    assert page.evaluate(part) == pytest.approx(before, abs=0.05)
    assert 0.1 < before < 1


@pytest.mark.parametrize(("here", "there", "width"), [("zh", "en", 1440), ("en", "zh", 360)])
def test_both_languages_stand_side_by_side(address, reader, complaints, here, there, width):
    page = reader(width=width).new_page()
    complaints.watch(page)
    page.goto(f"{address}{there}/sequential/")
    theirs = page.locator(".md-content__inner h2").all_inner_texts()
    page.goto(f"{address}{here}/sequential/")
    ours, runs = page.locator(".md-content__inner h2").all_inner_texts(), page.locator(".run").count()
    press_both(page)
    page.wait_for_selector(".both", state="attached")
    assert page.locator(".both > div:first-child h2").all_inner_texts() == ours
    assert page.locator(".both > div:last-child h2").all_inner_texts() == [
        text.rstrip("¶") for text in theirs
    ]
    assert page.locator(".run").count() == runs
    assert (
        page.evaluate("""() => {
      const ids = [...document.querySelectorAll(".md-content [id]")].map((each) => each.id);
      return ids.length - new Set(ids).size;
    }""")
        == 0
    )
    left, right = (
        page.locator(f".both > div:{which}-child h2").first.bounding_box() for which in ("first", "last")
    )
    assert (left["y"] == right["y"]) == (width > 960)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    press_both(page)
    page.wait_for_selector(".both", state="detached")
    assert complaints.texts == []


def test_reading_both_goes_on_from_page_to_page(address, reader):
    page = reader().new_page()
    page.goto(f"{address}en/sequential/")
    press_both(page)
    page.wait_for_selector(".both", state="attached")
    page.goto(f"{address}en/functional/")
    page.wait_for_selector(".both", state="attached")


def test_the_switch_at_the_top_goes_to_the_top(address, reader):
    page = reader().new_page()
    page.goto(f"{address}en/sequential/")
    page.locator(".language-switch").click()
    page.wait_for_url(f"{address}zh/sequential/")


def test_the_switch_works_without_scripts(address, reader):
    page = reader(java_script_enabled=False).new_page()
    page.goto(f"{address}zh/sequential/")
    assert page.locator(".language-switch").inner_text() == "English"
    page.locator(".language-switch").click()
    page.wait_for_url(f"{address}en/sequential/")
    assert page.locator(".language-switch").inner_text() == "中文"


def test_dark_stays_from_page_to_page_and_from_language_to_language(address, reader):
    page = reader(color_scheme="light").new_page()
    page.goto(f"{address}en/")

    def paper():
        return page.evaluate("""() => {
          const { backgroundColor } = getComputedStyle(document.body);
          return [document.body.dataset.mdColorScheme, backgroundColor];
        }""")

    assert paper() == ["default", "rgb(255, 255, 255)"]
    page.get_by_title("Switch to dark").click()
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    dark = paper()
    assert dark[1] != "rgb(255, 255, 255)"
    for name in ("en/", "en/sequential/", "zh/sequential/"):
        page.goto(address + name)
        assert paper() == dark
    page.get_by_title("切换到浅色").click()
    page.goto(f"{address}en/")
    assert paper()[0] == "default"


@pytest.mark.parametrize(
    ("asks_for", "goes_to"),
    [
        ("zh-CN", "zh/"),
        ("zh-TW", "zh/"),
        ("en-GB", "en/"),
        ("fr-FR", "en/"),
    ],
)
def test_the_root_goes_to_the_language_of_the_browser(address, reader, asks_for, goes_to):
    page = reader(locale=asks_for).new_page()
    page.goto(address)
    page.wait_for_url(address + goes_to)


def test_the_root_remembers_the_language_that_was_chosen(address, reader):
    page = reader(locale="zh-CN").new_page()
    page.goto(f"{address}zh/")
    page.locator(".language-switch").click()
    page.wait_for_url(f"{address}en/")
    page.goto(address)
    page.wait_for_url(f"{address}en/")


def test_the_root_offers_both_languages_without_scripts(address, reader):
    page = reader(java_script_enabled=False).new_page()
    for name, text in (("zh/", "阅读中文版"), ("en/", "Read in English")):
        page.goto(address)
        page.get_by_text(text).click()
        page.wait_for_url(address + name)


@pytest.mark.parametrize(
    ("name", "title", "home"),
    [
        ("zh/nothing/here/", "没有这个页面", "zh/"),
        ("en/nothing/", "No such page", "en/"),
    ],
)
def test_a_wrong_address_leads_home_in_its_language(address, reader, name, title, home):
    page = reader().new_page()
    page.goto(address + name)
    assert page.locator("h1").first.inner_text() == title
    page.get_by_role("link").first.click()
    page.wait_for_url(address + home)
