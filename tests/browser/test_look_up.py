"""Who comes to the home page with an error is led to the search; lists of names and messages lead to sections."""

import pytest

pytestmark = pytest.mark.browser

AT_CENTRE = """
(element) => {
  const { left, top, width, height } = element.getClientRects()[0]; // the first line of a link
  return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}
"""
AT_START = AT_CENTRE.replace("left + width / 2", "left + 10")
"""Of a heading: the button that leads to the top may stand over its middle."""
SIZES = [(390, True), (768, True), (1440, False)]


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]} px")
def opened(request, address, reader):
    """A page at the width of a phone, a tablet or a desktop, tapped or clicked."""
    width, touch = request.param

    def make(name):
        page = reader(width=width, has_touch=touch, is_mobile=touch).new_page()
        page.goto(address + name)
        return page, (lambda place: place.tap()) if touch else (lambda place: place.click())

    return make


@pytest.mark.parametrize("language", ["zh", "en"])
def test_my_code_fails_opens_the_search_ready_to_paste(opened, language):
    page, press = opened(f"{language}/")
    button = page.locator("a[data-search]")
    assert button.evaluate(AT_CENTRE)
    press(button)
    page.wait_for_function("document.activeElement?.matches('.md-search__input')")
    page.keyboard.type("KeyError: 'acc'")
    page.locator(".md-search-result__link").first.wait_for()
    assert page.url.partition("?")[0].endswith(f"/{language}/")


def test_without_a_script_the_button_leads_to_the_list_of_messages(address, reader):
    page = reader(java_script_enabled=False).new_page()
    page.goto(f"{address}en/")
    page.locator("a[data-search]").click()
    page.wait_for_url(f"{address}en/errors/")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_first_screen_of_the_home_page_has_its_name_its_buttons_and_the_start_of_the_examples(
    opened, language
):
    page, _ = opened(f"{language}/")
    for place in ("h1", ".home-buttons a >> nth=0", ".home-buttons a >> nth=1", ".tabbed-set"):
        box = page.locator(place).first.bounding_box()
        assert box["y"] < page.viewport_size["height"]
        assert box["x"] + box["width"] <= page.viewport_size["width"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_view_of_the_example_opens_and_no_plot_of_it_is_cut(opened, language):
    page, press = opened(f"{language}/")
    labels = page.locator(".tabbed-labels > label")
    assert labels.count() == 3
    for number in range(3):
        press(labels.nth(number))
        block = page.locator(".tabbed-block").nth(number)
        assert block.is_visible()
        for figure in block.locator(".run-figure").all():
            assert figure.evaluate("e => e.scrollWidth <= e.clientWidth")


@pytest.mark.parametrize(
    "name", ["zh/errors/#keyerror-acc", "en/errors/#keyerror-acc", "en/api/#keras-Model-fit"]
)
def test_an_entry_is_in_view_at_its_address_and_leads_to_a_section(opened, name):
    page, _ = opened(name)
    heading = page.locator(f"[id='{name.partition('#')[2]}']")
    assert heading.evaluate(AT_START)
    link = heading.locator("xpath=following-sibling::p[1]//a").first
    link.scroll_into_view_if_needed()
    assert link.evaluate(AT_CENTRE)
    there = link.get_attribute("href")
    link.evaluate("link => link.click()")  # its centre is that of all its lines
    page.wait_for_url(lambda url: url.endswith(there.removeprefix("..")))
    assert page.locator(f"[id='{there.partition('#')[2]}']").count() == 1


def test_a_letter_of_the_glossary_leads_to_its_terms(opened):
    page, press = opened("zh/glossary/")
    press(page.locator(".letters a", has_text="S"))
    heading = page.locator("#letter-s")
    page.wait_for_function(
        "document.querySelector('#letter-s').getBoundingClientRect().top < innerHeight / 2"
    )
    assert heading.evaluate(AT_START)
