"""Outputs on a page are text, tables and figures; nothing in them is markup of the page."""

import json
from base64 import b64decode

import pytest
from bs4 import BeautifulSoup

from scripts.core import curves
from scripts.core.run import HTML, PNG, SVG, TEXT, Output
from scripts.rendering.html import (
    FOLD_LINES,
    Place,
    RenderContext,
    mask_times,
    render,
    sanitize,
    untranslated_words,
)
from scripts.sources.strings import Words
from scripts.sources.terms import Layer, Terms

WORDS = Words(
    {
        "Output": {"zh": "输出"},
        "Value": {"zh": "值"},
        "Error": {"zh": "报错"},
        "Warning": {"zh": "警告"},
        "all {} lines": {"zh": "全部 {} 行"},
        "loss": {"zh": "损失"},
        "layers: {}": {"zh": "共 {} 层"},
        "Where it is explained": {"zh": "看讲解"},
    }
)
ZH = RenderContext("zh", WORDS)
HERE = Place("f1")


def shown(*outputs, manner=ZH, place=HERE, alts=(), caption=""):
    return BeautifulSoup(render(outputs, manner, place, alts=alts, caption=caption), "html.parser")


def printed(text, kind="stdout"):
    return Output(kind, {TEXT: text})


HOSTILE = [
    "<script>alert(1)</script>",
    "</pre><h1>x</h1>",
    "&amp; &#60;",
    "# x\n```\n~~~",
    "{{ x }}",
    '"><img src=x onerror=a()>',
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", ["stdout", "stderr", "result", "error", "display"])
def test_what_is_printed_is_text(kind, text):
    page = shown(printed(text, kind))
    assert [element.name for element in page.find_all(True)] == ["pre"]
    assert page.pre.text == text


@pytest.mark.parametrize("text", HOSTILE)
def test_alt_texts_and_captions_are_text(text):
    page = shown(Output("display", {PNG: "iVBORw0KGgo=\n"}), alts=[text], caption=text)
    assert page.img["alt"] == text
    assert page.select_one(".run-caption").text == text
    assert page.img["src"] == "data:image/png;base64,iVBORw0KGgo="


def test_each_kind_is_named_for_who_cannot_see_it():
    kinds = ["stdout", "stderr", "result", "error"]
    pres = shown(*(printed("x", kind) for kind in kinds)).find_all("pre")
    assert [(pre["class"], pre["aria-label"], pre["lang"]) for pre in pres] == [
        (["run-text", "run-stdout"], "输出", "en"),
        (["run-text", "run-stderr"], "警告", "en"),
        (["run-text", "run-result"], "值", "en"),
        (["run-text", "run-error"], "报错", "en"),
    ]


def test_words_of_the_catalogue_are_text():
    """A quotation mark in one would end the attribute that it stands in."""
    said = '"><img src=x> & b'
    words = {"Output": {"zh": said}, "all {} lines": {"zh": said}, "Data table, CSV": {"zh": said}}
    line = {"key": "0-0", "plot": "p", "label": "a", "x_label": "", "x": [0.0], "values": [1.0]}
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><g id="figure_1"/></svg>'
    page = shown(
        printed("1\n" * 40),
        Output("display", {SVG: svg, curves.CURVES: json.dumps([line])}),
        manner=RenderContext("zh", Words(words)),
    )
    assert [page.pre["aria-label"], *(each.text for each in page.find_all("summary"))] == [said] * 3
    assert not page.find_all("img")


def test_colours_of_the_terminal_are_classes():
    page = shown(printed("\x1b[1;32mgreen\x1b[0m <b>"))
    assert page.pre.text == "green <b>"
    assert page.pre.find_all("span")[0].text == "green"


def test_html_keeps_tables_and_loses_what_acts_or_styles():
    page = shown(
        Output(
            "result",
            {
                TEXT: "x",
                HTML: "<style>td {color: red}</style><SCRIPT type='x'>alert(1)\n</SCRIPT ><table class=a><tr><td style='x' onclick='y()'>1</td></tr></table>"
                "<img src='http://host/x'><iframe src=x></iframe><a href='javascript:alert(1)'>go</a>",
            },
        )
    )
    assert page.td.text == "1"
    assert page.td.attrs == {}
    assert page.a.get("href") is None
    assert not page.select("style, script, img, iframe")
    assert "alert" not in page.text
    assert "color" not in page.text


def test_html_keeps_cells_that_span_others_and_what_is_folded():
    table = '<table><tbody><tr><th rowspan="2">h</th><td colspan="2">1</td></tr></tbody></table>'
    folded = "<details><summary>all</summary>more</details>"
    assert sanitize(table + folded) == table + folded


def test_a_script_that_is_never_closed_is_no_text():
    assert sanitize("a<script>alert(1)") == "a"


def test_the_best_form_is_shown():
    page = shown(
        Output(
            "display",
            {TEXT: "<Figure>", SVG: '<svg xmlns="http://www.w3.org/2000/svg"><g id="figure_1"/></svg>'},
        ),
        alts=["图"],
    )
    assert page.svg["aria-label"] == "图"
    assert not page.find_all("pre")


def test_alts_go_to_pictures_in_order_and_ids_differ():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><g id="figure_1"/><g id="a"/>'
        '<use xlink:href="#a"/></svg>'
    )
    page = shown(
        Output("display", {SVG: svg}), printed("between"), Output("display", {SVG: svg}), alts=["one", "two"]
    )
    assert [figure["aria-label"] for figure in page.find_all("svg")] == ["one", "two"]
    ids = [element["id"] for element in page.select("[id]")]
    assert len(set(ids)) == 2


