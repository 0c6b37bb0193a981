"""A page's sections: where they begin and end, and what of them counts."""

import pytest

from scripts.sources.page import read_pages
from scripts.sources.section import pair_sections, prose_lines, sections

PAGE = '# A {#a}\n\nx\n\n## B {#b}\n\ny\n\n```run src="a.py#x"\nalt: z\n```\n\n```text\n# no heading\n```\n'


@pytest.fixture
def page(manual):
    def make(text):
        return read_pages(manual(pages={"a.md": text}))[0][0]

    return make


def test_a_section_ends_where_the_next_heading_of_any_level_begins_and_the_first_has_the_title(page):
    first, second = sections(page(PAGE))
    assert (first.key, first.where, first.lines[:2]) == ("a.md#a", "docs/zh/a.md:5", ("---", "title: T"))
    assert (second.key, second.where, second.lines[0]) == ("a.md#b", "docs/zh/a.md:9", "## B {#b}")
    assert first.lines + second.lines == first.page.lines


def test_a_page_without_headings_is_one_section(page):
    assert [(part.key, part.where) for part in sections(page("x\n"))] == [("a.md", "docs/zh/a.md:1")]


@pytest.mark.parametrize("was", ["y", "a.py#x", "alt: z", "# no heading", "B"])
def test_every_word_of_a_section_counts(page, was):
    assert sections(page(PAGE))[1].digest != sections(page(PAGE.replace(was, f"{was}0")))[1].digest


def test_white_space_does_not_count(page):
    assert sections(page("# A {#a}\n\nx y\n"))[0].digest == sections(page("# A {#a}\n\n\nx\ny\n"))[0].digest


def test_a_section_has_its_twin_by_its_heading_s_id(manual):
    pages = read_pages(manual(pages={"zh/a.md": "# 甲 {#a}\n", "en/a.md": "# A {#a}\n## B {#b}\n"}))[0]
    assert {key: list(found) for key, found in pair_sections(pages).items()} == {
        "a.md#a": ["zh", "en"],
        "a.md#b": ["en"],
    }


def test_readers_read_prose_and_the_texts_of_figures_and_no_blocks_of_code(page):
    lines = [line for number, line in prose_lines(page(PAGE)) if number >= 4 and line]
    assert lines == ["# A {#a}", "x", "## B {#b}", "y", "alt: z"]
