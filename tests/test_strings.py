"""Words of figures come from docs/strings.yml."""

import pytest

from scripts.core.problem import Problems
from scripts.sources.strings import Words, read_words

WORDS = Words(
    {
        "loss": {"zh": "损失"},
        "member {}": {"zh": "成员 {}"},
        "{} of {}": {"zh": "{1} 中的 {0}"},
        "a.b": {"zh": "甲"},
    }
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("loss", "损失"),
        ("member 12", "成员 12"),
        ("member -1,234.5%", "成员 -1,234.5%"),
        ("1 of 3", "3 中的 1"),
        ("0.25", "0.25"),
        ("−10%", "−10%"),
        ("axb", None),
        ("member two", None),
        ("Loss", None),
    ],
)
def test_a_text_is_said_in_the_reader_s_words_or_is_missing(text, said):
    assert WORDS.say(text, "zh") == said


@pytest.mark.parametrize("text", ["loss", "member 2", "1 of 3"])
def test_a_locale_without_a_translation_takes_the_text_as_it_is(text):
    assert WORDS.say(text, "en") == text


def test_a_manual_may_have_no_words(manual, tmp_path):
    project = manual()
    (tmp_path / "docs" / "strings.yml").unlink()
    assert read_words(project) == Words({})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: b\n", "docs/strings.yml:1: can't read the entry 'a'\n    Write `text: {zh: 文字}`.\n1 problem"),
        (
            "a: {zh: b}\na: {zh: c}\n",
            "docs/strings.yml:2: the key 'a' is there twice, first at docs/strings.yml:1\n    Make them one.\n1 problem",
        ),
        ("- a\n", "docs/strings.yml: is a list\n    Write `text: {zh: 文字}`.\n1 problem"),
        (
            "'{} x': {zh: '{} {}'}\n",
            "docs/strings.yml:1: can't read the entry '{} x'\n    Write no more {} than its text has.\n1 problem",
        ),
    ],
)
def test_a_catalogue_that_cannot_be_read_is_said(manual, text, said):
    project = manual(files={"docs/strings.yml": text})
    with pytest.raises(Problems) as found:
        read_words(project)
    assert str(found.value) == said


def test_a_catalogue_that_is_not_yaml_is_said_in_a_sentence(manual):
    project = manual(files={"docs/strings.yml": "a: [\n"})
    with pytest.raises(Problems) as found:
        read_words(project)
    assert (
        str(found.value)
        == "docs/strings.yml:2: is not YAML: expected the node content, but found '<stream end>'\n"
        "    Fix that line. A text with `: ` or ` #` in it, or a sign at its beginning, stands in quotes.\n1 problem"
    )
