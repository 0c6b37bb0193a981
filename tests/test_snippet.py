"""A program is read into named cells; what is not code does not change its key."""

import re

import pytest
from manuals import SETTINGS

from scripts.core.problem import Problems
from scripts.core.project import Limits
from scripts.sources.snippet import localized_code, parse_options, read_snippet, read_snippets, tokens

TWO = """# ---
# limits: {time_s: 5}
# ---

# %% setup tags=["remove-cell"]
import math

# %% fail tags=["raises-exception"] shows="no such \\"thing\\""

# zh: 一行
# en: a line
math.thing
"""


@pytest.fixture
def read(manual):
    def make(text, name="a.py"):
        project = manual({name: text})
        return read_snippet(project, project.snippets / name)

    return make


@pytest.fixture
def message(read):
    def make(text):
        with pytest.raises(Problems) as found:
            read(text)
        return str(found.value)

    return make


def test_cells_have_the_name_line_tags_and_code_that_the_file_says(read):
    snippet = read(TWO)
    setup, fail = snippet.cells
    assert (snippet.name, snippet.path) == ("a.py", "snippets/a.py")
    assert (setup.name, setup.where, setup.code, setup.tags) == (
        "setup",
        "snippets/a.py:5",
        "import math",
        ("remove-cell",),
    )
    assert (fail.name, fail.where, fail.shows) == ("fail", "snippets/a.py:8", 'no such "thing"')
    assert snippet.cell("fail") is fail
    assert snippet.cell("other") is None


def test_the_header_sets_limits_and_leaves_the_others(read):
    assert read(TWO).limits == Limits(time_s=5)


def test_a_mark_inside_a_string_begins_no_cell(read):
    assert [cell.name for cell in read('# %% a\ntext = """\n# %% b\n"""\n').cells] == ["a"]


def test_an_odd_character_in_a_string_parts_no_line(read):
    snippet = read('# %% a\ntext = "one\x0ctwo\u2028three"\n\n# %% b\ntext\n')
    assert snippet.cells[0].code == 'text = "one\x0ctwo\u2028three"'
    assert [localized_code(cell, "zh") for cell in snippet.cells] == [cell.code for cell in snippet.cells]
    assert snippet.cells[1].where == "snippets/a.py:4"


def test_a_file_saved_on_windows_reads_the_same(read):
    assert read("\ufeff" + TWO.replace("\n", "\r\n")) == read(TWO)


# --- the key ---------------------------------------------------------------------------------

BASE = "# %% a\nx = [1, 2]\nif x:\n    print(x)\n\n# %% b\nx\n"


@pytest.mark.parametrize(
    "other",
    [
        "# %% a\nx = [1, 2]  # a comment\nif x:\n    print(x)\n\n# %% b\nx\n",
        "# %% a\n# zh: 译文\n# en: translation\nx = [1, 2]\nif x:\n    print(x)\n\n# %% b\nx\n",
        "# %% a\nx = [\n    1,\n    2]\n\n\nif x:\n  print(x)\n# %% b\nx\n",
        '# a word before\n\n# %% a tags=["hide-input"]\n\nx  =  [1,2]\nif x:\n    print(x)\n\n# %% b\nx\n',
        "# ---\n# limits: {time_s: 7}\n# ---\n# %% a\nx = [1, 2]\nif x:\n    print(x)\n\n# %% b\nx\n",
    ],
    ids=["comment", "translation", "layout", "prose and tag", "limit"],
)
def test_a_comment_a_translation_or_a_change_of_layout_does_not_change_the_key(read, other):
    assert read(other).fingerprint == read(BASE).fingerprint


@pytest.mark.parametrize(
    "other",
    [
        BASE.replace("2", "3"),
        BASE.replace("print", "repr"),
        BASE.replace("    print(x)", "    pass\nprint(x)"),
        BASE.replace("%% b", "%% c"),
        BASE.replace("# %% b\n", ""),
        BASE.replace("%% b", '%% b tags=["raises-exception"] shows="x"'),
    ],
    ids=["number", "name", "indentation", "name of a cell", "one cell less", "tag that judges"],
)
def test_a_change_of_a_token_or_a_cell_changes_the_key(read, other):
    assert read(other).fingerprint != read(BASE).fingerprint


@pytest.mark.parametrize(
    ("one", "other"), [('"a b"', '"a  b"'), ('f"{x} {y}"', 'f"{x}  {y}"'), ('"#1"', '"#2"')]
)
def test_a_space_inside_a_string_is_no_layout(one, other):
    assert tokens(one) != tokens(other)


