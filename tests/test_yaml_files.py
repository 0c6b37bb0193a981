"""YAML that can't be read is a problem at its line of the file."""

import pytest
import yaml

from scripts.core.problem import Problems
from scripts.core.yaml_files import key_lines, parse_yaml

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
        parse_yaml(text, "f.yml", first=first)
    assert str(found.value) == f"{said}\n{FIX}\n1 problem"


def test_a_loader_may_leave_numbers_as_they_are_written():
    assert (parse_yaml("a: 01", "f"), parse_yaml("a: 01", "f", loader=yaml.BaseLoader)) == (
        {"a": 1},
        {"a": "01"},
    )


@pytest.mark.parametrize(
    "loader", [yaml.SafeLoader, yaml.BaseLoader, getattr(yaml, "CBaseLoader", yaml.BaseLoader)]
)
def test_a_key_that_is_there_twice_is_said_with_both_lines(loader):
    with pytest.raises(Problems) as found:
        parse_yaml("a: 1\nb: {c: 1,\n  c: 2}\n'a': 3\n", "f.yml", first=3, loader=loader)
    assert str(found.value) == (
        "f.yml:5: the key 'c' is there twice, first at f.yml:4\n    Make them one.\n"
        "f.yml:6: the key 'a' is there twice, first at f.yml:3\n    Make them one.\n2 problems"
    )


def test_a_key_that_is_there_twice_on_one_line_is_said():
    with pytest.raises(Problems, match="f:1: the key 'b' is there twice, first at f:1"):
        parse_yaml("a: {b: 1, b: 2}", "f")


def test_a_key_is_text_as_it_is_written():
    assert parse_yaml("on: 1\nnull: {1.0: true, no: no}", "f") == {
        "on": 1,
        "null": {"1.0": True, "no": False},
    }


def test_an_alias_is_no_second_key_and_a_merge_is_still_one():
    assert parse_yaml("a: &a {b: 1}\nc: *a\nd: {<<: *a, e: 2}", "f")["d"] == {"b": 1, "e": 2}
    assert parse_yaml("", "f") is None


def test_the_outermost_keys_have_lines_and_nothing_else_has():
    assert key_lines("a: {b: 1}\n# c\n\n'd e':\n  f: 2\n") == {"a": 1, "d e": 4}
    assert key_lines("") == key_lines("- a\n") == {}
