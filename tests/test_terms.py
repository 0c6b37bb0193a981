"""The terms come from docs/terms.yml: what it says, and what is said when it can't be read."""

import pytest

from scripts.checks import references
from scripts.core.problem import Problems
from scripts.sources.page import read_pages
from scripts.sources.terms import NO_TERMS, read_terms

DROPOUT = """terms:
  dropout:
    see: a.md#cures
    zh: {name: 随机失活, also: [Dropout, 丢弃], text: 丢掉一部分。}
    en: {name: Dropout, text: Drops some.}
"""
EARLY = """  early:
    see: a.md
    zh: {name: 早停, text: 早早停下。}
    en: {name: Early stopping, also: [stopping early], text: Stops early.}
"""
PAGES = {"a.md": "# A {#a}\n\n## B {#cures}\n", "glossary.md": '# G {#g}\n\n```build show="glossary"\n```\n'}


@pytest.fixture
def said(manual):
    """What is said of a list."""

    def make(text):
        project = manual(files={"docs/terms.yml": text})
        with pytest.raises(Problems) as found:
            read_terms(project)
        return str(found.value)

    return make


def test_a_manual_may_have_no_terms(manual):
    assert read_terms(manual()) is NO_TERMS


def test_a_term_has_names_and_a_definition_in_each_language(manual):
    terms = read_terms(manual(files={"docs/terms.yml": DROPOUT})).terms
    assert [(term.id, term.where, term.see) for term in terms] == [
        ("dropout", "docs/terms.yml:2", "a.md#cures")
    ]
    assert terms[0].said["zh"].names == ("随机失活", "Dropout", "丢弃")
    assert terms[0].said["en"].text == "Drops some."


@pytest.mark.parametrize("id", ["on", "yes", "null"])
def test_a_term_may_be_called_what_yaml_takes_for_no_text(manual, id):
    terms = read_terms(manual(files={"docs/terms.yml": DROPOUT.replace("dropout:", f"{id}:")})).terms
    assert [(term.id, term.where) for term in terms] == [(id, "docs/terms.yml:2")]


def test_a_word_to_avoid_names_no_term(said):
    text = DROPOUT.replace("text: 丢掉", "avoid: [早停], text: 丢掉") + EARLY
    assert said(text) == (
        "docs/terms.yml:2: the term 'dropout' avoids '早停', which names the term 'early'\n"
        "    Take it out of one of them.\n1 problem"
    )


def test_words_to_avoid_are_a_list(said):
    assert said(DROPOUT.replace("text: 丢掉", "avoid: 丢弃, text: 丢掉")) == (
        "docs/terms.yml:2: avoid in zh of the term 'dropout' is no list of words\n"
        "    Write avoid: [word, word].\n1 problem"
    )


def test_a_chinese_title_has_the_english_name_and_an_english_one_stands_alone(manual):
    term = read_terms(manual(files={"docs/terms.yml": DROPOUT})).terms[0]
    assert (term.title("zh"), term.title("en")) == ("随机失活（Dropout）", "Dropout")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "    en: {name: Dropout, text: Drops some.}\n",
            "",
            "2: the term 'dropout' has no en\n    Write en: {name: …, text: …}.",
        ),
        (
            "text: Drops some.",
            "test: Drops some.",
            "2: the term 'dropout' has no text in en\n    Write text: …, as text.\n"
            "docs/terms.yml:2: unknown key 'test' in en of the term 'dropout'\n    Did you mean 'text'?",
        ),
        (
            "    see:",
            "    sea:",
            "2: the term 'dropout' leads nowhere\n    Write see: page.md#heading, where it is explained.\n"
            "docs/terms.yml:2: unknown key 'sea' in the term 'dropout'\n    Did you mean 'see'?",
        ),
        (
            "name: Dropout,",
            "name: 0.5,",
            "2: the term 'dropout' has no name in en\n    Write name: …, as text.",
        ),
        (
            "[Dropout, 丢弃]",
            "丢弃",
            "2: also in zh of the term 'dropout' is no list of words\n    Write also: [word, word].",
        ),
        (
            "    zh: {name: 随机失活, also: [Dropout, 丢弃], text: 丢掉一部分。}",
            "    zh: 随机失活",
            "2: can't read zh of the term 'dropout'\n    Write zh: {name: …, text: …}.",
        ),
        (
            "    see:",
            "    not_in: a.md\n    see:",
            "2: not_in of the term 'dropout' is no list of pages\n    Write not_in: [page.md#heading].",
        ),
        (
            "    see:",
            "    marked: never\n    see:",
            "2: marked of the term 'dropout' is no yes or no\n    Write marked: false.",
        ),
        (
            "  dropout:",
            "  1.0:",
            "2: '1.0' can't be an id\n    Use small letters, digits and hyphens.",
        ),
        (
            "  dropout:",
            "  Drop out:",
            "2: 'Drop out' can't be an id\n    Use small letters, digits and hyphens.",
        ),
    ],
)
def test_what_is_wrong_with_a_term_is_said_with_its_line(said, old, new, message):
    assert old in DROPOUT
    count = message.count("docs/terms.yml") + 1
    total = "1 problem" if count == 1 else f"{count} problems"
    assert said(DROPOUT.replace(old, new)) == f"docs/terms.yml:{message}\n{total}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "terms: [\n",
            "docs/terms.yml:2: is not YAML: expected the node content, but found '<stream end>'\n"
            "    Fix that line. A text with `: ` or ` #` in it, or a sign at its beginning, stands in quotes.\n1 problem",
        ),
        (
            "- a\n",
            "docs/terms.yml: has no terms that can be read\n"
            "    Write `id: {see: page.md#heading, zh: {name: …, text: …}, en: {name: …, text: …}}`.\n1 problem",
        ),
        (
            "terms:\n  a: b\n",
            "docs/terms.yml:2: can't read the term 'a'\n"
            "    Write `id: {see: page.md#heading, zh: {name: …, text: …}, en: {name: …, text: …}}`.\n1 problem",
        ),
        (
            "word: {}\n",
            "docs/terms.yml: unknown key 'word' in docs/terms.yml\n    Did you mean 'words'?\n1 problem",
        ),
        (
            "words: [报错]\n",
            "docs/terms.yml: words are no lists by language\n    Write `words: {zh: [词, 词]}`.\n1 problem",
        ),
        (
            DROPOUT + DROPOUT.removeprefix("terms:\n"),
            "docs/terms.yml:6: the key 'dropout' is there twice, first at docs/terms.yml:2\n    Make them one.\n1 problem",
        ),
        (
            DROPOUT + EARLY.replace("[stopping early]", "[dropout]"),
            "docs/terms.yml:6: 'dropout' names the term 'early', and 'dropout' before it\n"
            "    Give each term names of its own.\n1 problem",
        ),
    ],
)
def test_a_list_that_cannot_be_read_is_said(said, text, message):
    assert said(text) == message


