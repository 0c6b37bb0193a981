"""The language that a fenced block names, and the names of Python."""

import re

from scripts.sources.snippet import parse_options

_NAMES = """
python python2 python3 py py2 py3 pyi sage numpy pycon python-console python-repl
ipython ipython2 ipython3 ipythonconsole ipython3console
"""
PYTHON_NAMES = frozenset(_NAMES.split())
"""What a highlighter takes for Python or for a session of it, in small letters."""
_BRACES = re.compile(r"\{(?P<inside>.*)\}$")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_CLASS = re.compile(r"(?<!\S)\.(?P<name>[^\s.#=]+)")
_MARKS = re.compile(r"(?:\s*[.#][^\s=\"]+)+")
"""Classes and ids at the beginning."""


def read_block_head(head: str) -> tuple[str, str]:
    """The language, from `python`, `.python` or `{.python #id}`, and the rest of a block's head."""
    braces = _BRACES.fullmatch(head.strip())
    if not braces:
        language, _, rest = head.strip().partition(" ")
        return language.removeprefix("."), rest
    first = _CLASS.search(_QUOTED.sub('""', braces["inside"]))
    marks = _MARKS.match(braces["inside"])
    return first["name"] if first else "", braces["inside"][marks.end() if marks else 0 :].strip()


def build_show(head: str) -> str | None:
    """What a fence ```build show="…"``` shows; None if the head is that of another block."""
    language, rest = read_block_head(head)
    return parse_options(rest)[0].get("show", "") if language == "build" else None
