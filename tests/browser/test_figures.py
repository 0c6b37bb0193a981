"""A curve gives its numbers to mouse, finger, keyboard and no script; a graph opens large."""

import csv
import xml.etree.ElementTree as ET

import pytest

pytestmark = pytest.mark.browser

CURVE = ".run:has(.figure-panels [data-curve])"
"""Runs that draw two plots in one figure; the first on the page is tried."""


@pytest.fixture
def page(address, reader, complaints):
    page = reader().new_page()
    complaints.watch(page)
    yield page
    assert complaints.texts == []


@pytest.fixture
def run_of():
    """Goes to the first figure of several curves."""

    def make(page, address, locale="en"):
        page.goto(f"{address}{locale}/overfitting/")
        return page.locator(CURVE).first

    return make


def table_of(run):
    rows = run.locator(".run-numbers tr").all()
    return [row.locator("th, td").all_text_contents() for row in rows]


def note_of(run):
    note = run.locator(".curve-note")
    return note.locator("strong").inner_text(), note.locator("b").all_inner_texts()


def read_at_end(svg):
    """Point at the right edge of the plot."""
    box = svg.bounding_box()
    svg.hover(position={"x": box["width"] - 5, "y": box["height"] / 2})


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_mouse_reads_the_values_of_all_lines(address, page, run_of, locale, number):
    run = run_of(page, address, locale)
    read_at_end(run.locator("svg").nth(number))
    head, *rows = table_of(run)
    assert note_of(run) == (f"{head[0]} {rows[-1][0]}", rows[-1][1:])
    page.mouse.move(0, 0)
    assert run.locator(".curve-note").is_hidden()


def test_the_keyboard_reads_them_too(address, page, run_of):
    run = run_of(page, address)
    run.locator("svg").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    head, *rows = table_of(run)
    assert note_of(run) == (f"{head[0]} {rows[2][0]}", rows[2][1:])
    page.keyboard.press("End")
    assert note_of(run)[0].endswith(rows[-1][0])
    page.keyboard.press("Escape")
    assert run.locator(".curve-note").is_hidden()


@pytest.mark.parametrize("number", [0, 1])
def test_a_finger_reads_them_on_a_phone(address, reader, run_of, number):
    run = run_of(reader(width=390, has_touch=True, is_mobile=True).new_page(), address, "zh")
    plot = run.locator("svg").nth(number)
    plot.tap(position={"x": 100, "y": 80})
    note, box = run.locator(".curve-note").bounding_box(), plot.bounding_box()
    assert note["x"] >= 0
    assert note["x"] + note["width"] <= 390
    assert 0 <= note["y"] - (box["y"] + box["height"]) < 40  # below the plot that was tapped


def test_the_dots_lie_on_the_lines(address, page, run_of):
    run = run_of(page, address)
    run.locator("svg").first.focus()
    page.keyboard.press("End")
    dots = run.locator("circle").evaluate_all(
        "all => all.map(dot => [+dot.getAttribute('cx'), +dot.getAttribute('cy')])"
    )
    ends = run.locator("[data-curve] path").evaluate_all(
        "all => all.map(path => { const end = path.getPointAtLength(path.getTotalLength()); return [end.x, end.y]; })"
    )
    assert [value for dot in dots for value in dot] == pytest.approx(
        [value for end in ends for value in end], abs=0.1
    )


def test_the_same_epoch_is_marked_in_every_plot(address, page, run_of):
    run = run_of(page, address)
    run.locator("svg").first.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    frames = run.locator("[data-plot]").evaluate_all(
        "all => all.map(frame => [frame.getBBox().x, frame.getBBox().width])"
    )
    lines = run.locator(".curve-mark line").evaluate_all("all => all.map(line => line.getBBox().x)")
    inside = [(line - left) / width for line, (left, width) in zip(lines, frames, strict=True)]
    assert len(inside) == 2
    assert inside[0] == pytest.approx(inside[1], abs=0.001)


def test_the_numbers_are_saved_as_csv(address, page, run_of):
    run = run_of(page, address)
    run.locator(".run-numbers summary").first.click()
    with page.expect_download() as download:
        run.get_by_role("button", name="Save as CSV").first.click()
    program, cell = run.get_attribute("data-src").split(".py#")
    assert download.value.suggested_filename == f"{program}-{cell}.csv"
    rows = list(csv.reader(download.value.path().read_text(encoding="utf-8-sig").splitlines()))
    assert rows == table_of(run)


@pytest.mark.parametrize(("locale", "hint"), [("zh", "点按"), ("en", "tap it")])
def test_the_first_plot_of_a_page_says_that_it_can_be_read(address, page, run_of, locale, hint):
    run_of(page, address, locale)
    (text,) = page.locator(".curve-hint").all_inner_texts()
    assert hint in text


