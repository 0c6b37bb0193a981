"""How Chinese is set, and words that are avoided."""

import pytest
from test_terms import PAGES

from scripts.checks.typography import check_typography, faults
from scripts.sources.page import read_pages
from scripts.sources.terms import read_terms

TERMS = """terms:
  epoch:
    see: a.md
    not_in: [b.md, d.md#h]
    zh: {name: 轮次, avoid: [世代], text: 过一遍。}
    en: {name: Epoch, avoid: [era], text: One pass.}
"""


@pytest.fixture
def told(manual):
    def make(pages, terms=TERMS):
        project = manual(pages={**PAGES, **pages}, files={"docs/terms.yml": terms})
        return [
            f"{it.where}: {it.what}" for it in check_typography(read_pages(project)[0], read_terms(project))
        ]

    return make


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("用Keras训练", "Write: 用 Keras 训练"),
        ("第3轮", "Write: 第 3 轮"),
        ("先训练,再评估", "Write: 先训练，再评估"),
        ("训练 ，评估", "Write: 训练，评估"),
        ("用 ＡＢＣ", "Write: 用 ABC"),
    ],
)
def test_the_library_s_fix_is_said(text, fix):
    assert fix in [fix for _, fix in faults(text)]


@pytest.mark.parametrize("text", ["用`fit`训练", "`fit`训练", "第`{run} a.py#x:.1%` 轮"])
def test_code_stands_apart_from_chinese(text):
    assert [(what.partition("`")[0], fix) for what, fix in faults(text)] == [
        ("no space between Chinese and ", "Put one there.")
    ]


@pytest.mark.parametrize("text", ["训练(又叫拟合)完", '他说"好"', "为什么?"])
def test_marks_beside_chinese_are_of_full_width(text):
    told = {what.partition(": ")[0]: fix for what, fix in faults(text)}
    assert told["a mark of half width beside Chinese"] == "Write ，；：！？（）or “”."


@pytest.mark.parametrize(
    "text",
    [
        "用 `f(x, y)` 训练（见 [上文](a.md)），很快。",
        '!!! note "提示"',
        "`随便,什么(都行)`",
        "## 训练：fit {#fit}",
        '<a href="x" title="题">下载</a>',
        "Keras (3.15): a plain sentence, in English.",
        "alt: 三层",
        '===+ "中文"',
    ],
)
def test_what_is_set_well_is_left_alone(text):
    assert list(faults(text)) == []


def test_chinese_pages_are_looked_at_front_matter_and_texts_of_figures_too(told):
    page = '---\ntitle: 用Keras\ndescription: 好\n---\n# 甲 {#h}\n\n```run src="a.py#x"\nalt: 三层net\n```\n\n```text\n用Keras\n```\n'
    assert told({"zh/c.md": page, "en/c.md": page}) == [
        "docs/zh/c.md:2: Chinese is not set so: 用Keras",
        "docs/zh/c.md:8: Chinese is not set so: alt: 三层net",
    ]


def test_a_definition_is_looked_at_too(told):
    assert told({}, TERMS.replace("过一遍", "用fit过一遍")) == [
        "docs/terms.yml:2: Chinese is not set so: 用fit过一遍。"
    ]


def test_a_word_to_avoid_is_told_outside_code_and_of_the_places_where_it_means_something_else(told):
    text = "# 甲 {#h}\n\n第三世代\n\n`世代`\n"
    pages = {
        "zh/c.md": text,
        "zh/b.md": text,
        "zh/d.md": text,
        "en/c.md": "# C {#h}\n\nEras, an era, `era`\n",
    }
    assert told(pages) == [
        "docs/zh/c.md:7: '世代' is a word that docs/terms.yml avoids",
        "docs/en/c.md:7: 'era' is a word that docs/terms.yml avoids",
    ]


def test_what_to_write_instead_is_said(manual):
    project = manual(pages={**PAGES, "zh/c.md": "# 甲 {#h}\n\n世代\n"}, files={"docs/terms.yml": TERMS})
    assert [it.fix for it in check_typography(read_pages(project)[0], read_terms(project))] == [
        "Write 轮次; if it means something else here, add c.md#h to not_in of 'epoch' in docs/terms.yml."
    ]