@pytest.mark.parametrize(
    ("see", "message"),
    [
        ("a.md#cures", ""),
        ("a.md", ""),
        (
            "b.md#cures",
            "see leads to 'b.md#cures', and there is no such page in every language\n    Did you mean 'a.md'?",
        ),
        (
            "a.md#cure",
            "see leads to 'a.md#cure', and a.md has no such heading in every language\n    Did you mean 'cures'?",
        ),
        (
            "a.md\n    not_in: [a.md#x]",
            "not_in leads to 'a.md#x', and a.md has no such heading in every language\n    There is: a, cures.",
        ),
    ],
)
def test_a_term_leads_to_a_heading_that_every_language_has(manual, see, message):
    project = manual(pages=PAGES, files={"docs/terms.yml": DROPOUT.replace("a.md#cures", see)})
    found = references.check_terms(read_terms(project), read_pages(project)[0], project)
    assert list(map(str, found)) == ([f"docs/terms.yml:2: {message}"] if message else [])


def test_a_layer_leads_to_a_heading_that_every_language_has(manual):
    text = DROPOUT + "layers:\n  Dropout: a.md#cures\n  Dense: a.md#cure\n"
    project = manual(pages=PAGES, files={"docs/terms.yml": text})
    terms = read_terms(project)
    assert [(layer.name, layer.see) for layer in terms.layers] == [
        ("Dropout", "a.md#cures"),
        ("Dense", "a.md#cure"),
    ]
    assert list(map(str, references.check_terms(terms, read_pages(project)[0], project))) == [
        "docs/terms.yml:8: the layer Dense leads to 'a.md#cure', and a.md has no such heading in every language\n"
        "    Did you mean 'cures'?"
    ]


@pytest.mark.parametrize(
    ("layers", "message"),
    [
        (
            "Dense: a.md\n  Dense: b.md",
            "8: the key 'Dense' is there twice, first at docs/terms.yml:7\n    Make them one.",
        ),
        ("Dense: [a.md]", " layers are no names with places\n    Write `layers: {Dense: page.md#heading}`."),
    ],
)
def test_layers_that_cannot_be_read_are_said(said, layers, message):
    assert said(f"{DROPOUT}layers:\n  {layers}\n").startswith(f"docs/terms.yml:{message}")


def test_terms_need_one_glossary_in_each_language(manual):
    pages = {"a.md": PAGES["a.md"], "en/glossary.md": PAGES["glossary.md"]}
    project = manual(pages=pages, files={"docs/terms.yml": DROPOUT})
    found = references.check_terms(read_terms(project), read_pages(project)[0], project)
    assert list(map(str, found)) == [
        'docs/terms.yml: not one page a language lists the terms\n    Write ```build show="glossary"``` on one.'
    ]


def test_the_manual_s_own_list_is_in_the_order_of_ids_and_of_english_names(project):
    terms = read_terms(project).terms
    assert [term.id for term in terms] == sorted(term.id for term in terms)
    names = [term.said["en"].name.casefold() for term in terms]
    assert names == sorted(names)
