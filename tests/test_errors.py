"""Every message of the engine is in docs/errors.yml, with a test that makes the engine say it."""

import ast
import re
from pathlib import Path

import pytest
from manuals import ROOT
from templates import ANY, templates

from scripts import about
from scripts.build import build
from scripts.errors import read_errors
from scripts.problem import Problems
from scripts.render import Manner
from scripts.words import Words

ONE = """\
g:
  title: {zh: 组, en: Group}
  messages:
    "no `…` | in …": {test: "tests/test_a.py::test_b", zh: 加上 `x`。, en: "Add `x` & go."}
"""


def listed(project):
    return {it.text: it for group in read_errors(project) for it in group.messages}


def test_what_the_engine_says_is_listed_and_nothing_else(project):
    said = templates()
    missing = {text: sorted(modules) for text, modules in said.items() if text not in listed(project)}
    assert missing == {}, "add these to docs/errors.yml, with a test that makes each be said"
    assert [text for text in listed(project) if text not in said] == [], "no module of scripts/ says these"


def test_each_message_has_a_test_in_which_it_is_said(project):
    assert [it.text for it in listed(project).values() if not _says(it.test, it.text)] == []


def _says(test: str, message: str) -> bool:
    """Whether the test is there, and has the words of the message in their order."""
    path, _, name = test.partition("::")
    words = [part.strip(" :'") for part in message.split(ANY) if re.search("[a-z]{2}", part)]
    said = _strings(ROOT / path, name) if name else (ROOT / path / "expected.txt").read_text(encoding="utf-8")
    return bool(re.search(".*?".join(map(re.escape, words)), said, re.DOTALL))


def _strings(path: Path, name: str) -> str:
    """Every text in a test and its parameters."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    function = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name)
    parts = [*function.decorator_list, *function.body]
    return "\n".join(
        node.value
        for part in parts
        for node in ast.walk(part)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def test_a_manual_without_the_file_lists_nothing(manual):
    assert read_errors(manual()) == ()


@pytest.mark.parametrize(
    "text", ["- a\n", "g: 1\n", "g: {messages: {}}\n", "g: {title: {zh: 组}, messages: {}}\n"]
)
def test_a_list_of_another_form_is_said(manual, text):
    with pytest.raises(Problems) as found:
        read_errors(manual(files={"docs/errors.yml": text}))
    assert str(found.value).splitlines()[0] == (
        "docs/errors.yml: is not made of groups with a title and messages"
    )


@pytest.mark.parametrize("key", ["test", "zh", "en"])
def test_an_entry_has_a_test_and_a_sentence_in_each_language(manual, key):
    text = re.sub(rf"\b{key}: [^,}}]*([,}}])(?! en: Group)(?=.*$)", r"x: y\1", ONE.splitlines()[-1])
    with pytest.raises(Problems) as found:
        read_errors(manual(files={"docs/errors.yml": "\n".join([*ONE.splitlines()[:-1], text])}))
    assert str(found.value) == (
        f"docs/errors.yml: the message 'no `…` | in …' lacks {key}\n    Write {key}: …, as text.\n1 problem"
    )


def test_the_page_has_a_fold_for_each_group_and_an_entry_for_each_message(manual):
    project = manual(files={"docs/errors.yml": ONE})
    manner = Manner("zh", Words({}), errors=read_errors(project))
    assert about.build_table("errors", [], manner) == (
        '<details class="messages"><summary>组 (1)</summary><dl>'
        "<dt><code>no `…` | in …</code></dt><dd>加上 <code>x</code>。<br>"
        "<small><code>tests/<wbr>test_<wbr>a.py::<wbr>test_<wbr>b</code></small></dd></dl></details>"
    )


def test_a_page_may_show_the_table_and_takes_it_along(manual):
    project = manual(
        pages={"a.md": '# A {#a}\n\n```build show="errors"\n```\n'}, files={"docs/errors.yml": ONE}
    )
    build(project)
    taken = (project.build / "take" / "en" / "downloads" / "a.md").read_text(encoding="utf-8")
    assert taken.splitlines()[2:6] == [
        "| Message | Why, and how to fix it | Test |",
        "|---|---|---|",
        "| **Group** |  |  |",
        r"| `` no `…` \| in … `` | Add `x` & go. | `tests/test_a.py::test_b` |",
    ]
