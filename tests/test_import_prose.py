"""A notebook's prose becomes a page's: headings have ids, nothing on it is a dead picture."""

import pytest
from nbformat.v4 import new_markdown_cell

from scripts.authoring.import_prose import Prose, description


def read(*sources):
    prose = Prose()
    texts, problems = [], []
    for source in sources:
        text, found = prose.read(new_markdown_cell(source), "n.ipynb, cell 1")
        texts.append(text)
        problems += found
    return prose, texts, problems


def test_the_first_heading_is_the_title_and_others_get_ids():
    prose, texts, _ = read("# My `first` page\n\nText", "## Build a model\n\n### Fit\n\n## Fit", "# Part two")
    assert prose.title == "My first page"
    assert texts == [
        "Text",
        "## Build a model {#build-a-model}\n\n### Fit {#fit}\n\n## Fit {#fit-2}",
        "## Part two {#part-two}",
    ]
    assert prose.heading == "part-two"


def test_a_heading_without_english_gets_a_number_and_is_named():
    prose, texts, _ = read("## 训练\n\n## 用 Dropout")
    assert texts == ["## 训练 {#section-1}\n\n## 用 Dropout {#dropout}"]
    assert prose.remarks == ["the heading '训练' has the id 'section-1': give it one that says what it is"]


def test_an_id_that_is_there_stays():
    assert read("## Fit {#training}")[1] == ["## Fit {#training}"]


def test_a_sign_of_number_in_a_block_is_no_heading_and_python_says_why_it_is_not_run():
    assert read("```python\n# a comment\n```\n\n```text\n# b\n```")[1] == [
        '```python not-run="from the notebook\'s prose"\n# a comment\n```\n\n```text\n# b\n```'
    ]


@pytest.mark.parametrize("head", ["Python", "ipython3", "{.python}", "python-repl", "py title='x'"])
def test_python_by_any_name_says_why_it_is_not_run(head):
    assert read(f"- a\n\n    ```{head}\n    x\n    ```")[1] == [
        '- a\n\n    ```python not-run="from the notebook\'s prose"\n    x\n    ```'
    ]


def test_headings_of_every_form_get_ids_and_comments_and_code_stay():
    prose, texts, _ = read(
        "Title\n=====\n\nFit\n---\n\n## Two ##\n\n<!--\n# no\n-->\n\n    # code\n\n- # Item"
    )
    assert prose.title == "Title"
    assert texts == ["## Fit {#fit}\n\n## Two {#two}\n\n<!--\n# no\n-->\n\n    # code\n\n- ## Item {#item}"]


def test_pictures_are_refused():
    problems = read("![a](attachment:a.png) \n<img src='b.png'>")[2]
    assert [problem.what for problem in problems] == [
        "shows a picture, attachment:a.png",
        "shows a picture, b.png",
    ]


def test_the_description_is_the_first_sentence_without_markdown():
    assert (
        description(["## H {#h}\n\n- list\n\nThe [first](x.md) *one*, v1.5. And", "more"])
        == "The first one, v1.5."
    )
    assert description(["第一句。第二句。"]) == "第一句。"
    assert description(["## H {#h}"]) == ""
