"""Cards: small pictures of a title, the same each time, in a font that is here."""

import io
from pathlib import Path

import pytest
from PIL import Image

from scripts.core.project import Locale
from scripts.rendering import social_card
from scripts.rendering.html import RenderContext
from scripts.sources.page import read_page, read_pages
from scripts.sources.strings import read_words

ZH = Locale("zh", "中文", "zh-CN", {"site_name": "Keras 实测手册"})


def page(title, name="a.md"):
    found, problems = read_page(
        f"---\ntitle: '{title}'\ndescription: D\n---\n", name=name, path=f"docs/zh/{name}", locale=ZH
    )
    assert problems == []
    return found


@pytest.fixture
def manner(project):
    return RenderContext("zh", read_words(project))


def drawn(png):
    return Image.open(io.BytesIO(png))


@pytest.mark.parametrize(
    "title", ["过拟合", "Graphviz and pydot: the errors, the causes and the cures", "长" * 60]
)
def test_a_card_is_of_the_size_that_is_asked_for_and_small(title, manner):
    png = social_card.draw_card(page(title), manner)
    assert drawn(png).size == (1200, 630)
    assert len(png) <= 30_000


def test_the_same_words_give_the_same_bytes_and_others_do_not(manner):
    one, again, other = (
        social_card.draw_card(page(title), manner) for title in ("过拟合", "过拟合", "欠拟合")
    )
    assert one == again
    assert one != other


def test_the_home_page_s_card_says_the_manual_s_name(manner):
    assert social_card.draw_card(page("首页", "index.md"), manner) == social_card.draw_card(
        page("别的", "index.md"), manner
    )


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("过拟合", ["过拟合"]),
        ("Graphviz 与 pydot：报错、原因与解决", ["Graphviz 与 pydot：", "报错、原因与解决"]),
        ("What the cheat sheet got wrong", ["What the cheat", "sheet got wrong"]),
    ],
)
def test_lines_are_about_as_long_as_each_other_and_begin_with_no_punctuation(title, lines):
    assert social_card._set(title)[1] == lines


@pytest.mark.parametrize("title", ["字" * 200, "x" * 90, "a b " * 100])
def test_no_title_is_too_long_for_an_end(title, manner):
    assert drawn(social_card.draw_card(page(title), manner)).size == (1200, 630)


def test_a_character_that_the_font_lacks_is_named_with_its_page():
    assert list(map(str, social_card.missing_characters([page("过拟合"), page("魑魅 a 魅 🙂", "b.md")]))) == [
        "docs/zh/b.md: the font of the cards lacks '魑', '魅', '🙂' of the title\n"
        "    Write the title without, or make the font anew: scripts/rendering/fonts/README.md."
    ]


def test_the_titles_of_the_manual_can_be_written(project):
    pages, _ = read_pages(project)
    assert pages
    assert social_card.missing_characters(pages) == []


def test_the_font_is_small_and_has_its_licence():
    folder = Path(social_card.__file__).parent / "fonts"
    assert sum(path.stat().st_size for path in folder.iterdir()) < 900_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text(encoding="utf-8")
