"""A change of outputs is told with its place, and is accepted by a command."""

import pytest

from scripts import __main__ as commands
from scripts.build import build
from scripts.builder import current_build
from scripts.checks.accepted_outputs import ABSOLUTE, RELATIVE, accept_outputs, is_alike, unaccepted_outputs
from scripts.core.project import Limits, read_project
from scripts.core.run import TEXT, Output, Run
from scripts.sources.page import read_pages
from scripts.sources.snippet import Cell, Snippet, read_snippets
from scripts.store import disk

HEAD = "# What snippets/a.py gave on Python 3.11.7; written by: python3 -m scripts build --update\n"


def run(name="a.py", python="3.11.7", values=None, **cells):
    outputs = {cell: [Output("stdout", {TEXT: text})] for cell, text in cells.items()}
    return Run(name, outputs, values or {}, python=python)


def snippets(*names, tags=()):
    """Programs of one cell `a`, which assigns x."""
    cell = Cell("a", "snippets/a.py", 1, 2, "x = 1", tags)
    return {name: Snippet(name, f"snippets/{name}", (cell,), Limits()) for name in names}


@pytest.fixture
def tiny(manual):
    """A manual whose programs' runs are given; its accepted texts are of `accept`ed runs."""

    class Tiny:
        project = manual(pages={"a.md": "# A {#a}\n\n`{run} a.py#x`\n"})
        pages = read_pages(project)[0]
        tags = ()

        def accept(self, *runs):
            names = {each.snippet: each for each in runs}
            return accept_outputs(self.project, self.pages, snippets(*names, tags=self.tags), names)

        def said(self, *runs, names=("a.py",)):
            runs = {each.snippet: each for each in runs}
            known = snippets(*names, *runs, tags=self.tags)
            return list(map(str, unaccepted_outputs(self.project, self.pages, known, runs)))

        def text(self, name="a"):
            return (self.project.snippets / "outputs" / f"{name}.txt").read_text(encoding="utf-8")

    return Tiny()


def test_a_manual_without_accepted_texts_compares_nothing(tiny):
    assert tiny.said(run(a="1")) == []


def test_what_was_accepted_is_no_difference_and_is_not_written_again(tiny):
    assert tiny.accept(run(a="1\n2", values={"x": 0.5})) == ["snippets/outputs/a.txt"]
    assert tiny.text() == HEAD + "# a\n1\n2\n\n# values in prose\nx = 0.5\n"
    assert tiny.said(run(a="1\n2", values={"x": 0.5})) == []
    assert tiny.accept(run(a="1\n2", values={"x": 0.5}, python="3.12.1")) == []


def test_numbers_of_a_cell_that_varies_are_no_difference_and_its_words_are(tiny):
    tiny.tags = ("varies",)
    tiny.accept(run(a="339 misread, 0.966 right", b="7", values={"x": 339}))
    assert tiny.text() == HEAD + "# a\n # misread, # right\n\n# b\n7\n\n# values in prose\nx = #\n"
    assert tiny.said(run(a="12 misread, 0.5 right", b="7", values={"x": 12})) == []
    assert "-  # misread, # right" in tiny.said(run(a="12 unread, 0.5 right", b="7", values={"x": 12}))[0]
    assert "- 7\n    + 8" in tiny.said(run(a="12 misread, 0.5 right", b="8", values={"x": 12}))[0]


def test_another_output_is_told_with_the_line_of_the_accepted_text(tiny):
    tiny.accept(run(a="1", b="one\ntwo\nthree", c="3"))
    assert tiny.said(run(a="1", b="one\n2\nthree", c="4")) == [
        "snippets/outputs/a.txt:7: 'b' gives another output than was accepted\n"
        "    - two\n"
        "    + 2\n"
        "    If that is right, type: python3 -m scripts build --update",
        "snippets/outputs/a.txt:11: 'c' gives another output than was accepted\n"
        "    - 3\n"
        "    + 4\n"
        "    If that is right, type: python3 -m scripts build --update",
    ]


def test_a_line_of_an_output_is_not_taken_for_the_name_of_a_cell(tiny):
    tiny.accept(run(a="# one\ntwo", b="3"))
    assert tiny.text() == HEAD + "# a\n # one\ntwo\n\n# b\n3\n"
    assert tiny.said(run(a="# one\n2", b="3"))[0].startswith(
        "snippets/outputs/a.txt:4: 'a' gives another output"
    )


def test_a_text_from_before_such_lines_had_a_space_still_holds(tiny):
    tiny.accept(run(a="# one\ntwo"))
    path = tiny.project.snippets / "outputs" / "a.txt"
    path.write_text(tiny.text().replace("\n # one", "\n# one"), encoding="utf-8")
    assert tiny.said(run(a="# one\ntwo")) == []


