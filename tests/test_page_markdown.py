"""A page as one file of Markdown: nothing on it needs the site, and nothing that the run gave is lost."""

import json

import pytest

from scripts.core import curves
from scripts.core.project import Limits, Locale
from scripts.core.run import HTML, PNG, SVG, TEXT, Output, Run
from scripts.rendering.html import RenderContext
from scripts.rendering.page_markdown import MOST_ROWS, page_to_markdown
from scripts.rendering.tables import table
from scripts.sources.page import read_page
from scripts.sources.snippet import Cell, Snippet
from scripts.sources.strings import Words

ZH = Locale("zh", "中文", "zh-CN")
WORDS = Words({"loss": {"zh": "损失"}, "epoch": {"zh": "轮次"}, "[figure: …]": {"zh": "[图：…]"}})


def made(body, outputs=(), *, tags=(), code="1", name="a.md", epoch=None):
    page, problems = read_page(
        "---\ntitle: T\ndescription: D\n---\n" + body, name=name, path="docs/zh/a.md", locale=ZH
    )
    assert problems == []
    cell = Cell("x", "snippets/b.py", 1, 2, code, tuple(tags), locales=("zh", "en"))
    snippets = {"b.py": Snippet("b.py", "snippets/b.py", (cell,), Limits())}
    run = Run("b.py", {"x": list(outputs)}, versions={"keras": "3.0"}, python="3.11.7", seconds=2.0)
    return "\n".join(
        page_to_markdown(page, page.lines, snippets, {"b.py": run}, RenderContext("zh", WORDS, epoch))
    )


def fence(*body, show="code output", indent=""):
    lines = [f'```run src="b.py#x" show="{show}"', *body, "```"]
    return "\n".join(indent + line for line in lines)


def curve(values, label="loss"):
    line = {"key": "0-0", "plot": "loss", "label": label, "x_label": "epoch", "values": values}
    return json.dumps([{**line, "x": list(range(1, len(values) + 1))}])


def test_a_fence_is_its_code_and_its_outputs_and_errors_are_outputs():
    outputs = [
        Output("stdout", {TEXT: "one\n\n"}),
        Output("result", {TEXT: "2"}),
        Output("error", {TEXT: "KeyError: 'a'"}),
        Output("stdout", {TEXT: "\n"}),
    ]
    assert made(f"# H {{#h}}\n\n{fence()}\n\nend", outputs, code="# zh: 一\n# en: one\n1") == (
        "# H {#h}\n\n```python\n# 一\n1\n```\n\n```text\none\n```\n\n```text\n2\n```\n\n"
        "```text\nKeyError: 'a'\n```\n\nend"
    )


@pytest.mark.parametrize(
    ("show", "tags", "shown"),
    [
        ("code", (), "```python\n1\n```"),
        ("output", (), "```text\n2\n```"),
        ("code output", ("hide-input",), "```text\n2\n```"),
        ("code output", ("hide-output",), "```python\n1\n```"),
        ("code", ("hide-input",), ""),
    ],
)
def test_what_the_page_does_not_show_is_left_out(show, tags, shown):
    assert made(fence(show=show), [Output("result", {TEXT: "2"})], tags=tags) == shown


def test_a_fence_stays_in_its_list():
    shown = made(f"- a\n\n{fence(indent='    ')}", [Output("stdout", {TEXT: "2\n\n3"})])
    assert shown == ("- a\n\n    ```python\n    1\n    ```\n\n    ```text\n    2\n\n    3\n    ```")


def test_a_picture_is_its_words_and_a_curve_its_numbers():
    outputs = [
        Output("display", {SVG: "<svg/>", curves.CURVES: curve([0.5, 0.25, 0.125])}),
        Output("display", {PNG: ""}),
    ]
    shown = made(fence("alt: 一条 *曲线*", "alt: 像素", "caption: 说明", show="output"), outputs)
    assert shown == (
        "*[图：一条 \\*曲线\\*]*\n\n| 轮次 | 损失 |\n|---|---|\n| 1 | 0.5 |\n| 2 | 0.25 |\n| 3 | 0.125 |\n\n"
        "*[图：像素]*\n\n*说明*"
    )


def test_a_long_curve_is_thinned_and_keeps_its_ends():
    shown = made(fence(show="output"), [Output("display", {SVG: "", curves.CURVES: curve([1.0] * 100)})])
    epochs = [
        int(line.split("|")[1]) for line in shown.split("\n") if line.startswith("| ") and "轮次" not in line
    ]
    assert (epochs[:2], epochs[-1]) == ([1, 5], 100)
    assert len(epochs) <= MOST_ROWS + 1


def test_terminal_colours_and_html_are_text():
    outputs = [Output("stdout", {TEXT: "\x1b[1mbold\x1b[0m"}), Output("result", {HTML: "<b>a &lt; b</b>"})]
    assert made(fence(show="output"), outputs) == "```text\nbold\n```\n\n```text\na < b\n```"


def test_times_are_masked_where_builds_must_be_equal():
    assert (
        made(fence(show="output"), [Output("stdout", {TEXT: "2/2 0s 9ms/step"})], epoch=0)
        == "```text\n2/2 …\n```"
    )


def test_marks_in_an_output_do_not_end_its_block():
    assert made(fence(show="output"), [Output("stdout", {TEXT: "```\nx"})]) == "````text\n```\nx\n````"


def test_other_blocks_keep_their_language_alone():
    body = '```console title="x"\n$ ls\n```\n\n- y\n\n    ```python not-run="z"\n    a\n    ```'
    assert made(body) == "```console\n$ ls\n```\n\n- y\n\n    ```python\n    a\n    ```"


def test_a_table_about_the_build_is_a_table():
    assert (
        made('```build show="versions"\n```')
        == "| Software | Version |\n|---|---|\n| Python | 3.11.7 |\n| Keras | 3.0 |"
    )


def test_the_page_of_a_program_ends_with_what_ran_it():
    assert made("x", name="b.md") == "x\n\nKeras 3.0 · Python 3.11.7 · run on 1970-01-01"


def test_a_bar_in_a_table_is_no_border():
    assert table(["a|b"], [["c"]]) == "| a\\|b |\n|---|\n| c |"
