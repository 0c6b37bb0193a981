"""A run's text holds what a reviewer reads, and nothing that differs from run to run."""

import base64
import json
import struct

import pytest

from scripts.checks.run_text import MOST_CHARACTERS, MOST_LINES, NUMBER, run_text, skeleton
from scripts.core import curves
from scripts.core.run import DOT, HTML, PNG, SVG, TEXT, Output, Run

SVG_TEXT = '<svg xmlns="http://www.w3.org/2000/svg"><g><text>epoch</text><text>0.5</text></g></svg>'


def text(*outputs, values=None, used=(), python="3.11.7"):
    return "\n".join(run_text(Run("a.py", {"a": outputs}, values or {}, python=python), used))


def printed(content):
    return text(Output("stdout", {TEXT: content}))


def test_each_cell_that_gave_something_has_a_head_line():
    run = Run("a.py", {"a": [Output("stdout", {TEXT: "1\n"})], "b": [], "c": [Output("result", {TEXT: "2"})]})
    assert run_text(run) == ["# a", "1", "", "# c", "2", ""]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\x1b[1m1/1\x1b[0m 3s 11ms/step - loss: 0.5", "1/1 4s 12ms/step - loss: 0.5"),
        ("10%\r100%", "100%"),
        ("<A at 0x7f0012345678>", "<A at 0x7faabbccddee>"),
        ("a  \n\n", "a\n"),
    ],
)
def test_codes_redrawn_lines_times_and_addresses_make_no_difference(one, other):
    assert printed(one) == printed(other)


def test_the_python_of_the_run_is_no_output_and_a_pinned_version_is():
    assert printed("Python 3.11.7, Keras 3.15.1, 13.11.7") == "# a\nPython X.Y.Z, Keras 3.15.1, 13.11.7\n"


def test_an_error_is_its_type_and_message_and_a_warning_is_marked():
    error, warning = Output("error", {TEXT: "ValueError: no\n\nwhy"}), Output("stderr", {TEXT: "w\n"})
    assert text(warning, error) == "# a\n[stderr]\nw\n[error]\nValueError: no\n\nwhy\n"


def test_a_plot_is_its_words_and_a_graph_its_words_and_numbers():
    assert text(Output("display", {SVG: SVG_TEXT, TEXT: "<Figure>"})) == "# a\n[plot: epoch]\n"
    assert text(Output("display", {SVG: SVG_TEXT, DOT: "digraph"})) == "# a\n[graph: epoch | 0.5]\n"


def test_a_picture_of_pixels_is_its_size():
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 400, 300)
    assert (
        text(Output("result", {PNG: base64.b64encode(head).decode()})) == "# a\n[picture: PNG, 400 by 300]\n"
    )


def test_a_curve_is_its_name_its_length_and_its_ends():
    line = {"key": "0-0", "plot": "loss", "label": "training", "x_label": "", "x": [0, 1, 2]}
    numbers = json.dumps([{**line, "values": [1.23456, 0.5, 0.25]}])
    assert text(Output("display", {SVG: SVG_TEXT, curves.CURVES: numbers})).splitlines()[2] == (
        "[curve: loss · training, 3 points, 1.23 to 0.25]"
    )


def test_a_table_is_a_line_a_row():
    table = "<style>p {}</style><table><tr><th>a</th><th>b &amp; c</th></tr>\n<tr><td>1</td><td>2</td></tr></table>"
    assert text(Output("result", {HTML: table, TEXT: "<T>"})) == "# a\na | b & c\n1 | 2\n"


def test_values_are_those_that_pages_use_in_the_order_of_their_names():
    assert text(values={"b": 1 / 3, "a": "x", "c": 1}, used=["b", "a", "b", "gone"]) == (
        "# values in prose\na = 'x'\nb = 0.333333\n"
    )


def test_a_long_output_is_folded_and_a_changed_word_in_the_rest_is_seen_a_number_not():
    long = "x\n" * MOST_LINES
    assert printed(long).count("\n") == MOST_LINES + 1
    ends = [printed(long + end).splitlines()[-1] for end in ("a 0.5", "a 0.7", "b 0.5")]
    assert ends[0].startswith("[1 more: ")
    assert ends[0] == ends[1] != ends[2]


def test_a_long_line_is_cut():
    lines = printed("x" * (2 * MOST_CHARACTERS)).splitlines()
    assert lines[1] == "x" * MOST_CHARACTERS
    assert lines[2].startswith("[1 more: ")


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("loss: 0.4989 - acc -1.5e-05, 74%", ["0.4989", "-1.5e-05", "74"]),
        ("layer1 dense_2 3.15.1 2x v2.0 0x7f", []),
        ("(None, 3) 101,770 params", ["3", "101,770"]),
        ("10,0.95,-0.12", ["10", "0.95", "-0.12"]),
        ("[0. 1.67]", ["0.", "1.67"]),
        ("4-8 196/196", ["4", "8", "196", "196"]),
        ("in 3.", ["3."]),
    ],
)
def test_a_number_stands_alone(line, numbers):
    assert NUMBER.findall(line) == numbers


def test_a_skeleton_is_a_line_without_numbers_and_widths():
    assert skeleton("a   1.5 b") == skeleton("a 10.25 b") == "a # b"
