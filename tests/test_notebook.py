"""A chapter's notebook: its prose, the program's cells in their order, the run's outputs; it runs as it is."""

import json

import nbformat
import pytest
from nbclient import NotebookClient

from scripts.build import build
from scripts.core.project import Limits, Locale
from scripts.core.run import DOT, HTML, SVG, TEXT, Output, Run
from scripts.rendering.html import RenderContext
from scripts.rendering.notebook import make_notebook
from scripts.sources.page import read_page
from scripts.sources.snippet import Cell, Snippet
from scripts.sources.strings import Words

ZH = Locale("zh", "中文", "zh-CN")
FRONT = "---\ntitle: T\ndescription: D\n---\n"


def cell(name, code="1", tags=()):
    return Cell(name, "snippets/a.py", 1, 2, code, tuple(tags), locales=("zh", "en"))


def made(body, *cells, outputs=None, epoch=None, words=None):
    page, problems = read_page(FRONT + body, name="a.md", path="docs/zh/a.md", locale=ZH)
    assert problems == []
    snippet = Snippet("a.py", "snippets/a.py", cells, Limits())
    run = Run("a.py", {c.name: (outputs or {}).get(c.name, []) for c in cells}, python="3.11.7")
    notebook = make_notebook(page, page.lines, snippet, run, RenderContext("zh", Words(words or {}), epoch))
    nbformat.validate(notebook)
    return notebook


def sources(notebook):
    return [(each["cell_type"], each["source"]) for each in notebook["cells"]]


def run_fence(name, indent="", alt=""):
    return f'{indent}```run src="a.py#{name}"\n{alt and indent + "alt: " + alt + chr(10)}{indent}```\n'


def test_prose_stands_before_the_cell_that_it_leads_to_and_cells_in_the_program_s_order():
    body = "# H {#h}\n\nto three\n\n" + run_fence("three") + "\nto one\n\n" + run_fence("one") + "\nend\n"
    notebook = made(body, cell("one", "1"), cell("two", "2"), cell("three", "3"), cell("four", "4"))
    assert sources(notebook) == [
        ("markdown", "# H\n\nto three"),
        ("code", "1"),
        ("code", "2"),
        ("code", "3"),
        ("markdown", "to one"),
        ("markdown", "end"),
        ("code", "4"),
    ]


def test_a_cell_that_is_removed_is_absent_and_one_shown_twice_stands_once():
    body = run_fence("two") + "\nagain\n\n" + run_fence("two")
    notebook = made(body, cell("one", "1", ["remove-cell"]), cell("two", "2"))
    assert sources(notebook) == [("code", "2"), ("markdown", "again")]


def test_cells_of_other_programs_are_left_out():
    assert sources(made('```run src="b.py#x"\n```\n\nend\n', cell("one", "1"))) == [
        ("markdown", "end"),
        ("code", "1"),
    ]


def test_each_reader_sees_the_comments_of_one_language():
    notebook = made("", cell("one", "# zh: 中\n# en: E\n1"))
    assert sources(notebook) == [("code", "# 中\n1")]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("# H {#h}\n", "# H"),
        ('!!! warning "题"\n    文字\n\n    又\n\n后\n', "> **题**\n>\n> 文字\n>\n> 又\n\n后"),
        ('=== "甲"\n    文字\n\n=== "乙"\n    又\n', "**甲**\n\n文字\n\n**乙**\n\n又"),
        (
            "见[函数式](functional.md#h)与[首页](index.md)、[外](https://x.org/a.md)\n",
            "见[函数式](../../functional/#h)与[首页](../../)、[外](https://x.org/a.md)",
        ),
        ("图 { .wide }\n", "图"),
        ("`{x: 1}` 与 {x}\n", "`{x: 1}` 与 {x}"),
        ("- 一\n\n    续\n", "- 一\n\n    续"),
    ],
)
def test_prose_is_in_the_markdown_that_jupyter_knows(body, text):
    assert sources(made(body, cell("one")))[0] == ("markdown", text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sub/a.md", "[b](../../../sub/b/#h) [home](../../../) [f](../../../downloads/f.py) [here](#h)"),
        ("sub/index.md", "[b](../../sub/b/#h) [home](../../) [f](../../downloads/f.py) [here](#h)"),
    ],
)
def test_links_of_a_page_in_a_folder_lead_to_the_same_places(name, text):
    body = "[b](b.md#h) [home](../index.md) [f](../downloads/f.py) [here](#h)\n"
    page, _ = read_page(FRONT + body, name=name, path=f"docs/zh/{name}", locale=ZH)
    snippet = Snippet("a.py", "snippets/a.py", (), Limits())
    notebook = make_notebook(
        page, page.lines, snippet, Run("a.py", {}, python="3"), RenderContext("zh", Words({}))
    )
    assert sources(notebook) == [("markdown", text)]


