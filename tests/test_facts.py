"""Numbers, code and links of a section are the same in both languages."""

import pytest

from scripts.checks.facts import differing_facts
from scripts.sources.page import read_pages


@pytest.fixture
def told(manual):
    def make(zh, en, agreement=""):
        files = {"docs/agreement.yml": agreement} if agreement else {}
        pages = {"zh/a.md": f"# 甲 {{#a}}\n\n{zh}\n", "en/a.md": f"# A {{#a}}\n\n{en}\n"}
        project = manual(pages=pages, files=files)
        return [f"{it.where}: {it.what}" for it in differing_facts(read_pages(project)[0], project)]

    return make


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("用 `fit`，再用 `fit`", "use `fit`"),
        ("先 `a` 后 `b`", "`b` after `a`"),
        ("`cd 那个文件夹`", "`cd FOLDER`"),
        ("`{run} a.py#x:.2f`", "`{run} a.py#y:.3f`"),
        ("见[上文](b.md#x)", "see [above](b.md#x)"),
        ("见[百科](https://x.org/zh/y)", "see [there](https://x.org/en/y)"),
        ('<a data-size href="../x.zip">下载</a>', '<a data-size href="../x.zip">Get it</a>'),
        ("6 万张", "60,000 of them"),
        ("1.2 亿", "120,000,000"),
        ("三个", "3 of them"),
        ("3 个", "Three of them"),
        ("2026 年 11 月 5 日", "5 November 2026"),
        ("2026-11-05", "2026-11-5"),
        ("Keras 3.15.1", "Keras 3.15.1"),
        ("L1 和 4 维", "L2, of 4 axes"),
        ("```text\n7\n```", "```text\n8\n```"),
    ],
)
def test_what_language_alone_changes_is_no_difference(told, zh, en):
    assert told(zh, en) == []


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        (
            "用 `fit`",
            "use it",
            "docs/zh/a.md:7: the code fit is not in its twin at docs/en/a.md:5",
        ),
        ("用它", "use `fit`", "docs/en/a.md:7: the code fit is not in its twin at docs/zh/a.md:5"),
        (
            "见[b](b.md)",
            "see b",
            "docs/zh/a.md:7: the link b.md is not in its twin at docs/en/a.md:5",
        ),
        ("40%", "none", "docs/zh/a.md:7: the number 40% is not in its twin at docs/en/a.md:5"),
        ("有", "it may be 5", "docs/en/a.md:7: the number 5 is not in its twin at docs/zh/a.md:5"),
        ("5 个", "it may be", "docs/zh/a.md:7: the number 5 is not in its twin at docs/en/a.md:5"),
        (
            '```run src="a.py#x"\nalt: 32 个\n```',
            '```run src="a.py#x"\nalt: many\n```',
            "docs/zh/a.md:8: the number 32 is not in its twin at docs/en/a.md:5",
        ),
    ],
)
def test_a_fact_of_one_language_is_told_where_it_stands(told, zh, en, said):
    assert told(zh, en) == [said]


def test_a_section_with_a_reason_may_differ(told):
    assert told("40%", "none", "differ:\n  a.md#a: the law of one country\n") == []