def test_without_scripts_the_table_is_there(address, reader, run_of):
    run = run_of(reader(java_script_enabled=False).new_page(), address)
    run.locator(".run-numbers summary").first.click()
    assert run.locator("table").first.is_visible()


def test_a_layer_leads_to_what_explains_it(address, page):
    page.goto(f"{address}zh/functional/")
    link = page.locator("[data-src$='#model-graph'] svg a").last
    assert link.locator("title").text_content() == "看手册里的讲解"
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/zh/sequential/#build")


def test_a_layer_in_a_large_graph_is_followed_by_a_click_and_not_by_a_drag(address, page):
    page.goto(f"{address}en/functional-examples/")
    page.locator("[data-src$='#encoder-graph'] .graph-open").click()
    graph, link = page.locator(".graph-stage > svg"), page.locator(".graph-stage a").nth(1)
    whole, box = graph.get_attribute("viewBox"), link.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 80, steps=4)
    page.mouse.up()
    assert page.url.endswith("/functional-examples/")
    assert graph.get_attribute("viewBox") != whole
    link.click()
    page.wait_for_url("**/en/functional-examples/#encoder")
    page.locator(".graph-dialog").wait_for(state="detached")


def test_a_graph_opens_large_zooms_moves_and_closes(address, page):
    page.goto(f"{address}en/functional/")
    page.locator(".graph-open").first.click()
    graph = page.locator(".graph-stage > svg")
    page.keyboard.press("0")
    whole = graph.get_attribute("viewBox")
    page.keyboard.press("+")
    assert float(graph.get_attribute("viewBox").split()[2]) < float(whole.split()[2])
    page.keyboard.press("ArrowRight")
    page.mouse.wheel(0, 100)
    page.keyboard.press("0")
    assert graph.get_attribute("viewBox") == whole
    page.keyboard.press("Escape")
    assert page.locator(".graph-dialog").count() == 0
    assert page.evaluate("document.activeElement.matches('.graph-open')")


@pytest.mark.parametrize("width", [390, 1440])
def test_a_wide_graph_begins_at_its_input_and_opens_no_smaller_than_on_the_page(address, reader, width):
    page = reader(width=width, has_touch=width < 1000).new_page()
    page.goto(f"{address}en/functional/")
    run = page.locator("[data-src$='#share-graph']")
    box, node = run.locator(".run-figure").bounding_box(), run.locator(".node").first.bounding_box()
    assert box["x"] <= node["x"]
    assert node["x"] + node["width"] <= box["x"] + box["width"]
    run.locator(".graph-open").click()
    large = page.locator(".graph-stage .node").first.bounding_box()
    assert large["width"] >= node["width"] - 1
    stage = page.locator(".graph-stage").bounding_box()
    assert stage["x"] <= large["x"] + large["width"] / 2 <= stage["x"] + stage["width"]
    page.get_by_role("button", name="Fit").click()
    graph = page.locator(".graph-stage .graph").bounding_box()
    assert graph["x"] >= stage["x"] - 1
    assert graph["x"] + graph["width"] <= stage["x"] + stage["width"] + 1


@pytest.mark.parametrize("width", [390, 1024, 1440])
@pytest.mark.parametrize(("locale", "close"), [("zh", "关闭"), ("en", "Close")])
def test_every_button_of_a_large_graph_is_hit_at_its_centre(address, reader, width, locale, close):
    page = reader(width=width, has_touch=width < 1000).new_page()
    page.goto(f"{address}{locale}/functional-examples/")
    tallest = page.locator("[data-src$='#autoencoder-expanded'] .graph-open")
    for opener in [page.locator(".graph-open").first, tallest]:
        opener.click()
        hit = page.locator(".graph-bar button").evaluate_all(
            """all => all.map(button => {
                const { x, y, width, height } = button.getBoundingClientRect();
                return document.elementFromPoint(x + width / 2, y + height / 2) === button;
            })"""
        )
        assert hit == [True] * 5
        page.get_by_role("button", name=close).click()
        page.locator(".graph-dialog").wait_for(state="detached")


def test_a_graph_is_saved_as_a_file_that_needs_no_page(address, page):
    page.goto(f"{address}en/functional/")
    page.locator(".graph-open").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as SVG").click()
    text = download.value.path().read_text(encoding="utf-8")
    source = page.locator(".run:has(.graph-open)").first.get_attribute("data-src")
    assert download.value.suggested_filename == source.replace(".py#", "-") + ".svg"
    assert ET.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"
    assert "var(--" not in text
    assert "currentColor" not in text
    assert "href" not in text
    assert "Dense" in "".join(ET.fromstring(text).itertext())
