"""The glossary is Markdown that staging writes."""

import pytest
from test_terms import DROPOUT, EARLY, PAGES

from scripts.build import build

WORDS = "also: {zh: 也叫}\nexplained in: {zh: 讲解见}\n', ': {zh: 、}\n"


@pytest.fixture
def project(manual):
    files = {"docs/terms.yml": DROPOUT + EARLY, "docs/strings.yml": WORDS}
    pages = {**PAGES, "f/b.md": "# F {#f}\n"}
    project = manual(pages=pages, files=files)
    build(project)
    return project


def staged(project, name, locale):
    return (project.build / locale / name).read_text(encoding="utf-8")


def test_each_term_is_a_section_of_markdown_in_the_order_of_the_ids(project):
    assert staged(project, "glossary.md", "en").partition("# G {#g}\n\n")[2] == (
        "## Dropout {#dropout}\n\nDrops some.\n\n"
        '中文 <span lang="zh-CN">随机失活, 丢弃</span> · explained in [T / B](a.md#cures)\n{ .term-card }\n\n'
        "## Early stopping {#early}\n\nStops early.\n\n"
        'also stopping early · 中文 <span lang="zh-CN">早停</span> · explained in [T](a.md)\n{ .term-card }\n\n'
    )


def test_a_chinese_entry_has_the_english_name_in_its_heading(project):
    text = staged(project, "glossary.md", "zh")
    assert (
        "## 随机失活（Dropout） {#dropout}\n\n丢掉一部分。\n\n也叫 丢弃 · 讲解见 [T / B](a.md#cures)\n"
        in text
    )
    assert 'English <span lang="en">stopping early</span> · ' in text


def test_every_other_page_says_its_name_so_that_its_terms_are_marked(project):
    assert staged(project, "a.md", "zh").endswith("\n\n[this page]: a.md\n")
    assert staged(project, "f/b.md", "en").endswith("\n\n[this page]: f/b.md\n")
    assert "this page" not in staged(project, "glossary.md", "zh")


def test_a_glossary_in_a_block_of_text_is_text(manual):
    example = '````text\n```build show="glossary"\n```\n````\n'
    project = manual(
        pages={**PAGES, "glossary.md": example + PAGES["glossary.md"]}, files={"docs/terms.yml": DROPOUT}
    )
    build(project)
    text = staged(project, "glossary.md", "en")
    assert example in text
    assert text.count("{#dropout}") == 1
