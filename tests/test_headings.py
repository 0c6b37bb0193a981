"""Headings are those that the site's Markdown makes, wherever they stand."""

import re

import pytest
from markdown import Markdown

from scripts.sources.headings import find_headings
from scripts.sources.page import fenced_lines

EXTENSIONS = [
    "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables",
    "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed",
]  # fmt: skip
TEXTS = {
    "hashes": "# One {#a}\n\ntext\n### Three {#b}\nmore",
    "closing": "# One ##\n\n## Two {#a} ##\n\n## Three ## {#b}",
    "without a space": "#One {#a}\n\n\\# none",
    "six at most": "####### deep",
    "a space before": " # none",
    "underlined": "One {#a}\n===\n\nTwo {#b}\n---\ntext\n\nThree\n-",
    "after a heading": "# One {#a}\nTwo\n---\nThree\n===",
    "a rule": "text\n\n---\n\nmore\n\n* * *\n\n    # none",
    "two lines": "one\ntwo\n---\n\nthree",
    "table": "a | b\n--- | ---\nc | d",
    "comment": "<!-- # a\n# none\n\nnone\n===\n-->\n\n# One {#a}",
    "comment on one line": "<!-- x -->\n\n# One {#a}",
    "comment in words": "`<!--` begins\n\n# One {#a}\n\n`-->` ends",
    "raw": "<pre>\n# none\n</pre>\n\n<style>\n# none\n</style>\n\n# One",
    "fenced": "```text\n# none\n\nnone\n===\n```\n\n# One",
    "indented code": "text\n\n    # none\n\n    none\n    ===\n\n\t# none",
    "box": '!!! note "T"\n    # One {#a}\n\n    Two {#b}\n    ---\n\n        # none\n\n# Three',
    "tab": '=== "T"\n\n    ## One {#a}\n\n    text\n\n=== "U"\n\n    ## Two {#b}',
    "details": '??? note inline end "T"\n\n    ## One {#a}',
    "list": "- # One\n- item\n\n    ## Two {#b}\n\n        # none\n\nend\n\n    # none",
    "numbers": "1. item\n\n    ## One {#a}",
    "quotation": "> # One {#a}\n>\n> text\n>\n> Two\n> ---",
    "div": '<div class="pair" markdown>\n\n# One {#a}\n\n</div>',
    "hidden text": "text <!-- x --> text\n\n# One {#a}",
}  # fmt: skip


def found(text):
    lines = text.split("\n")
    return find_headings(lines, set(range(len(lines))) - fenced_lines(lines), "a.md")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_headings_are_those_of_the_finished_page(text):
    html = Markdown(extensions=EXTENSIONS).convert(text)
    made = re.findall(r'<h(\d)(?: id="([^"]*)")?>(.*?)</h\d>', html)
    assert [(str(h.level), h.id, h.text) for h in found(text)] == made


def test_a_heading_knows_its_lines_and_what_stands_before_it():
    text = '# A\n\n!!! note "T"\n    # B\n\n> C\n> ===\n\nD\n---\n\n- # E'
    assert [(h.where, h.below, h.lead) for h in found(text)] == [
        ("a.md:1", 1, ""),
        ("a.md:4", 4, "    "),
        ("a.md:6", 7, "> "),
        ("a.md:9", 10, ""),
        ("a.md:12", 12, "    "),
    ]


def test_a_comment_that_never_ends_hides_nothing():
    assert [h.text for h in found("<!-- x\n\n# A")] == ["A"]