GRAPH = (
    '<svg xmlns="http://www.w3.org/2000/svg"><g class="graph"><g id="n" class="node">'
    '<text x="1" y="2" fill="white">hidden</text><text x="9" y="2" fill="white"> (Dense)</text></g></g></svg>'
)


def test_a_graph_tells_its_boxes_and_leads_to_what_explains_them():
    manner = RenderContext(
        "zh", WORDS, terms=Terms(layers=(Layer("Dense", "docs/terms.yml:1", "a.md#dense"),))
    )
    page = shown(Output("display", {SVG: GRAPH}), manner=manner, place=Place("f1", "b.md"), alts=["图。"])
    assert page.svg["aria-label"] == "图; 共 1 层; hidden (Dense)"
    assert (page.svg["role"], page.a["href"], page.a.title.text) == ("group", "../a/#dense", "看讲解")
    assert not shown(Output("display", {SVG: GRAPH}), manner=manner, alts=["图。"]).select("a")


def test_the_numbers_of_a_curve_stand_once_on_the_page():
    line = {"key": "0-0", "plot": "loss", "label": "training", "x_label": "epoch", "x": [1.0, 2.0, 3.0]}
    numbers = json.dumps([{**line, "values": [0.5, 0.25, 0.125]}])
    plot = Output(
        "display",
        {SVG: '<svg xmlns="http://www.w3.org/2000/svg"><g id="figure_1"/></svg>', curves.CURVES: numbers},
    )
    text = render([plot], ZH, HERE, alts=["alt"], caption="")
    assert [text.count(number) for number in ("0.5<", "0.25<", "data:")] == [1, 1, 0]


def test_a_long_text_folds_to_its_head_and_says_how_long_it_is():
    lines = [f"line {number}" for number in range(FOLD_LINES + 5)]
    head, whole = (pre.text.split("\n") for pre in shown(printed("\n".join(lines) + "\n")).find_all("pre"))
    assert (head, whole) == (lines[: FOLD_LINES // 2], lines)
    assert shown(printed("\n".join(lines))).summary.text == f"全部 {len(lines)} 行"
    assert not shown(printed("\n".join(lines[:-1]))).find_all("details")


def test_nothing_to_show_shows_nothing():
    assert render([printed("\n \n")], ZH, HERE, alts=[], caption="") == ""
    assert render([], ZH, HERE, alts=[], caption="") == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1/2 ━━ 3s 12ms/step - loss: 0.5", "1/2 ━━ … - loss: 0.5"),
        ("2/2 ━━ 0s 900us/step", "2/2 ━━ …"),
        ("1/9 ━━ 1:05 7s/step", "1/9 ━━ …"),
        (
            "\x1b[1m9/9\x1b[0m ━━ \x1b[1m3s\x1b[0m 5ms/step - loss: 1",
            "\x1b[1m9/9\x1b[0m ━━ \x1b[1m…\x1b[0m - loss: 1",
        ),
        ("epoch took 3s", "epoch took …"),
        ("shape (3, 5) step 10 conv3x3 at 10:30", "shape (3, 5) step 10 conv3x3 at 10:30"),
    ],
)
def test_times_are_masked(text, said):
    assert mask_times(text) == said