# --- views -----------------------------------------------------------------------------------


def test_each_reader_sees_one_comment_of_a_pair_and_all_other_lines(read):
    cell = read("# %% a\nfor i in x:\n    # zh: 中文\n    # en: English\n    print(i)  # both\n").cells[0]
    assert localized_code(cell, "zh") == "for i in x:\n    # 中文\n    print(i)  # both"
    assert localized_code(cell, "en") == "for i in x:\n    # English\n    print(i)  # both"


def test_all_views_have_the_tokens_of_the_program(read):
    for cell in read(TWO).cells:
        assert tokens(localized_code(cell, "zh")) == tokens(localized_code(cell, "en")) == tokens(cell.code)


@pytest.mark.parametrize("comment", ["# eg: 3 layers", "# fr: F", "    # ie: deep", "# in: a\n# out: b"])
def test_a_word_before_a_colon_is_an_ordinary_comment(read, comment):
    text = f"if 1:\n    # zh: 中\n    # en: E\n    2\n{comment}\n3"
    cell = read(f"# %% a\n{text}\n").cells[0]
    assert localized_code(cell, "en") == f"if 1:\n    # E\n    2\n{comment}\n3"


def test_an_ordinary_comment_may_stand_right_under_a_pair(read):
    cell = read("# %% a\n# zh: 中\n# en: E\n# eg: 3 layers\n1\n").cells[0]
    assert localized_code(cell, "zh") == "# 中\n# eg: 3 layers\n1"


def test_the_code_of_a_language_may_have_a_hyphen(manual):
    project = manual(
        {"a.py": "# %% a\n# zh-tw: 中\n# en: E\n1\n"}, settings=SETTINGS.replace("zh]", "zh-tw]")
    )
    (cell,) = read_snippets(project)[0]["a.py"].cells
    assert (localized_code(cell, "zh-tw"), localized_code(cell, "en")) == ("# 中\n1", "# E\n1")


