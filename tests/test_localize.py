"""A figure on a page: the same bytes each time, the reader's words, the theme's colours, unique ids."""

import re
import xml.etree.ElementTree as ET

import pytest

from scripts.core.run import SVG
from scripts.figures.localize import COLOURS, localize_figure, standalone_svg, to_svg

PLOT = (
    "# %% x\nimport matplotlib.pyplot as plt\nplt.plot([1, 2], label='loss')\nplt.plot([2, 1], label='3 epochs', color='#ff7f0e')\n"
    "plt.fill_between([0, 1], [1, 2], color='black')\nplt.legend()\nplt.xlabel('epoch')\nplt.show()\n"
)
WORDS = {"loss": "损失", "epoch": "轮次", "3 epochs": "3 轮", "Input shape:": "输入形状："}


def say(text):
    return WORDS.get(text) if re.search("[^\\W\\d_]", text) else text


def graph(*boxes):
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200pt" height="100pt"><g id="graph0" class="graph"><title>G</title>'
        f"{''.join(boxes)}</g></svg>"
    )


def box(*texts):
    shown = "".join(
        f'<text text-anchor="start" x="{x}" y="9" font-family="Helvetica"{more}>{text}</text>'
        for x, text, more in texts
    )
    return f'<g id="node1" class="node"><title>1</title><polygon fill="black" stroke="black" points="0,0 100,0 100,20 0,20"/>{shown}</g>'


@pytest.fixture(scope="module")
def plot(tmp_path_factory):
    from manuals import silent, write_manual

    from scripts.execution import executor
    from scripts.sources.snippet import read_snippets

    svgs = []
    for name in ("one", "other"):
        project = write_manual(tmp_path_factory.mktemp(name), {"a.py": PLOT})
        (run,), problems = executor.run_snippets(read_snippets(project)[0].values(), project, silent)
        assert problems == []
        svgs.append(run.outputs["x"][0].data[SVG])
    return svgs


def shown(svg, **more):
    root, missing = localize_figure(svg, **{"say": say, "alt": "曲线", "prefix": "f1"} | more)
    text = to_svg(root)
    return ET.fromstring(text), text, missing


def test_two_runs_in_two_processes_draw_the_same_bytes(plot):
    assert plot[0] == plot[1]


def test_words_are_the_reader_s(plot):
    root, _, missing = shown(plot[0])
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"损失", "轮次", "3 轮", "1.0"} <= set(texts)
    assert missing == []


def test_a_word_that_the_catalogue_lacks_is_named(plot):
    assert shown(plot[0], say=lambda text: None if text == "loss" else text)[2] == ["loss"]


def test_alt_is_its_label_and_is_escaped(plot):
    root, text, _ = shown(plot[0], alt='a "b" <c>')
    assert (root.get("role"), root.get("aria-label")) == ("img", 'a "b" <c>')
    assert 'aria-label="a &quot;b&quot; &lt;c&gt;"' in text


def test_it_fills_its_place_and_grows_no_larger_than_it_was_drawn(plot):
    root, _, _ = shown(plot[0])
    assert (root.get("width"), root.get("height")) == (None, None)
    points = float(re.search(r'width="([\d.]+)pt"', plot[0])[1])
    assert root.get("style") == f"--drawn: {points * 4 / 3:.0f}px; max-width: {points * 4 / 3:.0f}px"
    assert root.get("viewBox")


def test_fixed_colours_are_the_theme_s_with_themselves_as_a_last_resort(plot):
    _, text, _ = shown(plot[0])
    assert "stroke: var(--figure-0, #1f77b4)" in text
    assert "stroke: var(--figure-1, #ff7f0e)" in text
    left = {colour.lower() for colour in re.findall(r"(?<!, )#[0-9a-fA-F]{6}\b", text)}
    assert left.isdisjoint(COLOURS)


def test_what_matplotlib_leaves_black_has_the_colour_of_the_text(plot):
    root, _, _ = shown(plot[0])
    assert root.get("fill") == "currentColor"


def test_ids_have_the_prefix_and_all_references_lead_somewhere(plot):
    root, text, _ = shown(plot[0])
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(name.startswith("f1-") for name in ids)
    assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', text)) == set(ids)
    assert set(re.findall(r' id="([^"]+)"', shown(plot[0], prefix="f2")[1])).isdisjoint(ids)


def test_no_date_no_maker_no_line_feed(plot):
    _, text, _ = shown(plot[0])
    assert "metadata" not in text
    assert "\n" not in text


def test_keras_s_words_in_a_graph_are_translated_and_names_stay():
    svg = graph(box((5, "Input shape:", ""), (60, "(3,)", "")), box((5, "Dense", ' fill="white"')))
    root, text, missing = shown(svg)
    assert "".join(root.itertext()) == "输入形状：(3,)Dense"
    assert missing == []
    assert (root.get("class"), "title" in text) == ("figure-graph", False)


@pytest.mark.parametrize(
    ("size", "pixels"), [(16, 175), (14, 200), (8, 267)], ids=["large", "as wide as its points", "small"]
)
def test_words_of_a_graph_are_no_larger_than_those_of_the_page(size, pixels):
    root, _, _ = shown(graph(box((5, "Dense", f' font-size="{size}.00"'))))
    assert root.get("style") == f"--drawn: {pixels}px; max-width: {pixels}px"


def test_a_label_in_a_graph_that_the_catalogue_lacks_is_named():
    assert shown(graph(box((5, "Output shape:", ""), (60, "(3,)", ""))))[2] == ["Output shape:"]


def test_the_text_of_a_graph_can_be_read_in_light_and_dark():
    root, _, _ = shown(graph(box((5, "(3,)", ""), (60, "Dense", ' fill="white"'))))
    fills = {e.text: (e.get("fill"), e.get("style")) for e in root.iter("{http://www.w3.org/2000/svg}text")}
    assert fills == {"(3,)": ("currentColor", None), "Dense": ("white", None)}
    (polygon,) = root.iter("{http://www.w3.org/2000/svg}polygon")
    assert polygon.get("style") == "fill: var(--graph-head, #334155); stroke: var(--graph-line, #334155)"


def test_red_and_green_words_in_a_graph_are_the_theme_s():
    root, _, _ = shown(graph(box((5, "Trainable", ' fill="green"'), (60, "Non-trainable", ' fill="red"'))))
    fills = [element.get("fill") for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert fills == ["var(--graph-green, green)", "var(--graph-red, red)"]


@pytest.mark.parametrize(
    "svg",
    [
        '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script><rect onclick="alert(1)"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><body xmlns="http://www.w3.org/1999/xhtml">alert</body></foreignObject></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><a href="javascript:alert(1)"><rect/></a></svg>',
    ],
    ids=["script", "foreign object", "link"],
)
def test_nothing_in_it_acts(svg):
    assert "alert" not in shown(svg)[1]


def test_an_svg_of_any_size_is_taken():
    for width in ("", 'width="10px"', 'width="100%"', 'width="9.5pt"'):
        assert shown(f'<svg xmlns="http://www.w3.org/2000/svg" {width}/>')[1]


def test_an_svg_of_its_own_has_a_name_and_no_old_encoding():
    assert standalone_svg('<?xml version="1.0" encoding="latin-1"?>\n<svg id="é"/>') == (
        '\n<svg xmlns="http://www.w3.org/2000/svg" id="é"/>'
    )
    assert (
        standalone_svg("<svg xmlns='http://www.w3.org/2000/svg'/>")
        == "<svg xmlns='http://www.w3.org/2000/svg'/>"
    )
