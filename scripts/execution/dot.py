"""The `dot` on the PATH of a run: Graphviz out of pygraphviz's wheel, keeping what it drew.

Keras and pydot call a program `dot` (with -Tps for the check, with -Tpng for the
picture); a fresh machine has none. Beside each PNG it draws, this one keeps the
same graph's DOT and SVG under the picture's SHA-256, so that the picture on a page
can be the SVG. An aside: imports nothing of ours, only what the wheel brings.

    python dot.py --keep FOLDER [--program /usr/bin/dot] -Tpng graph.dot
"""

import argparse
import hashlib
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

_NODE = re.compile(r"\b\d{9,}\b")
_DPI = re.compile(r"\bdpi=\"?[\d.]+\"?;?")
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def install_dot(folder: Path, program: str) -> None:
    """Put an executable `dot` into `folder`/bin; it keeps what it draws in `folder`/drawn.

    Args:
        folder: of the run, empty.
        program: `wheel`, or the path of a system's own dot.
    """
    (folder / "drawn").mkdir()
    (folder / "bin").mkdir()
    matplotlib = importlib.util.find_spec("matplotlib")  # its files alone: the import takes half a second
    fonts = Path(str(matplotlib and matplotlib.origin)).parent / "mpl-data" / "fonts" / "ttf"
    # the layout depends on fonts: with these, its bytes do not depend on the machine
    (folder / "drawn" / "fonts.conf").write_text(
        _FONTS.format(fonts=fonts, cache=folder / "drawn"), encoding="utf-8"
    )
    command = [sys.executable, __file__, "--keep", str(folder / "drawn"), "--program", program]
    if os.name == "nt":
        (folder / "bin" / "dot.bat").write_text(f"@{subprocess.list2cmdline(command)} %*\n", encoding="utf-8")
        return
    quoted = " ".join("'" + word.replace("'", "'\\''") + "'" for word in command)
    (folder / "bin" / "dot").write_text(f'#!/bin/sh\nexec {quoted} "$@"\n', encoding="utf-8")
    (folder / "bin" / "dot").chmod(0o755)


def drawn_as_svg(folder: Path, png: bytes) -> tuple[str, str] | None:
    """DOT and SVG of the graph that `png` shows, if it was drawn here."""
    stem = folder / "drawn" / hashlib.sha256(png).hexdigest()
    if not stem.with_suffix(".dot").is_file():
        return None
    return stem.with_suffix(".dot").read_text(encoding="utf-8"), stem.with_suffix(".svg").read_text(
        encoding="utf-8"
    )


def draw(text: str, form: str, program: str) -> bytes:
    """The graph laid out by `dot`, in a format of Graphviz's.

    Raises:
        OSError, subprocess.CalledProcessError: Graphviz can't draw it.
    """
    if program != "wheel":
        return subprocess.run(
            [program, f"-T{form}"], input=text.encode(), check=True, stdout=subprocess.PIPE
        ).stdout
    import pygraphviz

    drawn: bytes = pygraphviz.AGraph(string=text).draw(format=form, prog="dot")
    return drawn


def main() -> int:
    parser = argparse.ArgumentParser(prog="dot")
    parser.add_argument("--keep", type=Path, required=True)
    parser.add_argument("--program", default="wheel")
    parser.add_argument("-V", action="store_true", dest="version")
    parser.add_argument("-T", dest="form", default="dot")
    parser.add_argument("-o", dest="target", type=Path)
    parser.add_argument("source", nargs="?", type=Path)
    given = parser.parse_args()
    os.environ["FONTCONFIG_FILE"] = str(given.keep / "fonts.conf")
    if given.version:
        comment = re.search(rb"graphviz version [^\n]*", draw("digraph {}", "svg", given.program))
        print(f"dot - {comment[0].decode() if comment else ''}", file=sys.stderr)
        return 0
    text = given.source.read_text(encoding="utf-8") if given.source else sys.stdin.read()
    picture = draw(text, given.form, given.program)
    if given.form == "png":
        stem = given.keep / hashlib.sha256(picture).hexdigest()
        # Keras names nodes by memory address: renumbered in order, the bytes repeat
        names: dict[str, str] = {}
        steady = _NODE.sub(lambda node: names.setdefault(node[0], f"n{len(names) + 1}"), text)
        stem.with_suffix(".dot").write_text(steady, encoding="utf-8")
        # Graphviz scales the size of an SVG by dpi, and not its view box
        stem.with_suffix(".svg").write_bytes(draw(_DPI.sub("dpi=72;", steady), "svg", given.program))
    if given.target:
        given.target.write_bytes(picture)
    else:
        sys.stdout.buffer.write(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
