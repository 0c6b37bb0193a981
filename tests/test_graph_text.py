"""Rows of a graph's boxes stand in the middle of their cells, in either language."""

import xml.etree.ElementTree as ET

import pytest

from scripts.figures.graph import link_layers
from scripts.figures.graph_text import SVG_NAMESPACE, leaves, translate_graph

WORDS = {"Input shape:": "输入形状："}


def graph(*parts: str) -> ET.Element:
    return ET.fromstring(
        f'<svg xmlns="{SVG_NAMESPACE}"><g class="graph"><g class="node">{"".join(parts)}</g></g></svg>'
    )


def cell(left: int, right: int) -> str:
    return f'<polygon points="{left},0 {right},0 {right},20 {left},20"/>'


def text(x: float, words: str, *, y: int = 9, anchor: str = "start", more: str = "") -> str:
    return f'<text text-anchor="{anchor}" x="{x}" y="{y}" font-size="14.00" {more}>{words}</text>'


def rows(root: ET.Element) -> list[tuple[str, str, list[str]]]:
    return [
        (each.get("x"), each.get("text-anchor"), [part.text for part in leaves(each)])
        for each in root.iter(f"{{{SVG_NAMESPACE}}}text")
    ]


def test_a_row_of_several_texts_is_one_around_the_middle_of_its_cell():
    root = graph(cell(0, 200), text(25, "Input shape: "), text(115, "(None, 3)", more='font-weight="bold"'))
    assert translate_graph(root, WORDS.get) == []
    assert rows(root) == [("100", "middle", ["输入形状：", "(None, 3)"])]
    plain, bold = root.iter(f"{{{SVG_NAMESPACE}}}tspan")
    assert (plain.get("font-weight"), bold.get("font-weight")) == (None, "bold")


def test_cells_of_one_row_of_the_table_stay_apart():
    root = graph(
        cell(0, 100), text(20, "a "), text(50, "bcd"), cell(100, 300), text(150, "efgh "), text(205, "ijkl")
    )
    translate_graph(root, str)
    assert [(x, words) for x, _, words in rows(root)] == [("50", ["a ", "bcd"]), ("200", ["efgh ", "ijkl"])]


@pytest.mark.parametrize(
    "parts",
    [
        [cell(0, 400), text(5, "left "), text(40, "aligned")],
        [text(5, "no "), text(40, "cell")],
        [cell(0, 400), text(200, "line", anchor="middle"), text(200, "below", y=29, anchor="middle")],
    ],
    ids=["left in its cell", "no cell", "lines of their own"],
)
def test_what_does_not_stand_in_the_middle_stays_where_it_is(parts):
    root = graph(*parts)
    before = ET.tostring(root)
    translate_graph(root, str)
    assert ET.tostring(root) == before


def test_the_link_in_a_row_is_its_class_alone():
    root = graph(cell(0, 200), text(44, "encoder"), text(100, " (Functional)"))
    translate_graph(root, str)
    link_layers(root, {"Functional": "#there"}, "See")
    (anchor,) = root.iter(f"{{{SVG_NAMESPACE}}}a")
    assert [part.text for part in anchor] == ["See", "Functional"]
    (row,) = root.iter(f"{{{SVG_NAMESPACE}}}text")
    anchor.remove(anchor[0])
    assert "".join(row.itertext()) == "encoder (Functional)"
