"""The glossary is Markdown that staging writes."""

import string

import pytest
from manuals import ROOT
from test_terms import DROPOUT, EARLY, PAGES

from scripts.build import build
from scripts.core.project import read_project
from scripts.rendering.glossary import glossary_entries
from scripts.rendering.html import RenderContext
from scripts.rendering.shown_cells import CellIndex
from scripts.sources.page import read_pages
from scripts.sources.strings import read_words
from scripts.sources.terms import read_terms

WORDS = """also: {zh: 也叫}
explained in: {zh: 讲解见}
comma between names: {zh: 、, en: ", "}
its name in en: {zh: "英文另作 "}
its name in zh: {en: "in Chinese: "}
"""


@pytest.fixture
def project(manual):
    files = {"docs/terms.yml": DROPOUT + EARLY, "docs/strings.yml": WORDS}
    pages = {**PAGES, "f/b.md": "# F {#f}\n"}
    project = manual(pages=pages, files=files)
    build(project)
    return project


def staged(project, name, locale):
    return (project.build / locale / name).read_text(encoding="utf-8")


def test_each_term_is_a_section_of_markdown_below_its_letter(project):
    assert staged(project, "glossary.md", "en").partition("# G {#g}\n\n")[2] == (
        "[D](#letter-d) [E](#letter-e)\n{ .letters data-search-exclude }\n\n"
        "## D {#letter-d .letter data-search-exclude}\n\n"
        "### Dropout {#dropout .entry}\n\nDrops some.\n\n"
        'in Chinese: <span lang="zh-CN">随机失活, 丢弃</span> · explained in [T / B](a.md#cures)\n{ .entry-facts }\n\n'
        "## E {#letter-e .letter data-search-exclude}\n\n"
        "### Early stopping {#early .entry}\n\nStops early.\n\n"
        'also stopping early · in Chinese: <span lang="zh-CN">早停</span> · explained in [T](a.md)\n'
        "{ .entry-facts }\n\n"
    )


def test_a_chinese_entry_has_the_english_name_in_its_heading_and_its_pinyin_s_letter(project):
    text = staged(project, "glossary.md", "zh")
    assert "[S](#letter-s) [Z](#letter-z)\n" in text
    assert (
        "### 随机失活（Dropout） {#dropout .entry}\n\n丢掉一部分。\n\n也叫 丢弃 · 讲解见 [T / B](a.md#cures)\n"
        in text
    )
    assert '英文另作 <span lang="en">stopping early</span> · ' in text


def test_chinese_names_are_parted_by_the_chinese_comma(manual):
    terms = DROPOUT.replace("[Dropout, 丢弃]", "[丢弃, 暂退]")
    project = manual(pages=PAGES, files={"docs/terms.yml": terms, "docs/strings.yml": WORDS})
    build(project)
    assert "也叫 丢弃、暂退 · " in staged(project, "glossary.md", "zh")


def test_no_letter_is_missing_and_none_comes_twice():
    """Of the real manual's terms."""
    root = read_project(ROOT)
    for locale in ("zh", "en"):
        pages = [page for page in read_pages(root)[0] if page.locale.code == locale]
        manner = RenderContext(locale, read_words(root), None, read_terms(root))
        lines = glossary_entries(CellIndex(pages, {}, {}, manner, root))
        letters = [line[3] for line in lines if line.startswith("## ")]
        assert letters == sorted(set(letters))
        assert all(letter in string.ascii_uppercase for letter in letters)


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
    assert text.count("{#dropout .entry}") == 1