# --- what is wrong ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "snippets/a.py: has no cell\n    Begin each cell with a line `# %% its-name`."),
        ("x = 1\n", "snippets/a.py: has no cell\n    Begin each cell with a line `# %% its-name`."),
        (
            "# doc\nx = 1\n# %% a\n1\n",
            "snippets/a.py:2: code before the first cell\n    Put `# %% setup` above it.",
        ),
        ("# %%\n1\n", "snippets/a.py:1: the cell has no name\n    Write `# %% its-name`, then the options."),
        (
            "# %% a\n1\n# %% a\n2\n",
            "snippets/a.py:3: a second cell 'a'\n    Give each cell a name of its own.",
        ),
        ("# %% a\n\n# %% b\n2\n", "snippets/a.py:1: cell 'a' is empty\n    Give it code, or remove it."),
        (
            '# %% a tags=["hide-inputs"]\n1\n',
            "snippets/a.py:1: unknown tag 'hide-inputs'\n    Did you mean 'hide-input'?",
        ),
        ('# %% a tag="x"\n1\n', "snippets/a.py:1: unknown option 'tag'\n    Did you mean 'tags'?"),
        (
            "# %% a b\n1\n",
            'snippets/a.py:1: can\'t read \'b\'\n    Write options as key="value" or tags=["a", "b"].',
        ),
        (
            "# %% a tags=['b']\n1\n",
            'snippets/a.py:1: can\'t read \'tags=[\'b\']\'\n    Write options as key="value" or tags=["a", "b"].',
        ),
        (
            '# %% a tags="hide-input"\n1\n',
            'snippets/a.py:1: can\'t read \'tags="hide-input"\'\n    Write tags=["a", "b"] and shows="text".',
        ),
        (
            '# %% a tags=["raises-exception"]\n1\n',
            "snippets/a.py:1: raises-exception and shows go together\n"
            '    Write tags=["raises-exception"] shows="text of the message".',
        ),
        (
            '# %% a shows="text"\n1\n',
            "snippets/a.py:1: raises-exception and shows go together\n"
            '    Write tags=["raises-exception"] shows="text of the message".',
        ),
        (
            "# %% a\nif 1:\n    2\n  3\n",
            "snippets/a.py:4: is not Python: unindent does not match any outer indentation level\n    Fix the syntax.",
        ),
        (
            "# %% a\n\n# zh: 中文\n1\n",
            "snippets/a.py:3: a comment lacks its partner on the next line\n    Write `# zh:` then `# en:`.",
        ),
        (
            "# %% a\n# en: E\n# zh: 中\n1\n",
            "snippets/a.py:2: a comment lacks its partner on the next line\n    Write `# zh:` then `# en:`.",
        ),
        (
            "# %% a\n# zh: 中\nx = 1\n# en: E\n",
            "snippets/a.py:2: a comment lacks its partner on the next line\n    Write `# zh:` then `# en:`.",
        ),
        (
            "# %% a\n# zh: 中\n# eg: E\n1\n",
            "snippets/a.py:3: a comment in an unknown language 'eg'\n    There is: en, zh.",
        ),
        (
            "# %% a\n# zhh: 中\n# en: E\n1\n",
            "snippets/a.py:2: a comment in an unknown language 'zhh'\n    Did you mean 'zh'?",
        ),
        (
            "# %% a\n# ZH: 中\n# EN: E\n1\n",
            "snippets/a.py:2: a comment in an unknown language 'ZH'\n    Did you mean 'zh'?",
        ),
        (
            '# %% a\nx = """\n# zh: 中\n# en: E\n"""\n',
            "snippets/a.py:1: cell 'a' has a comment pair inside a string\n    Take its marks away there.",
        ),
        (
            "# ---\n# limits: {time: 2}\n# ---\n# %% a\n1\n",
            "snippets/a.py:2: unknown limit 'time'\n    Did you mean 'time_s'?",
        ),
        (
            "# ---\n# limits: {time_s: -1}\n# ---\n# %% a\n1\n",
            "snippets/a.py:2: limit time_s is -1\n    Give a number above zero.",
        ),
        (
            "# ---\n# limits: 5\n# ---\n# %% a\n1\n",
            "snippets/a.py:1: limits is 5\n    Write limits: {time_s: 300}.",
        ),
        (
            "# ---\n# limit: {}\n# ---\n# %% a\n1\n",
            "snippets/a.py:1: unknown setting 'limit' in the header\n    Did you mean 'limits'?",
        ),
        (
            "# ---\n# a: [\n# ---\n# %% a\n1\n",
            "snippets/a.py:2: is not YAML: expected the node content, but found '<stream end>'\n"
            "    Fix that line. A text with `: ` or ` #` in it, or a sign at its beginning, stands in quotes.",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(message, text, said):
    assert message(text) == f"{said}\n1 problem"


def test_a_bracket_that_is_never_closed_is_said(message):
    assert re.fullmatch(
        r"snippets/a.py:\d: is not Python: .*EOF.*\n    Fix the syntax.\n1 problem",
        message("# %% a\nx = (1,\n"),
    )


def test_a_cell_that_ends_in_the_middle_of_a_statement_is_said(message):
    assert message("# %% a\nx = [\n1,\n# %% b\n2]\n").startswith(
        "snippets/a.py:1: cell 'a' ends in the middle of a statement\n    End it before the next cell.\n"
    )


def test_all_that_is_wrong_in_a_program_is_said_at_once(message):
    assert message('# %% a b\n\n# %% c tags=["x"]\n1\n') == (
        'snippets/a.py:1: can\'t read \'b\'\n    Write options as key="value" or tags=["a", "b"].\n'
        "snippets/a.py:1: cell 'a' is empty\n    Give it code, or remove it.\n"
        "snippets/a.py:3: unknown tag 'x'\n    There is: hide-input, hide-output, raises-exception, remove-cell, varies.\n"
        "3 problems"
    )


def test_a_broken_program_does_not_hide_the_others(manual):
    project = manual({"a.py": "", "b.py": "# %% a\n1\n", "sub/c.py": "# %% a\n1\n", "_module.py": "x = 1\n"})
    snippets, problems = read_snippets(project)
    assert list(snippets) == ["b.py", "sub/c.py"]
    assert [problem.where for problem in problems] == ["snippets/a.py"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('a="1" b=["x", "y"] rest', ({"a": "1", "b": ["x", "y"]}, "rest")),
        ('a="with \\"quotes\\" and ]"', ({"a": 'with "quotes" and ]'}, "")),
        ("a=1", ({}, "a=1")),
        ("", ({}, "")),
    ],
)
def test_options_are_read_from_the_left_until_one_cannot_be(text, found):
    assert parse_options(text) == found
