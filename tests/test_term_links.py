"""Terms in prose are marked: the first of each section, and nothing but prose."""

import markdown
import pytest
from bs4 import BeautifulSoup

from scripts.rendering.term_links import term_link_options
from scripts.sources.terms import Said, Term, Terms

EXTENSIONS = ["attr_list", "tables", "toc", "admonition", "md_in_html", "scripts.rendering.term_links"]


def term(id, zh, en, *, see="", not_in=(), is_marked=True):
    said = {
        code: Said(names[0], f"{id} `x<1` &.", tuple(names[1:])) for code, names in (("zh", zh), ("en", en))
    }
    return Term(id, "", said, see or f"b.md#{id}", tuple(not_in), is_marked)


TERMS = Terms(
    (
        term("encoder", ["编码器"], ["Encoder"]),
        term("autoencoder", ["自编码器"], ["Autoencoder"], see="a.md#auto"),
        term("dropout", ["随机失活", "Dropout"], ["Dropout"]),
        term("loss", ["损失", "损失函数"], ["Loss", "loss function"]),
        term("dot", ["DOT"], ["DOT"]),
        term("weight", ["权重"], ["Weight"], not_in=["a.md#other", "c.md"]),
        term("one-hot", ["独热"], ["One-hot vector"]),
        term("layer", ["层"], ["Layer"], is_marked=False),
    ),
    {"zh": ["权重表"]},
)


@pytest.fixture
def shown():
    """The HTML of a page: `shown("text", locale="en", page="a.md")`."""

    def make(text, locale="en", page="a.md"):
        options = term_link_options(TERMS, locale, "glossary.md", "More on {}")
        md = markdown.Markdown(
            extensions=EXTENSIONS, extension_configs={"scripts.rendering.term_links": options}
        )
        return BeautifulSoup(md.convert(f"{text}\n\n[this page]: {page}\n"), "html.parser")

    return make


@pytest.fixture
def marked(shown):
    """The words that are marked, in order."""
    return lambda *args, **more: [link.text for link in shown(*args, **more).select("a.term")]


def test_a_mark_is_a_link_to_the_glossary_with_its_definition_at_the_page_s_end(shown):
    assert str(shown("With Dropout on.")) == (
        '<p>With <a aria-describedby="term-dropout" class="term" href="glossary.md#dropout">Dropout</a> on.</p>\n'
        '<section class="terms" data-search-exclude=""><div popover="">'
        '<p id="term-dropout"><b>Dropout</b> dropout <code>x&lt;1</code> &amp;.</p>'
        '<a href="b.md#dropout">More on Dropout</a></div></section>'
    )


def test_links_of_a_page_in_a_folder_lead_out_of_it(shown):
    page = shown("Dropout", page="f/g/a.md")
    assert [link["href"] for link in page.select("a")] == ["../../glossary.md#dropout", "../../b.md#dropout"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dropout and dropout", ["Dropout"]),
        ("# H {#h}\n\ndropout\n\n## I {#i}\n\ndropout, dropout", ["dropout", "dropout"]),
        ("Losses of one-hot vectors", ["Losses", "one-hot vectors"]),
        ("a loss\nfunction", ["loss\nfunction"]),
        ("Encoded, lossy, encoder_x, xloss", []),
        ("the DOT of a dot", ["DOT"]),
        ("a dot", []),
        ("an autoencoder, an encoder", ["autoencoder", "encoder"]),
        ("a layer", []),
        ("*dropout* and **loss**", ["dropout", "loss"]),
        ("- dropout\n- loss", ["dropout", "loss"]),
        ("| dropout |\n|---|\n| loss |", ["loss"]),
        ("# The dropout {#h}", []),
        ("`dropout` [the dropout](x.md) ![dropout](x.png)", []),
        ("    dropout", []),
        ("dropout `x` dropout", ["dropout"]),
        ("`x` dropout &lt; loss \\* encoder", ["dropout", "loss", "encoder"]),
        ('!!! note "dropout"\n    loss', ["loss"]),
        ("<div markdown>\n\ndropout\n\n</div>", ["dropout"]),
        ("dropout · x\n{ .run-card }", []),
    ],
)
def test_the_first_in_each_section_of_prose_is_marked_and_nothing_else(marked, text, words):
    assert marked(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("用了自编码器里的编码器。", ["自编码器", "编码器"]),
        ("加上Dropout，再看损失函数与损失。", ["Dropout", "损失函数"]),
        ("权重表里没有，权重里有。", ["权重"]),
        ("随机\n失活", []),
        ("一层", []),
    ],
)
def test_in_chinese_a_term_is_found_inside_a_clause_the_longest_first(marked, text, words):
    assert marked(text, locale="zh") == words


@pytest.mark.parametrize(
    ("text", "page", "words"),
    [
        ("## A {#auto}\n\nautoencoder\n\n### B {#b}\n\nautoencoder\n\n## C {#c}\n\nautoencoder", "a.md", 1),
        ("## A {#auto}\n\nautoencoder", "d.md", 1),
        ("## A {#other}\n\nweight", "a.md", 0),
        ("weight", "c.md", 0),
        ("weight", "a.md", 1),
    ],
)
def test_a_term_is_not_marked_where_it_is_explained_or_means_something_else(marked, text, page, words):
    assert len(marked(text, page=page)) == words


def test_a_text_that_is_no_page_stays_as_it_is():
    options = term_link_options(TERMS, "en", "glossary.md", "More on {}")
    md = markdown.Markdown(extensions=EXTENSIONS, extension_configs={"scripts.rendering.term_links": options})
    assert md.convert("Dropout") == "<p>Dropout</p>"
    md.convert("Dropout\n\n[this page]: a.md")
    assert md.reset().convert("Dropout") == "<p>Dropout</p>"


def test_a_manual_without_terms_marks_nothing():
    options = term_link_options(Terms(), "en", "", "More on {}")
    md = markdown.Markdown(extensions=EXTENSIONS, extension_configs={"scripts.rendering.term_links": options})
    assert md.convert("Dropout\n\n[this page]: a.md") == "<p>Dropout</p>"


def test_a_definition_stands_once_a_page(shown):
    page = shown("# H {#h}\n\ndropout loss\n\n## I {#i}\n\ndropout")
    assert [text["id"] for text in page.select(".terms p")] == ["term-dropout", "term-loss"]
