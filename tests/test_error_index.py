"""The error index lists every message that a page shows, each at an address that stays."""

import pytest

from scripts.build import build
from scripts.core.run import Output
from scripts.rendering.error_index import Message, group, messages

PROGRAM = """# %% a
1
# %% fails tags=["raises-exception"] shows="model"
raise ValueError("You must call `compile()` before using the model.\\nSecond line.")
# %% again tags=["raises-exception"] shows="model"
raise ValueError("You must call `compile()` before using the model.")
# %% hidden tags=["raises-exception", "hide-output"] shows="no"
raise KeyError("no")
"""
INDEX = '# I {#i}\n\n```build show="errors"\n```\n'
WORDS = 'its fix: {zh: 改法：, en: "Fix: "}\n"messages: training": {zh: 训练, en: Training}\n'


def said(output):
    return [(message.name, message.text) for message in messages(output)]


def test_every_message_is_listed_once_with_all_its_sections(manual):
    fences = [f'```run src="a.py#{cell}"\n```\n' for cell in ("a", "fails", "again", "hidden")]
    page = f"# A {{#a}}\n\n{fences[0]}{fences[1]}\n## B {{#b}}\n\n{fences[2]}{fences[3]}"
    project = manual({"a.py": PROGRAM}, {"a.md": page, "errors.md": INDEX}, files={"docs/strings.yml": WORDS})
    build(project)
    text = (project.build / "zh/errors.md").read_text(encoding="utf-8")
    title = "ValueError: You must call `compile()` before using the model."
    assert text.partition("# I {#i}\n\n")[2] == (
        "## 训练 {#training}\n\n### ValueError: You must call \\`compile()\\` before using the model. "
        "{#valueerror-you-must-call-compile-before-using-model .entry lang=en}\n\n"
        f"```text\n{title}\nSecond line.\n```\n\n改法：[T](a.md) · [B](a.md#b)\n{{ .entry-facts }}\n\n"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Input 0 of layer 'dense_3' has shape (None, 7)", "Input 1 of layer 'dense' has shape (2, 5)"),
        ("No file /tmp/a/b.h5 found.", "No file C:\\x\\y.h5 found."),
        ("Exception encountered when calling Sequential.call().\n\nRank 3 fails", "Rank 4 fails"),
        ("Unknown argument: {'lr': 0.01}", "Unknown argument: {'decay': 1}"),
        ("One two three four five six seven eight nine", "One two three four five six seven eight ten"),
    ],
)
def test_what_changes_from_run_to_run_does_not_change_the_address(one, other):
    texts = [text.replace("'dense'", "'dense_1'") for text in (one, other)]
    assert len({Message("ValueError", text).id for text in texts}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("'Sequential' object has no attribute 'to_yaml'", "'Sequential' object has no attribute 'lr'"),
        ("'acc'", "'accuracy'"),
        ("name 'Sequential' is not defined", "name 'Dense' is not defined"),
    ],
)
def test_other_words_are_another_address(one, other):
    assert Message("KeyError", one).id != Message("KeyError", other).id
    assert Message("KeyError", one).id != Message("NameError", one).id


def test_the_address_is_small_letters_digits_and_hyphens():
    message = Message("tf.errors.InvalidArgumentError", "`a_bc()`: «de» / d?  Ef\nFg")
    assert message.id == "tf-errors-invalidargumenterror-bc-de-ef"


def test_messages_are_found_in_errors_in_warnings_and_in_what_was_printed():
    def output(kind, text):
        return Output(kind, {"text/plain": text})

    assert said(output("error", "ValueError: a: b\nc")) == [("ValueError", "a: b\nc")]
    assert said(output("error", "KeyboardInterrupt")) == [("KeyboardInterrupt", "")]
    assert said(output("stderr", "x/y.py:10: UserWarning: a b\n  code\n")) == [("UserWarning", "a b")]
    assert said(output("stderr", "WARNING:absl:a b\n")) == [("WARNING", "a b")]
    assert said(output("stdout", "ok\n  pydot.Exception: a\nno Error: here\n")) == [("pydot.Exception", "a")]
    assert said(output("stdout", "\x1b[31mTypeError: a\x1b[0m")) == [("TypeError", "a")]


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("You must install pydot", "x", "drawing"),
        ("Invalid filepath extension for saving", "x", "saving"),
        ("No module named 'keras.engine'", "x", "names"),
        ("You must call `compile()` first", "x", "training"),
        ("bad shape", "model.fit(x)", "training"),
        ("bad shape", "layers.Dense(1)", "building"),
        ("name 'x' is not defined", "model.fit(x)", "names"),
    ],
)
def test_a_message_is_grouped_by_its_words_and_else_by_the_code_that_raised_it(text, code, name):
    assert group(Message("ValueError", text), code) == name


def test_a_long_message_is_cut_in_the_heading_and_below_after_some_lines():
    message = Message("ValueError", "word " * 40 + "\n" + "line\n" * 20)
    assert len(message.title) < 100
    assert message.title.endswith(" …")
    assert message.whole.count("\n") == 12
    assert message.whole.endswith("\n…")
