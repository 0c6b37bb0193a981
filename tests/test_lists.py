"""A list stands where a page has its fence, with all that a page shows kept up to date."""

import pytest

from scripts.build import build
from scripts.rendering.html import RenderContext
from scripts.rendering.lists import expand_lists, lists_on
from scripts.rendering.shown_cells import CellIndex
from scripts.sources.page import read_pages
from scripts.sources.strings import read_words

PAGE = 'Before.\n\n```build show="errors"\n```\n\nAfter.\n'
PROGRAM = '# %% a tags=["raises-exception"] shows="no"\nraise ValueError("no way")\n'
SHOWN = '# A {#a}\n\n```run src="a.py#a"\n```\n'


@pytest.fixture
def project(manual):
    return manual({"a.py": PROGRAM}, {"a.md": SHOWN, "errors.md": f"# E {{#e}}\n\n{PAGE}"})


def test_the_lines_around_a_list_stay(project):
    built = build(project)
    pages = [page for page in built.pages if page.locale.code == "en"]
    book = CellIndex(pages, built.snippets, built.runs, RenderContext("en", read_words(project)), project)
    lines = expand_lists(["Before.", '```build show="errors"', "```", "After."], book)
    assert (lines[0], lines[-1]) == ("Before.", "After.")
    assert "### ValueError: no way {#valueerror-no-way .entry lang=en}" in lines


def test_a_page_names_its_lists_and_a_table_is_none(manual):
    text = (
        '```build show="api"\n```\n\n```build show="runs"\n```\n\n~~~text\n```build show="errors"\n```\n~~~\n'
    )
    pages, problems = read_pages(manual(pages={"b.md": text}))
    assert (lists_on(pages[0]), problems) == ({"api"}, [])


def test_a_page_that_lists_is_taken_along_with_its_list(project):
    build(project)
    text = (project.build / "take/en/downloads/errors.md").read_text(encoding="utf-8")
    assert "### ValueError: no way\n" in text
    assert "entry" not in text
    assert "[T](a.md)" in text
