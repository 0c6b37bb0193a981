"""A notebook's code becomes a program's cells; what only Jupyter runs is left out or refused."""

import pytest
from nbformat.v4 import new_code_cell, new_output

from scripts.authoring.import_cells import code_cell


def read(source, heading="", names=None, **more):
    return code_cell(
        new_code_cell(source, **more), "n.ipynb, cell 2", heading, [] if names is None else names
    )


def error(name, message):
    return [new_output("error", ename=name, evalue=message, traceback=[])]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import a\nfrom b import c", "imports"),
        ("import a\nxTrain, y = 1, 2", "x-train"),
        ("model.summary()", "summary"),
        ("print(1)", "print"),
        ("def make_model():\n    pass", "make-model"),
        ("class MyLayer:\n    pass", "my-layer"),
        ("for epoch in x:\n    pass", "epoch"),
        ("模型 = 1", "cell"),
        ("# only words", "notes"),
    ],
)
def test_a_cell_without_a_heading_is_named_by_its_first_statement(source, name):
    assert read(source)[0].name == name


def test_a_cell_below_a_heading_is_named_by_it_and_names_are_unique():
    names = []
    assert [read("x = 1", heading, names)[0].name for heading in ("build", "", "", "build", "setup")] == [
        "build",
        "x",
        "x-2",
        "build-2",
        "setup-2",
    ]


def test_magics_that_a_program_needs_not_are_left_out_and_named():
    cell, problems = read("%matplotlib inline\n!pip install keras\nx = 1\n")
    assert (cell.code, problems) == ("x = 1", [])
    assert cell.remarks == (
        "n.ipynb, cell 2, line 1: left out `%matplotlib inline`",
        "n.ipynb, cell 2, line 2: left out `!pip install keras`",
    )
    assert read("%matplotlib inline")[0].code == ""


def test_other_magics_and_what_is_no_python_are_refused():
    assert [str(problem) for problem in read("x = 1\n!ls\n%%time")[1]] == [
        f"n.ipynb, cell 2: line {line} is no Python: {text}\n    Write it in Python, or take it out of the notebook."
        for line, text in ((2, "!ls"), (3, "%%time"))
    ]
    assert str(read("x = (")[1][0]).startswith("n.ipynb, cell 2: is no Python: '(' was never closed (line 1)")


def test_a_percent_sign_in_a_string_is_no_magic():
    assert read('x = """\n%time\n"""')[1] == []


def test_an_error_that_the_notebook_holds_becomes_the_lesson():
    cell, problems = read("1 / 0", outputs=error("ZeroDivisionError", "division\nby zero"))
    assert problems == []
    assert cell.text == '# %% cell tags=["raises-exception"] shows="division"\n1 / 0\n'
    assert cell.remarks == ("n.ipynb, cell 2: it raised ZeroDivisionError, which is now the lesson",)


def test_an_error_without_a_message_is_known_by_its_name():
    assert read("f()", outputs=error("StopIteration", ""))[0].shows == "StopIteration"


def test_a_cell_that_should_raise_must_have_been_run():
    _, problems = read("1 / 0", metadata={"tags": ["raises-exception"]})
    assert str(problems[0]) == (
        "n.ipynb, cell 2: should raise an error, and holds none\n"
        "    Run the notebook and save it, so that the message is known."
    )


def test_tags_that_the_engine_knows_stay_and_others_are_named():
    cell, _ = read("x = 1", metadata={"tags": ["hide-input", "slide"]})
    assert cell.tags == ("hide-input",)
    assert cell.remarks == ("n.ipynb, cell 2: the tag 'slide' means nothing here",)


def test_long_cells_and_lone_comments_are_named():
    cell, _ = read("# 中文\n# zh: 甲\n# en: a\n" + "x = 1\n" * 23)
    assert cell.remarks == (
        "n.ipynb, cell 2: 'x' has 26 lines, more than a screen's 25: split it",
        "n.ipynb, cell 2: a comment is in one language: write pairs, `# zh: …` then `# en: …`",
    )


def test_pictures_are_counted():
    drawn = [new_output("display_data", data={"image/png": "", "text/plain": ""}), new_output("stream")]
    assert read("draw()", outputs=drawn)[0].pictures == 1
