"""A curve gives its numbers to mouse, finger, keyboard and no script; a graph opens large."""

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
        [value for end in ends for value in end], abs=0.05
    )


def test_without_scripts_the_table_and_the_csv_are_there(address, reader):
    page = reader(java_script_enabled=False).new_page()
    page.goto(f"{address}en/overfitting/")
    page.locator(f"{CURVE} .run-numbers summary").click()
    assert page.locator(f"{CURVE} table").is_visible()
    with page.expect_download() as download:
        page.locator(f"{CURVE} .run-numbers a").click()
    head = download.value.path().read_text(encoding="utf-8").splitlines()[0]
    assert head.split(",")[0] == "epoch"


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
