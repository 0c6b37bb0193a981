"""What a reader does: change language, switch to dark, arrive at the root or nowhere."""

import pytest

pytestmark = pytest.mark.browser


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
