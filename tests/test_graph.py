"""A graph tells what stands in its boxes, and each class there leads to what explains it."""

import xml.etree.ElementTree as ET

import pytest

from scripts.figures.graph import LONGEST, describe_graph, layer_address, link_layers
from scripts.figures.graph_text import SVG_NAMESPACE

SHAPE = "Output shape:"


def node(name, kind, shape=""):
    row = f'<text y="9">{SHAPE} </text><text y="9">{shape}</text>' if shape else ""
    title = f'<text y="1">{name}</text><text y="1"> ({kind})</text>' if name else f'<text y="1">{kind}</text>'
    return f'<g class="node"><path d="M0 0"/>{title}{row}</g>'


def graph(*nodes):
    return ET.fromstring(
        f'<svg xmlns="{SVG_NAMESPACE}" role="img"><g class="graph">{"".join(nodes)}</g></svg>'
    )


def test_it_tells_how_many_layers_and_of_each_its_name_class_and_shape():
    root = graph(node("pixels", "InputLayer", "(None, 3)"), node("", "Dense"))
    assert describe_graph(root, str) == ["layers: 2", "pixels (InputLayer) (None, 3)", "Dense"]


def test_what_is_too_long_to_tell_is_counted():
    head, *shown, rest = describe_graph(graph(*[node("x" * 91, "Dense")] * 9), str)
    assert (head, rest) == ("layers: 9", "and 5 more")
    assert sum(map(len, shown)) <= LONGEST


def test_a_picture_without_boxes_tells_nothing():
    assert describe_graph(graph(), str) == []


@pytest.mark.parametrize("name", ["hidden", ""])
def test_the_class_alone_becomes_a_link(name):
    root = graph(node(name, "Dense", "(3,)"))
    link_layers(root, {"Dense": "../a/#b", "hidden": "../c/"}, "See")
    (anchor,) = root.iter(f"{{{SVG_NAMESPACE}}}a")
    assert (anchor.get("href"), anchor[0].text) == ("../a/#b", "See")
    assert [part.text.strip(" ()") for part in anchor[1:]] == ["Dense"]
    assert root.get("role") == "group"


def test_a_class_that_the_manual_does_not_explain_is_no_link():
    root = graph(node("mine", "Classifier"))
    link_layers(root, {"Dense": "../a/"}, "See")
    assert not list(root.iter(f"{{{SVG_NAMESPACE}}}a"))
    assert root.get("role") == "img"


@pytest.mark.parametrize(
    ("page", "see", "there"),
    [
        ("b.md", "a.md#x", "../a/#x"),
        ("b.md", "a.md", "../a/"),
        ("b.md", "b.md#x", "#x"),
        ("index.md", "a.md#x", "a/#x"),
        ("b.md", "index.md#x", "../#x"),
        ("deep/b.md", "a.md", "../../a/"),
        ("index.md", "deep/index.md#x", "deep/#x"),
    ],
)
def test_an_address_is_seen_from_the_finished_page(page, see, there):
    assert layer_address(page, see) == there