def test_a_cell_that_is_new_and_one_that_is_gone_are_told_by_their_names(tiny):
    tiny.accept(run(a="x", b="y"))
    said = tiny.said(run(b="y", c="z"))
    assert [line.partition(": ")[2] for line in said[0].splitlines()[:1]] == [
        "'a' gives another output than was accepted"
    ]
    assert [line.strip() for line in said[1].splitlines()[1:3]] == ["+ # c", "+ z"]


def test_a_long_difference_is_cut(tiny):
    tiny.accept(run(a="x"))
    said = tiny.said(run(a="\n".join("abcdefghijk")))[0].splitlines()
    assert said[-3:-1] == ["    + h", "    + (3 lines more)"]


def test_another_python_is_named(tiny):
    tiny.accept(run(a="x"))
    said = tiny.said(run(a="y", python="3.12.4"))[0].splitlines()
    assert said[-1] == "    This ran on Python 3.12.4; what was accepted, on 3.11.7."


def test_a_new_snippet_waits_to_be_accepted_and_the_text_of_one_that_is_gone_to_be_taken_away(tiny):
    tiny.accept(run(a="x"))
    assert tiny.said(run("b.py", a="x"), names=["b.py"]) == [
        "snippets/outputs/b.txt: no outputs of snippets/b.py were accepted yet\n"
        "    Read its pages, then type: python3 -m scripts build --update",
        "snippets/outputs/a.txt: no snippet gives these outputs\n"
        "    If it was taken away, type: python3 -m scripts build --update",
    ]
    tiny.accept(run("b.py", a="x"))
    assert tiny.said(run("b.py", a="x"), names=["b.py"]) == []
    assert not (tiny.project.snippets / "outputs" / "a.txt").exists()


def test_a_snippet_without_a_run_is_not_compared(tiny):
    tiny.accept(run(a="x"))
    assert tiny.said() == []


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("loss 1.0", f"loss {1 + 0.9 * RELATIVE}", True),
        ("loss 1.0", f"loss {1 + 1.1 * RELATIVE}", False),
        ("loss 0.0", f"loss {0.9 * ABSOLUTE}", True),
        ("a    9.9 b", "a   10.0 b", True),
        ("loss 0.5", "acc 0.5", False),
        ("0.5", "0.5 0.5", False),
        ("33 parameters", "34 parameters", False),
        ("101,770", "101,771", False),
        ("Keras 3.15.1", "Keras 3.15.2", False),
        ("dense_1", "dense_2", False),
        ("nan", "0.5", False),
    ],
)
def test_lines_are_alike_if_words_and_counts_are_equal_and_other_numbers_near(old, new, same):
    assert is_alike(old, new) == same


def test_a_build_tells_what_changed_and_goes_on_and_accepts_if_asked(manual, monkeypatch, capsys):
    page = {"a.md": '# A {#a}\n\n```run src="a.py#x"\n```\n'}
    project = manual({"a.py": "# %% x\nprint('one')\n"}, page)
    build(project)
    assert not (project.snippets / "outputs").exists()
    build(read_project(project.root, update=True))
    assert capsys.readouterr().out.endswith("Accepted: snippets/outputs/a.txt\n")
    build(project)
    assert capsys.readouterr().out == ""
    (project.snippets / "a.py").write_text("# %% x\nprint('two')\n", encoding="utf-8")
    build(project)
    assert capsys.readouterr().out == (
        "snippets/outputs/a.txt:3: 'x' gives another output than was accepted\n"
        "    - one\n"
        "    + two\n"
        "    If that is right, type: python3 -m scripts build --update\n"
        "1 output to review; the site is built all the same.\n"
    )


def test_the_command_hands_update_on_to_the_build(monkeypatch):
    monkeypatch.setattr(current_build, "update", False)
    monkeypatch.setattr(commands, "run_module", lambda *_: given.append(current_build.update) or 0)
    given = []
    commands.build(commands.read_arguments(["build", "--update"]))
    commands.build(commands.read_arguments(["build"]))
    assert given == [True, False]


def test_every_program_of_the_manual_has_accepted_outputs(project):
    folder = project.snippets / "outputs"
    texts = {path.relative_to(folder).with_suffix(".py").as_posix() for path in folder.rglob("*.txt")}
    assert texts == set(read_snippets(project)[0])


@pytest.mark.slow
def test_the_manual_gives_what_was_accepted(project, site):
    snippets = read_snippets(project)[0]
    runs, _ = disk.load_runs(project, snippets)
    if not runs:
        pytest.skip(f"{site} was built elsewhere, so that there are no runs here")
    assert list(map(str, unaccepted_outputs(project, read_pages(project)[0], snippets, runs))) == []
