"""A notebook becomes a program and a page, and a marked skeleton in the other language; or nothing changes."""

import nbformat
import pytest
from manuals import SETTINGS
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from scripts.authoring.import_notebook import Wanted, from_notebook
from scripts.checks import languages, references
from scripts.checks.placeholders import find_placeholders
from scripts.core.problem import Problems
from scripts.sources.page import read_pages
from scripts.sources.snippet import read_snippets

DRAWN = [new_output("display_data", data={"image/png": ""})]
CELLS = [
    new_markdown_cell("# Early stopping\n\nTraining ends when it no longer helps."),
    new_code_cell("%matplotlib inline\nimport keras"),
    new_markdown_cell("## Fit a model"),
    new_code_cell("keras.utils.set_random_seed(1)\nmodel = 1"),
    new_code_cell("draw(model)", outputs=DRAWN),
    new_code_cell("check(model)", metadata={"tags": ["remove-cell"]}),
    new_code_cell(""),
]


@pytest.fixture
def project(manual):
    return manual(pages={"index.md": "# H {#h}\n"}, files={"mkdocs.yml": "nav:\n  - index.md\n"})


def book(project, cells=CELLS, **metadata):
    path = project.root / "n.ipynb"
    nbformat.write(new_notebook(cells=cells, metadata=metadata), path)
    return path


def page(project, code):
    return (project.docs / code / "early-stopping.md").read_text(encoding="utf-8")


def test_code_and_prose_become_a_program_and_the_page_of_their_language(project):
    _, remarks = from_notebook(project, book(project), Wanted("early-stopping"))
    assert (project.snippets / "early-stopping.py").read_text(encoding="utf-8") == (
        '# %% setup tags=["remove-cell"]\nimport os\n\nos.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"\n\n'
        "# %% imports\nimport keras\n\n"
        "# %% fit-a-model\nkeras.utils.set_random_seed(1)\nmodel = 1\n\n"
        "# %% draw\ndraw(model)\n\n"
        '# %% check tags=["remove-cell"]\ncheck(model)\n'
    )
    assert page(project, "en") == (
        "---\ntitle: Early stopping\ndescription: Training ends when it no longer helps.\n---\n\n"
        "# Early stopping {#early-stopping}\n\nTraining ends when it no longer helps.\n\n"
        '```run src="early-stopping.py#imports"\n```\n\n## Fit a model {#fit-a-model}\n\n'
        '```run src="early-stopping.py#fit-a-model"\n```\n\n'
        '```run src="early-stopping.py#draw"\nalt: <!-- undescribed -->\n```\n'
    )
    assert remarks == ["n.ipynb, cell 2, line 1: left out `%matplotlib inline`"]


def test_the_other_language_gets_the_same_with_each_text_marked_and_a_notice(project):
    from_notebook(project, book(project), Wanted("early-stopping", {"zh": "早停"}))
    text = page(project, "zh")
    told = "description: Training ends when it no longer helps.  # <!-- untranslated -->\n"
    assert f"title: 早停\n{told}---\n\n" in text
    assert '# 早停 {#early-stopping}\n\n!!! warning "尚未翻译"\n' in text
    assert "<!-- untranslated -->\n\nTraining ends when it no longer helps.\n" in text
    assert "<!-- untranslated -->\n\n## Fit a model {#fit-a-model}\n" in text
    pages, problems = read_pages(project)
    snippets, found = read_snippets(project)
    problems += (
        found + languages.check_languages(pages, project) + references.check_orphans(pages, snippets, project)
    )
    assert list(map(str, problems)) == []
    marks = [problem.where.partition(":")[0] for problem in find_placeholders(pages)]
    assert marks == ["docs/zh/early-stopping.md"] * 4 + ["docs/en/early-stopping.md"]


def test_a_title_that_was_not_given_waits_for_its_translation_too(project):
    from_notebook(project, book(project), Wanted("early-stopping"))
    assert "<!-- untranslated -->\n\n# Early stopping {#early-stopping}\n" in page(project, "zh")


@pytest.mark.parametrize(
    ("prose", "given", "own"),
    [("早停", "", "zh"), ("Early", "", "en"), ("Early", "zh", "zh"), ("", "en", "en")],
)
def test_the_language_is_guessed_or_said(project, prose, given, own):
    cells = [new_markdown_cell(prose), new_code_cell("x = 1")]
    titles = {"zh": "早停", "en": "Early stopping"}
    from_notebook(project, book(project, cells), Wanted("early-stopping", titles, language=given))
    assert [code for code in ("zh", "en") if "untranslated" not in page(project, code)] == [own]


def test_a_program_without_a_seed_is_named(project):
    cells = [new_markdown_cell("# Early stopping"), new_code_cell("x = 1")]
    _, remarks = from_notebook(project, book(project, cells), Wanted("early-stopping"))
    assert remarks == ["the program sets no seed: keras.utils.set_random_seed(1) before the first model"]


@pytest.mark.parametrize(
    ("cells", "metadata", "said"),
    [
        ([new_code_cell("x = 1")], {}, "n.ipynb: has no prose to know its language by\n"),
        ([new_markdown_cell("# T")], {}, "n.ipynb: has no code\n"),
        ([new_markdown_cell("text"), new_code_cell("x = 1")], {}, "no title in English\n"),
        (
            [*CELLS, new_code_cell("# zh: alone\nx = 1")],
            {},
            "snippets/early-stopping.py:20: a comment lacks its partner on the next line\n",
        ),
        ([*CELLS, new_code_cell("!ls")], {}, "n.ipynb, cell 8: line 1 is no Python: !ls\n"),
        (
            CELLS,
            {"kernelspec": {"language": "R", "name": "r", "display_name": "R"}},
            "n.ipynb: is a notebook of R\n",
        ),
    ],
)
def test_a_notebook_that_can_t_be_a_page_changes_nothing(project, cells, metadata, said):
    path = book(project, cells, **metadata)
    with pytest.raises(Problems) as found:
        from_notebook(project, path, Wanted("early-stopping"))
    assert str(found.value).startswith(said)
    assert not list(project.root.rglob("early-stopping*"))


def test_a_file_that_is_none_or_no_notebook_is_said(project):
    with pytest.raises(Problems, match="there is no file"):
        from_notebook(project, project.root / "no.ipynb", Wanted("early-stopping"))
    for text in ("no", "{}", "[]", '{"nbformat": 4}', '{"cells": [], "nbformat": 9, "nbformat_minor": 0}'):
        path = project.root / "n.ipynb"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(Problems) as found:
            from_notebook(project, path, Wanted("early-stopping"))
        assert str(found.value).startswith("n.ipynb: is no notebook: "), text


def test_a_language_that_the_manual_lacks_is_said(manual):
    settings = SETTINGS.partition("[tool.manual.locales.en]")[0]
    project = manual(settings=settings, files={"mkdocs.yml": "nav:\n  - index.md\n"})
    cells = [new_markdown_cell("Early"), new_code_cell("x = 1")]
    for given, said in (
        ("fr", "no language 'fr' in this manual\n"),
        ("", "n.ipynb: is in a language that can't be guessed\n    Say it: --language zh\n"),
    ):
        with pytest.raises(Problems) as found:
            from_notebook(project, book(project, cells), Wanted("early-stopping", language=given))
        assert str(found.value).startswith(said)
