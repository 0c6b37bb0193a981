"""The search index: plain text of each section, the names by which readers ask for it, and how much its page counts."""

import json

import pytest

from scripts.core.problem import Problems
from scripts.publishing.search_index import index, write_indexes
from scripts.sources.terms import NO_TERMS, read_terms

TERMS = """terms:
  dropout:
    see: a.md#dropout
    zh: {name: 随机失活, also: [Dropout], avoid: [丢弃法], text: 丢掉一部分。}
    en: {name: Dropout, also: [dropping out], text: Drops some.}
layers:
  GaussianDropout: a.md#dropout
"""
DOCS = [
    {"location": "", "title": "Home", "text": ""},
    {"location": "a/", "title": "A", "text": "<p>One.</p>"},
    {"location": "a/#dropout", "title": "Drop<code>out</code>", "text": "<p>Two.</p>"},
]


def doc(html, title="t"):
    (made,) = index([{"location": "x/", "title": title, "text": html}], NO_TERMS, {}, "en")["docs"]
    return made


def test_prose_code_and_the_rest_are_kept_apart_since_only_the_first_two_are_shown():
    html = (
        "<p>Call <code>fit</code>:</p><pre>a = 1\n\n  b</pre><ul><li>or</li><li>not</li></ul>loss 0.1 epoch"
    )
    assert doc(html) == {
        "at": "x/",
        "title": "t",
        "text": "Call fit: or not",
        "code": "a = 1\nb",
        "rest": "loss 0.1 epoch",
    }


def test_the_marks_that_part_chinese_words_are_gone_so_that_no_line_begins_with_a_full_stop():
    made = doc("<p>\u200b丢掉\u200b一部分\u200b。</p>", title="\u200b随机\u200b失活")
    assert (made["title"], made["text"]) == ("随机失活", "丢掉一部分。")


def test_a_section_has_the_names_of_what_it_explains_those_that_pages_avoid_too(manual):
    terms = read_terms(manual(files={"docs/terms.yml": TERMS}))
    asked = {"names": {"a.md#dropout": {"zh": ["暂退法"], "en": ["drop out"]}}}
    *_, zh = index(DOCS, terms, asked, "zh")["docs"]
    *_, en = index(DOCS, terms, asked, "en")["docs"]
    assert zh["names"] == [
        "随机失活",
        "Dropout",
        "丢弃法",
        "dropping out",
        "GaussianDropout",
        "暂退法",
        "drop out",
    ]
    assert en["names"] == ["Dropout", "dropping out", "GaussianDropout", "drop out"]


def test_the_heading_of_a_page_is_the_page_and_a_page_may_count_less():
    asked = {"names": {"a.md": {"en": ["first"]}, "index.md": {"en": ["start"]}}, "weights": {"a.md": 0.5}}
    home, page, section = index(DOCS, NO_TERMS, asked, "en")["docs"]
    assert (home["names"], page["names"]) == (["start"], ["first"])
    assert [each.get("weight") for each in (home, page, section)] == [None, 0.5, 0.5]


def test_words_that_mean_the_same_are_those_of_the_language():
    asked = {"same": {"en": [["val", "validation"]], "zh": [["加载", "读取"]]}}
    assert index(DOCS, NO_TERMS, asked, "zh")["same"] == [["加载", "读取"]]


def test_a_name_for_a_section_that_is_not_there_is_said():
    with pytest.raises(Problems) as found:
        index(DOCS, NO_TERMS, {"names": {"a.md#dropot": {"en": ["x"]}}}, "en")
    assert str(found.value) == (
        "docs/search.yml: there is no section 'a.md#dropot'\n    Did you mean 'a.md#dropout'?\n1 problem"
    )


def test_the_index_becomes_a_script_that_a_page_from_the_file_system_can_load(manual, tmp_path):
    written = json.dumps({"config": {}, "docs": [DOCS[1]]})
    project = manual(files={"site/en/search/search_index.json": written})
    for _ in range(2):  # a server finishes again and again
        write_indexes(project, tmp_path / "site")
    (path,) = (tmp_path / "site/en/search").iterdir()
    assert path.name == "index.js"
    made = json.loads(path.read_text(encoding="utf-8").removeprefix("manualIndex="))
    assert made == {"docs": [{"at": "a/", "title": "A", "text": "One."}], "same": []}


def test_the_page_of_a_folder_has_its_weight_and_the_names_of_its_sections():
    docs = [{"location": place, "title": "T", "text": ""} for place in ("sub/", "sub/#s")]
    asked = {"names": {"sub/index.md#s": {"en": ["word"]}}, "weights": {"sub/index.md": 2}}
    page, section = index(docs, NO_TERMS, asked, "en")["docs"]
    assert (page["weight"], section["weight"], section["names"]) == (2, 2, ["word"])
