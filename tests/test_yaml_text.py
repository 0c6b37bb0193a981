"""YAML that can't be read is a problem at its line of the file."""

import pytest
import yaml

from scripts.problem import Problems
from scripts.yaml_text import lines_of, parse

FIX = "    Fix that line. A text with `: ` or ` #` in it, or a sign at its beginning, stands in quotes."


@pytest.mark.parametrize(
    ("text", "first", "said"),
    [
        ("a: b\nc: d: e\n", 1, "f.yml:2: is not YAML: mapping values are not allowed here"),
        ("a: b\nc: d: e\n", 5, "f.yml:6: is not YAML: mapping values are not allowed here"),
        (
            "a: \x00\n",
            1,
            "f.yml:1: is not YAML: unacceptable character #x0000: special characters are not allowed",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text, first, said):
    with pytest.raises(Problems) as found:
        parse(text, "f.yml", first=first)
    assert str(found.value) == f"{said}\n{FIX}\n1 problem"


def test_a_loader_may_leave_numbers_as_they_are_written():
    assert (parse("a: 01", "f"), parse("a: 01", "f", loader=yaml.BaseLoader)) == ({"a": 1}, {"a": "01"})


def test_the_outermost_keys_have_lines_and_nothing_else_has():
    assert lines_of("a: {b: 1}\n# c\n\n'd e':\n  f: 2\n") == {"a": 1, "d e": 4}
    assert lines_of("") == lines_of("- a\n") == {}
