"""A curve gives its numbers to mouse, finger, keyboard and no script; a graph opens large."""

import csv
import xml.etree.ElementTree as ET

import pytest

pytestmark = pytest.mark.browser

CURVE = "[data-src='overfitting.py#dropout-curves']"
GRAPH = "[data-src='functional.py#graph'], [data-src$='graph']"


@pytest.fixture
def page(address, reader, complaints):
    page = reader().new_page()
    complaints.watch(page)
    yield page
    assert complaints.texts == []


def table_of(page):
    rows = page.locator(f"{CURVE} .run-numbers tr").all()
    return [row.locator("th, td").all_text_contents() for row in rows]


def note_of(page):
    note = page.locator(f"{CURVE} .curve-note")
    return note.locator("strong").inner_text(), note.locator("b").all_inner_texts()


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_mouse_reads_the_values_of_all_lines(address, page, locale):
    page.goto(f"{address}{locale}/overfitting/")
    box = page.locator(f"{CURVE} svg").bounding_box()
    page.locator(f"{CURVE} svg").hover(position={"x": box["width"] - 5, "y": box["height"] / 2})
    head, *rows = table_of(page)
    assert note_of(page) == (f"{head[0]} {rows[-1][0]}", rows[-1][1:])
    assert len(rows[-1]) == 5
    page.mouse.move(0, 0)
    assert page.locator(f"{CURVE} .curve-note").is_hidden()


def test_the_keyboard_reads_them_too(address, page):
    page.goto(f"{address}en/overfitting/")
    page.locator(f"{CURVE} svg").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    head, *rows = table_of(page)
    assert note_of(page) == (f"{head[0]} {rows[2][0]}", rows[2][1:])
    page.keyboard.press("End")
    assert note_of(page)[0].endswith(rows[-1][0])
    page.keyboard.press("Escape")
    assert page.locator(f"{CURVE} .curve-note").is_hidden()


def test_a_finger_reads_them_on_a_phone(address, reader):
    page = reader(width=360, has_touch=True).new_page()
    page.goto(f"{address}zh/overfitting/")
    page.locator(f"{CURVE} svg").tap(position={"x": 100, "y": 80})
    note = page.locator(f"{CURVE} .curve-note").bounding_box()
    assert note["x"] >= 0
    assert note["x"] + note["width"] <= 360


def test_the_dots_lie_on_the_lines(address, page):
    page.goto(f"{address}en/overfitting/")
    page.locator(f"{CURVE} svg").focus()
    page.keyboard.press("End")
    dots = page.eval_on_selector_all(
        f"{CURVE} circle", "all => all.map(dot => [+dot.getAttribute('cx'), +dot.getAttribute('cy')])"
    )
    ends = page.eval_on_selector_all(
        f"{CURVE} [data-curve] path",
        "all => all.map(path => { const end = path.getPointAtLength(path.getTotalLength()); return [end.x, end.y]; })",
    )
    assert [value for dot in dots for value in dot] == pytest.approx(
        [value for end in ends for value in end], abs=0.1
    )


def test_the_same_epoch_is_marked_in_every_plot(address, page):
    page.goto(f"{address}en/overfitting/")
    page.locator(f"{CURVE} svg").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    frames = page.eval_on_selector_all(
        f"{CURVE} [data-plot]", "all => all.map(frame => [frame.getBBox().x, frame.getBBox().width])"
    )
    lines = page.eval_on_selector_all(f"{CURVE} .curve-mark line", "all => all.map(line => line.getBBox().x)")
    inside = [(line - left) / width for line, (left, width) in zip(lines, frames, strict=True)]
    assert len(inside) == 2
    assert inside[0] == pytest.approx(inside[1], abs=0.001)


def test_the_numbers_are_saved_as_csv(address, page):
    page.goto(f"{address}en/overfitting/")
    page.locator(f"{CURVE} .run-numbers summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").and_(page.locator(f"{CURVE} button")).click()
    assert download.value.suggested_filename == "numbers.csv"
    rows = list(csv.reader(download.value.path().read_text(encoding="utf-8").splitlines()))
    assert rows == table_of(page)


def test_without_scripts_the_table_is_there(address, reader):
    page = reader(java_script_enabled=False).new_page()
    page.goto(f"{address}en/overfitting/")
    page.locator(f"{CURVE} .run-numbers summary").click()
    assert page.locator(f"{CURVE} table").is_visible()


@pytest.mark.parametrize("name", ["functional", "graphviz", "overfitting", "training", "visualization"])
def test_figures_are_light(address, page, name):
    page.goto(f"{address}en/{name}/")
    sizes = page.eval_on_selector_all(".run-figure svg", "all => all.map(svg => svg.outerHTML.length)")
    assert max(sizes) < 25_000
    assert sum(sizes) < 90_000


def test_a_layer_leads_to_what_explains_it(address, page):
    page.goto(f"{address}zh/functional/")
    link = page.locator("[data-src$='#model-graph'] svg a").last
    assert link.locator("title").text_content() == "看手册里的讲解"
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/zh/sequential/#build")


def test_a_layer_in_a_large_graph_is_followed_by_a_click_and_not_by_a_drag(address, page):
    page.goto(f"{address}en/functional/")
    page.locator("[data-src$='#encoder-graph'] .graph-open").click()
    graph, link = page.locator(".graph-stage > svg"), page.locator(".graph-stage a").nth(1)
    whole, box = graph.get_attribute("viewBox"), link.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 80, steps=4)
    page.mouse.up()
    assert page.url.endswith("/functional/")
    assert graph.get_attribute("viewBox") != whole
    link.click()
    page.wait_for_url("**/en/functional/#encoder")
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


def test_a_graph_is_saved_as_a_file_that_needs_no_page(address, page):
    page.goto(f"{address}en/functional/")
    page.locator(".graph-open").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as SVG").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert download.value.suggested_filename.endswith(".svg")
    assert ET.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"
    assert "var(--" not in text
    assert "currentColor" not in text
    assert "href" not in text
    assert "(Dense)" in text
