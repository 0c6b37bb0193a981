"""A figure on a page: far fewer bytes, and nothing of what it shows is lost."""

import xml.etree.ElementTree as ET

import pytest

from scripts.compact import compact
from scripts.figure import SVG, XLINK, localize, written

BOX = "0,0 100,0 100,20 0,20 0,0"
BAR = "M {} 9 L {} 9 L {} 1 L {} 1 z"


def light(inner, **attributes):
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    svg = f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}" width="72pt" viewBox="0.00 0.00 72.00 9.50"{more}>{inner}</svg>'
    root, _ = localize(svg, say=str, alt="x", prefix="f1")
    compact(root)
    return ET.fromstring(written(root))


def paths(root):
    return [
        (element.get("d"), element.get("fill"), element.get("stroke"))
        for element in root.iter(f"{{{SVG}}}path")
    ]


def test_the_root_keeps_its_size_its_class_and_a_colour_for_who_has_no_style_sheet():
    root = light("<g/>")
    assert (root.get("viewBox"), root.get("style"), root.get("class"), root.get("fill")) == (
        *("0 0 72 9.5", "max-width: 96px", "figure-plot", "currentColor"),
    )


def test_an_outline_and_what_fills_it_become_one_path_of_the_theme_s_colours():
    node = f'<g class="node"><polygon fill="none" stroke="black" points="{BOX}"/><polygon fill="black" stroke="none" points="{BOX}"/></g>'
    head, line = "var(--graph-head,#334155)", "var(--graph-line,#334155)"
    assert paths(light(f'<g class="graph">{node}</g>')) == [("M0 0H100V20H0z", head, line)]


def test_ticks_and_frames_of_one_look_become_one_path_across_their_words():
    mark = '<defs><path id="m" d="M 0 0 L 0 3.5" style="stroke: #000000; stroke-width: 0.8"/></defs>'
    tick = '<use xlink:href="#m" x="{0}" y="5" style="stroke: #000000; stroke-width: 0.8"/><text x="{0}" y="9">1</text>'
    root = light(mark + tick.format(1) + tick.format(2))
    assert [d for d, *_ in paths(root)] == ["M1 5V8.5M2 5V8.5"]
    assert [text.text for text in root.iter(f"{{{SVG}}}text")] == ["1", "1"]
    assert not list(root.iter(f"{{{SVG}}}defs"))


def test_bars_of_one_colour_become_one_path_and_those_of_another_stay():
    bars = "".join(
        f'<path d="{BAR.format(x, x + 1, x + 1, x)}" style="fill: {colour}"/>'
        for x, colour in ((0, "#1f77b4"), (1, "#1f77b4"), (2, "#ff7f0e"))
    )
    assert [d for d, *_ in paths(light(bars))] == ["M0 9H1V1H0zM1 9H2V1H1z", "M2 9H3V1H2z"]


def test_shapes_that_may_lie_on_each_other_stay_apart():
    shape = '<path d="M 0 0 L 9 9 L 0 9 z" style="fill: #1f77b4"/>'
    assert len(paths(light(shape * 2))) == 2


def test_what_nobody_sees_goes_except_a_plot_s_frame():
    unseen = '<path d="M 0 0 L 9 9 L 0 9 z" style="fill: none"/>'
    assert paths(light(unseen)) == []
    assert len(paths(light(f'<g id="plot-0:0:1:0:1">{unseen}</g>'))) == 1


def test_curves_keep_the_key_that_ties_them_to_their_numbers():
    root = light('<g id="curve-0-1"><path d="M 0 0 L 9 9 L 20 3" style="fill: none; stroke: #1f77b4"/></g>')
    (curve,) = root.findall(f"{{{SVG}}}g[@data-curve='0-1']")
    assert [element.get("d") for element in curve] == ["M0 0 9 9 20 3"]


@pytest.mark.parametrize(("width", "is_clipped"), [("4", False), ("2.5", True)])
def test_pixels_within_their_frame_are_not_clipped(width, is_clipped):
    picture = '<image xlink:href="#p" width="2" height="2" transform="matrix(2 0 0 2 1 1)"/>'
    clip = f'<defs><clipPath id="c"><rect x="1" y="1" width="{width}" height="4"/></clipPath></defs>'
    root = light(f'<g clip-path="url(#c)">{picture}</g>{clip}')
    (image,) = root.iter(f"{{{SVG}}}image")
    assert ("clipPath" in ET.tostring(root, encoding="unicode")) is is_clipped
    assert is_clipped or [image.get(name) for name in ("x", "y", "width", "height")] == ["1", "1", "4", "4"]


def test_a_word_s_weight_size_and_place_are_kept():
    node = (
        '<g class="node"><text x="1.25" y="2" font-weight="bold" font-size="16.00" fill="white">a</text></g>'
    )
    (text,) = light(f'<g class="graph">{node}</g>').iter(f"{{{SVG}}}text")
    kept = {"x": "1.2", "y": "2", "font-weight": "bold", "font-size": "16", "fill": "white"}
    assert text.attrib == kept
