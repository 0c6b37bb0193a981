"""What parts have in common stands on their group, and each looks as before."""

import xml.etree.ElementTree as ET

from scripts.figure import SVG
from scripts.inherit import settle


def settled(inner, marks=()):
    root = ET.fromstring(f'<svg xmlns="{SVG}">{inner}</svg>')
    found = {element.get("id"): element for element in root.iter() if element.get("id") in marks}
    settle(root, found)
    return ET.tostring(root, encoding="unicode").replace(f' xmlns="{SVG}"', "").replace(" />", "/>")


def test_what_most_parts_say_is_said_by_the_group():
    parts = '<path fill="red"/><path fill="red"/><path fill="blue"/>'
    assert settled(f"<g>{parts}</g>") == '<svg><g fill="red"><path/><path/><path fill="blue"/></g></svg>'


def test_a_part_that_said_nothing_says_now_what_it_was():
    parts = '<path stroke="red"/><path stroke="red"/><text>a</text>'
    assert (
        settled(f"<g>{parts}</g>")
        == '<svg><g stroke="red"><path/><path/><text stroke="none">a</text></g></svg>'
    )


def test_what_a_group_said_reaches_its_parts_from_further_up():
    one = '<g font-size="9"><text>a</text><text>b</text></g>'
    assert (
        settled(one * 2)
        == '<svg font-size="9"><g><text>a</text><text>b</text></g><g><text>a</text><text>b</text></g></svg>'
    )


def test_an_outline_that_is_not_drawn_needs_no_width():
    assert settled('<path fill="red" stroke-width="2"/>') == '<svg><path fill="red"/></svg>'


def test_a_word_inside_a_text_keeps_its_size():
    parts = '<text font-size="9">a<tspan font-size="7">b</tspan></text>'
    assert settled(
        parts * 2
    ) == f'<svg font-size="9">{"<text>a<tspan font-size=%s7%s>b</tspan></text>" * 2}</svg>' % (('"',) * 4)


def test_a_mark_says_itself_what_it_said_and_its_use_the_rest():
    marks = '<defs><path id="m" stroke="red"/></defs><use href="#m" fill="red" stroke="blue"/><use href="#m" fill="red"/>'
    assert settled(marks, {"m"}) == (
        '<svg fill="red"><defs><path id="m" stroke="red"/></defs><use href="#m"/><use href="#m"/></svg>'
    )
