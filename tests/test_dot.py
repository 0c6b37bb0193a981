"""The `dot` of a run draws what Keras and pydot ask for, and keeps each picture's DOT and SVG, the same bytes each time."""

import hashlib
import os
import re
import subprocess

import pytest

from scripts.execution import dot

pytest.importorskip("pygraphviz")

GRAPH = 'digraph G {{ dpi=200; {0} [label="Dense", shape=box]; {1} [label="输出"]; {0} -> {1}; }}'
ONE, OTHER = (
    GRAPH.format(*names) for names in ((139868211264912, 139868211265000), (94210011223344, 94210011220000))
)


@pytest.fixture
def run(tmp_path):
    """Calls the `dot` of a run whose folder is tmp_path."""
    dot.install_dot(tmp_path, "wheel")

    def call(*args, text=""):
        path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            ["dot", *args],
            input=text.encode(),
            capture_output=True,
            check=False,
            env={**os.environ, "PATH": path},
        )

    return call


def test_it_says_its_version_as_graphviz_does(run):
    done = run("-V")
    assert (done.returncode, done.stdout) == (0, b"")
    assert re.fullmatch(rb"dot - graphviz version \d+\.\d+\.\d+ .*\n", done.stderr)


@pytest.mark.parametrize(
    ("form", "begin"), [("png", b"\x89PNG"), ("ps", b"%!PS"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
)
def test_it_draws_in_every_form_that_keras_asks_for(run, form, begin):
    assert run(f"-T{form}", text=ONE).stdout.startswith(begin)


def test_it_reads_a_file_and_writes_a_file(run, tmp_path):
    (tmp_path / "in.dot").write_text(ONE, encoding="utf-8")
    assert run("-Tpng", f"-o{tmp_path / 'out.png'}", str(tmp_path / "in.dot")).returncode == 0
    assert (tmp_path / "out.png").read_bytes().startswith(b"\x89PNG")


def test_beside_a_png_its_graph_is_kept_as_dot_and_svg(run, tmp_path):
    png = run("-Tpng", text=ONE).stdout
    text, svg = dot.drawn_as_svg(tmp_path, png)
    assert text == GRAPH.format("n1", "n2")
    assert ">Dense</text>" in svg
    assert ">输出</text>" in svg
    assert dot.drawn_as_svg(tmp_path, png + b"x") is None


def test_the_same_graph_with_other_addresses_gives_the_same_bytes(run, tmp_path):
    kept = [dot.drawn_as_svg(tmp_path, run("-Tpng", text=text).stdout) for text in (ONE, OTHER)]
    assert kept[0] == kept[1]
    assert not re.search(r"\d{9,}", "".join(kept[0]))


def test_an_svg_has_the_size_in_which_it_is_seen_whatever_the_dpi(run, tmp_path):
    _, svg = dot.drawn_as_svg(tmp_path, run("-Tpng", text=ONE).stdout)
    width = float(re.search(r'width="(\d+)pt"', svg)[1])
    assert float(re.search(r'viewBox="0.00 0.00 ([\d.]+)', svg)[1]) == pytest.approx(width, abs=1)


def test_the_layout_does_not_depend_on_the_fonts_of_the_machine(run, tmp_path):
    fonts = (tmp_path / "drawn" / "fonts.conf").read_text(encoding="utf-8")
    assert re.search(r"<dir>.*mpl-data/fonts/ttf</dir>", fonts)


def test_a_graph_that_cannot_be_drawn_is_an_error(run):
    done = run("-Tpng", text="digraph {")
    assert done.returncode != 0
    assert done.stdout == b""


def test_another_program_can_take_its_place(tmp_path):
    program = tmp_path / "other"
    program.write_text("#!/bin/sh\necho $1\n", encoding="utf-8")
    program.chmod(0o755)
    assert dot.draw("digraph {}", "png", str(program)) == b"-Tpng\n"


def test_a_picture_is_known_by_its_own_sum(run, tmp_path):
    png = run("-Tpng", text=ONE).stdout
    assert (tmp_path / "drawn" / f"{hashlib.sha256(png).hexdigest()}.dot").is_file()
