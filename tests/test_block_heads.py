"""A block of Python is known by every name that a highlighter knows."""

import pytest
from pygments.lexers import python

from scripts.sources.block_heads import PYTHON_NAMES, read_block_head

LEXERS = [python.PythonLexer, python.Python2Lexer, python.PythonConsoleLexer, python.NumPyLexer]
OTHERS = {"bazel", "starlark"}  # languages of their own, which only look like Python


def test_every_name_that_is_coloured_as_python_is_one_of_it():
    assert {name for lexer in LEXERS for name in lexer.aliases} - OTHERS <= PYTHON_NAMES


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("python", ("python", "")),
        (' Python3 title="a b"', ("Python3", 'title="a b"')),
        (".python", ("python", "")),
        ("{.python}", ("python", "")),
        ('{ .python #id not-run="why .not" }', ("python", 'not-run="why .not"')),
        ('{#id .py hl_lines="1"}', ("py", 'hl_lines="1"')),
        ('{not-run="a .b" .python}', ("python", 'not-run="a .b" .python')),
        ('{title="a .b"}', ("", 'title="a .b"')),
        ("", ("", "")),
    ],
)
def test_the_language_is_told_from_the_rest(head, found):
    assert read_block_head(head) == found
