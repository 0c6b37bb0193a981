"""The lines of a figure are there as numbers, tied to their paths in the picture."""

import pytest

from scripts.core.curves import CURVES, column_names, parse_curves
from scripts.core.run import SVG

PLOT = "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots(1, 2)\n"


@pytest.fixture
def drawn(ran):
    """The tables of what a program draws, and its SVG."""

    def make(text):
        (output,) = ran(f"# %% x\n{PLOT}{text}\nplt.show()\n").outputs["x"]
        return parse_curves(output.data[CURVES]) if CURVES in output.data else [], output.data[SVG]

    return make


def test_lines_over_one_x_are_one_table(drawn):
    tables, svg = drawn(
        "for axis, title in zip(axes, ('plain', 'with Dropout')):\n"
        "    axis.plot([1, 2, 3], [0.5, 0.25, 0.1234567], label='training')\n"
        "    axis.set_title(title)\n"
        "axes[0].set_xlabel('epoch')"
    )
    (table,) = tables
    assert (table.label, table.x) == ("epoch", (1, 2, 3))
    assert [(line.plot, line.label, line.values) for line in table.lines] == [
        (title, "training", (0.5, 0.25, 0.123457)) for title in ("plain", "with Dropout")
    ]
    assert column_names(table) == ["plain · training", "with Dropout · training"]
    assert all(f'id="curve-{line.key}"' in svg for line in table.lines)


def test_lines_over_different_x_are_tables_of_their_own(drawn):
    tables, _ = drawn(
        "axes[0].plot([1, 2, 3], [1, 2, 3], label='a')\naxes[1].plot([1, 2, 3, 4], [1, 2, 3, 4], label='b')"
    )
    assert [(table.x, column_names(table)) for table in tables] == [((1, 2, 3), ["a"]), ((1, 2, 3, 4), ["b"])]


@pytest.mark.parametrize(
    "text",
    [
        "axes[0].axhline(1)",
        "axes[0].plot([1, 2], [1, 2], label='two points')",
        "axes[0].plot([1, 2, 3], [1, 2, 3], 'o', linestyle='None', label='dots')",
        "axes[0].bar([1, 2, 3], [1, 2, 3], label='bars')",
    ],
)
def test_what_is_no_curve_has_no_numbers(drawn, text):
    assert drawn(text)[0] == []


def test_one_line_without_a_label_is_called_as_its_axis(drawn):
    (table,), _ = drawn("axes[0].plot([1, 2, 3], [1, 2, 3])\naxes[0].set_ylabel('loss')")
    assert column_names(table) == ["loss"]


def test_a_value_that_is_no_picture_has_no_numbers(ran):
    (output,) = ran("# %% x\n{'a': 1}\n").outputs["x"]
    assert CURVES not in output.data
