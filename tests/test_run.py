"""A run is kept as a notebook, and comes back as it was."""

import nbformat
import pytest

from scripts.core.run import DOT, HTML, PNG, SVG, TEXT, Output, Run, from_notebook, to_notebook

RUN = Run(
    snippet="a.py",
    outputs={
        "empty": [],
        "all": [
            Output("stdout", {TEXT: "中\n\x1b[1mbold\x1b[0m"}),
            Output("stderr", {TEXT: "warned"}),
            Output("display", {TEXT: "<Figure>", SVG: "<svg/>", DOT: "digraph {}"}),
            Output("display", {PNG: "iVBORw0KGgo="}),
            Output("result", {TEXT: "x", HTML: "<b>x</b>"}),
            Output("error", {TEXT: "KeyError: 'a: b'"}),
            Output("error", {TEXT: "AssertionError: "}),
        ],
    },
    values={"n": 1, "x": 0.1, "t": "中", "yes": True, "odd": float("inf")},
    reads={"data.txt": "00"},
    versions={"keras": "3"},
    python="3.11.7",
    started=1700000000,
    seconds=1.5,
)


def test_a_run_comes_back_from_its_notebook_as_it_was():
    assert from_notebook(to_notebook(RUN)) == RUN


def test_it_is_a_notebook_that_jupyter_can_read():
    nbformat.validate(to_notebook(RUN), version=4)


@pytest.mark.parametrize(
    "notebook", [{}, {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, {"cells": 1}]
)
def test_something_else_is_refused(notebook):
    with pytest.raises((nbformat.ValidationError, KeyError, TypeError)):
        from_notebook(notebook)


def test_pictures_are_svg_and_png():
    assert [output.is_picture for output in RUN.outputs["all"]] == [
        False,
        False,
        True,
        True,
        False,
        False,
        False,
    ]