@pytest.mark.parametrize("box", ['!!! note "题"\n\n', "- 一\n\n", '=== "甲"\n\n'])
def test_prose_after_a_fence_in_a_box_is_no_code(box):
    notebook = made(box + run_fence("one", "    ") + "\n    之后\n", cell("one"))
    assert sources(notebook)[-1] == ("markdown", "之后")


def test_a_table_about_the_build_is_one_of_the_notebooks_run_and_a_list_a_link_to_the_page():
    build = '```build show="{}"\n```\n'
    body = (
        "before\n\n"
        + build.format("versions")
        + "\n"
        + build.format("errors")
        + "\n"
        + run_fence("one")
        + "end\n"
    )
    assert sources(made(body, cell("one"))) == [
        (
            "markdown",
            "before\n\n| Software | Version |\n|---|---|\n| Python | 3.11.7 |\n\n[T](../../a/)",
        ),
        ("code", "1"),
        ("markdown", "end"),
    ]


def test_outputs_are_those_of_the_run():
    outputs = {
        "one": [
            Output("stdout", {TEXT: "中\n"}),
            Output("stderr", {TEXT: "w"}),
            Output("result", {TEXT: "5"}),
            Output("error", {TEXT: "KeyError: 'a: b'"}),
        ]
    }
    first, second, third, fourth = made("", cell("one"), outputs=outputs)["cells"][0]["outputs"]
    assert (first["name"], first["text"], second["name"]) == ("stdout", "中\n", "stderr")
    assert third["data"] == {TEXT: "5"}
    assert (fourth["ename"], fourth["evalue"]) == ("KeyError", "'a: b'")


def test_figures_have_the_reader_s_words_and_alt_and_no_dot():
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><g id="figure_1"/><text>loss</text></svg>'
    outputs = {"one": [Output("display", {TEXT: "<Figure>", SVG: svg, DOT: "digraph"})]}
    (output,) = made(
        run_fence("one", alt="曲线"), cell("one"), outputs=outputs, words={"loss": {"zh": "损失"}}
    )["cells"][0]["outputs"]
    assert output["data"].keys() == {TEXT, SVG}
    assert ">损失</text>" in output["data"][SVG]
    assert 'aria-label="曲线"' in output["data"][SVG]


def test_nothing_in_an_output_acts():
    outputs = {
        "one": [
            Output("result", {TEXT: "x", HTML: "<b onclick='x()'>b</b><script>alert(1)</script>"}),
            Output("display", {TEXT: "x", "text/markdown": "# h", "application/javascript": "alert(1)"}),
        ]
    }
    first, second = made("", cell("one"), outputs=outputs)["cells"][0]["outputs"]
    assert first["data"] == {TEXT: "x", HTML: "<b>b</b>"}
    assert second["data"] == {TEXT: "x"}


def test_times_are_masked_where_builds_must_be_equal():
    outputs = {"one": [Output("stdout", {TEXT: "2/2 0s 9ms/step\n"})]}
    assert made("", cell("one"), outputs=outputs, epoch=0)["cells"][0]["outputs"][0]["text"] == "2/2 …\n"


@pytest.mark.slow
def test_a_notebook_runs_as_it_is(manual):
    text = (
        '# %% setup tags=["remove-cell"]\nimport os\n# %% value\nx = 20\nx + 1\n# %% lesson tags=["raises-exception"] shows="zero"\nx / 0\n'
        "# %% print\nprint(x * 2)\n"
    )
    fences = "".join(f'```run src="a.py#{name}"\n```\n\n' for name in ("print", "value", "lesson"))
    project = manual({"a.py": text}, {"a.md": "# H {#h}\n\n" + fences})
    build(project)
    path = project.build / "en" / "downloads" / "a.ipynb"
    shown = nbformat.read(path, as_version=4)
    again = NotebookClient(nbformat.from_dict(json.loads(path.read_text(encoding="utf-8")))).execute()
    codes = [[each for each in notebook.cells if each.cell_type == "code"] for notebook in (shown, again)]
    assert [each.source for each in codes[1]] == ["x = 20\nx + 1", "x / 0", "print(x * 2)"]
    for before, after in zip(*codes, strict=True):
        assert [o.get("text") or o.get("data") or o.evalue for o in before.outputs] == [
            o.get("text") or o.get("data") or o.evalue for o in after.outputs
        ]
