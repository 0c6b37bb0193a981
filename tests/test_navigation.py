"""The navigation is changed line by line; comments and all other text stay."""

import pytest
import yaml
from manuals import ROOT

from scripts.builder.mkdocs_sites import translate_titles
from scripts.core.problem import Problems
from scripts.sources import navigation
from scripts.sources.strings import read_words

TEXT = """site_name: M  # kept
nav:
  - index.md
  # the chapters
  - Basics:
      - a.md  # first
      - "Second": b.md
  - Rest:
      - c.md
not_in_nav: |
  /notebooks/
extra: [d.md]
"""


def groups_of(text):
    """The navigation in a text of mkdocs.yml."""
    start = text.index("\nnav:")
    return yaml.safe_load(text[start : text.index("\nnot_in_nav", start)])["nav"]


def test_the_pages_are_read_in_order_out_of_their_sections():
    assert navigation.navigation_pages(TEXT) == ["index.md", "a.md", "b.md", "c.md"]


def test_a_new_entry_is_the_list_s_last_one_and_in_no_section():
    assert navigation.add_to_navigation(TEXT, "n.md") == TEXT.replace(
        "      - c.md\n", "      - c.md\n  - n.md\n"
    )


def test_a_new_entry_comes_after_the_page_that_is_named():
    assert navigation.add_to_navigation(TEXT, "n.md", "a.md") == TEXT.replace(
        "# first\n", "# first\n      - n.md\n"
    )


def test_a_new_entry_without_a_place_comes_above_the_comment_for_it():
    text = TEXT.replace("b.md\n", "b.md\n      # new pages come here\n")
    assert navigation.add_to_navigation(text, "n.md") == text.replace("b.md\n", "b.md\n      - n.md\n")
    assert navigation.add_to_navigation(text, "n.md", "c.md") == text.replace(
        "- c.md\n", "- c.md\n      - n.md\n"
    )


def test_the_manual_s_new_pages_come_to_the_end_of_a_group_of_chapters():
    text = (ROOT / navigation.NAVIGATION_FILE).read_text(encoding="utf-8")
    groups = groups_of(navigation.add_to_navigation(text, "n.md"))
    (group,) = (group for group in groups for pages in group.values() if "n.md" in pages)
    assert group["Train"][-1] == "n.md"


def test_every_group_of_the_manual_has_a_name_in_every_language(project):
    groups = groups_of((ROOT / navigation.NAVIGATION_FILE).read_text(encoding="utf-8"))
    words = read_words(project)
    assert [name for group in groups for name in group if name not in words.entries] == []


def test_groups_are_named_in_the_reader_s_language_and_pages_stay():
    groups = [{"A": ["index.md", {"T": "a.md"}]}, "b.md"]
    assert translate_titles(groups, str.lower) == [{"a": ["index.md", {"T": "a.md"}]}, "b.md"]
    assert translate_titles(None, str.lower) is None


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("n.md", "bb.md"), "mkdocs.yml: no page 'bb.md' in nav\n    Did you mean 'b.md'?\n1 problem"),
        (
            ("b.md",),
            "mkdocs.yml:7: b.md is in nav already\n    Take the line away, or choose another name.\n1 problem",
        ),
    ],
)
def test_what_can_t_be_added_is_said(args, said):
    with pytest.raises(Problems) as found:
        navigation.add_to_navigation(TEXT, *args)
    assert str(found.value) == said


def test_a_file_without_a_list_is_said():
    with pytest.raises(Problems) as found:
        navigation.add_to_navigation("site_name: M\n", "n.md")
    assert str(found.value).startswith("mkdocs.yml: has no nav with pages\n")


def test_a_renamed_page_keeps_its_place_its_title_and_its_comment():
    assert navigation.rename_in_navigation(TEXT, "b.md", "n.md") == TEXT.replace(
        '"Second": b.md', '"Second": n.md'
    )
    assert navigation.rename_in_navigation(TEXT, "a.md", "n.md") == TEXT.replace("- a.md  #", "- n.md  #")
    assert navigation.rename_in_navigation(TEXT, "d.md", "n.md") == TEXT


def test_a_page_goes_with_the_section_that_it_leaves_empty():
    assert navigation.remove_from_navigation(TEXT, "a.md") == TEXT.replace("      - a.md  # first\n", "")
    assert navigation.remove_from_navigation(TEXT, "c.md") == TEXT.replace("  - Rest:\n      - c.md\n", "")
    assert navigation.remove_from_navigation(TEXT, "d.md") == TEXT