def test_times_are_shown_unless_builds_must_be_equal():
    assert shown(printed("took 3s")).text == "took 3s"
    assert shown(printed("took 3s"), manner=RenderContext("zh", WORDS, epoch=0)).text == "took …"


def test_words_that_figures_lack_are_found_once():
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><g id="figure_1"/><text>loss</text><text>epoch</text><text>epoch</text><text>1.0</text></svg>'
    assert untranslated_words([Output("display", {SVG: svg}), printed("other")], WORDS, "zh") == ["epoch"]


def test_an_svg_of_another_tool_is_an_image_that_nothing_changes():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><style>.bar { fill: #090 }</style>'
        '<rect id="b" class="bar" style="fill:#0a0" width="9"/><use href="#b"/></svg>'
    )
    made = shown(Output("display", {SVG: svg}), alts=["条"])
    image = made.img
    assert image["alt"] == "条"
    assert b64decode(image["src"].removeprefix("data:image/svg+xml;base64,")).decode() == svg


def test_an_svg_that_is_not_xml_is_an_image_with_its_words():
    made = shown(Output("display", {SVG: "<svg><g></svg>"}), alts=["图"])
    assert made.img["alt"] == "图"


SUMMARY = [
    'Model: "m"',
    "┏━━━━━━━━━━┳━━━━━┓",
    "┃ \x1b[1mLayer\x1b[0m    ┃   # ┃",
    "┡━━━━━━━━━━╇━━━━━┩",
    "│ a (<b>)  │ 1,0 │",
    "│    └ sub │     │",
    "└──────────┴─────┘",
    " Total: 1",
]


@pytest.mark.parametrize("lines", [SUMMARY, SUMMARY[1:-1], SUMMARY * 4, SUMMARY[:3]])
def test_a_table_of_text_stays_the_text_that_was_printed(lines):
    last = shown(printed("\n".join(lines) + "\n")).find_all("pre")[-1]
    assert last.text == "\n".join(lines).replace("\x1b[1m", "").replace("\x1b[0m", "").rstrip()
    assert last["class"] == ["run-text", "run-stdout", "run-boxes"]


def test_its_rows_and_cells_are_marked_for_a_phone():
    page = shown(printed("\n".join(SUMMARY)))
    rows = [[cell.text for cell in row.select(".box-cell")] for row in page.select(".box-row")]
    assert rows == [["Layer", "#"], ["a (<b>)", "1,0"], ["   └ sub", ""]]
    assert [row["class"][1:] for row in page.select(".box-row")] == [["box-first"], ["box-first"], []]
    assert [cell.text for cell in page.select(".box-right")] == ["#"]
    assert not page.select("b")


@pytest.mark.parametrize("text", ["1/2 ━━━━━ 3s", "a | b", "[│]", "━━━━", "├── a\n└── b"])
def test_lines_that_are_no_table_are_not_marked_as_one(text):
    assert not shown(printed(text)).select(".box")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("plain  0.70 0.66\nL2     0.78 0.76", True),
        ("mask:\n[[0. 2. 2.]\n [2. 0. 2.]]", True),
        ("one line  with a gap\nand another", False),
        ("Error:  " + "a long sentence " * 6 + "\nand  then", False),
        ("[1 2 3]", False),
    ],
)
def test_columns_stay_below_each_other(text, kept):
    assert bool(shown(printed(text)).select(".run-columns")) is kept


def test_only_lines_that_touch_each_other_are_kept_from_breaking():
    kept = {
        text: bool(shown(printed(text)).select(".run-boxes"))
        for text in ("├── a\n└── b", "1/2 ━━ 3s", "plain")
    }
    assert kept == {"├── a\n└── b": True, "1/2 ━━ 3s": False, "plain": False}
