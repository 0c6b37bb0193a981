"""One registry of checks: what a build refuses, the quick check never calls right."""

from dataclasses import replace

import pytest
from manuals import SETTINGS, WORDS

from scripts.audit import report
from scripts.build import build
from scripts.checks.registry import CHECKS, kept_runs, read_sources
from scripts.core.problem import Problems

PAGE = '# A {#a}\n\n```run src="a.py#x"\n```\n'
PROGRAM = "# %% x\nprint(1)\n"
DOWNLOADS = SETTINGS.replace("[tool.manual]\n", '[tool.manual]\ndownloads = ["tools/a.py"]\n')
SVG = (
    '# %% x\nclass Figure:\n    def _repr_svg_(self):\n        return \'<svg xmlns="http://www.w3.org/2000/svg">'
    '<g id="figure_1"/><text>loss</text></svg>\'\n\nFigure()\n'
)

STOPS = {
    "headings with the id of another": (
        {"pages": {"a.md": PAGE + "\n## B {#b}\n\n## C {#b}\n"}},
        "docs/en/a.md:12: a second heading with the id 'b'; the first is docs/en/a.md:10",
    ),
    "titles that no card can show": (
        {"pages": {"a.md": "---\ntitle: \U0001f600\ndescription: D\n---\n" + PAGE}},
        "docs/en/a.md:",
    ),
    "redirects that lead nowhere": (
        {"files": {"docs/redirects.yml": "old.md: none.md\n"}},
        "docs/redirects.yml: 'old.md' leads to 'none.md', and there is no such page in every language",
    ),
    "downloads of one name": (
        {"settings": DOWNLOADS, "files": {"tools/a.py": "1\n"}},
        "snippets/a.py: snippets/a.py and tools/a.py would both be en/downloads/a.py of the site",
    ),
    "values that a run lacks": (
        {"pages": {"a.md": PAGE + "\n`{run} a.py#none`\n"}},
        "docs/en/a.md:10: no value 'none' in snippets/a.py",
    ),
    "figures that can't be shown in every language": (
        {"snippets": {"a.py": SVG}, "pages": {"a.md": PAGE.replace("```\n", "alt: t\n```\n")}},
        "snippets/a.py:1: the figure says 'loss', which docs/strings.yml lacks",
    ),
}
"""Check -> what a small manual has that is wrong, and what is said of it."""

REPORTED = {
    "cells longer than a screen": (
        {"snippets": {"a.py": "# %% x\n" + "print(1)\n\n" * 26}},
        "snippets/a.py:1: cell 'x' has 26 lines, and a screen shows 25\n    Make two cells of it.",
    ),
    "blocks that are not run without a reason": (
        {"pages": {"a.md": PAGE + '\n```python not-run="no"\n1\n```\n'}},
        "docs/en/a.md:10: 'no' is no reason why a block is not run\n"
        "    Tell it in 8 letters or more, or make it a run fence.",
    ),
    "programs that do not stand alone": (
        {"snippets": {"a.py": "# %% x\nimport scripts\n"}},
        "snippets/a.py:1: cell 'x' names scripts, which a reader does not have\n"
        "    Let the program stand alone.",
    ),
    "words around the pages": (
        {"files": {"docs/strings.yml": WORDS + "loss: {en: cost}\n"}},
        "docs/strings.yml: 'loss' has no translation\n    Add: {zh: …}",
    ),
}


@pytest.fixture
def small(manual):
    """A manual of one chapter, with something else in it."""

    def make(snippets=None, pages=None, **more):
        return manual(snippets or {"a.py": PROGRAM}, pages or {"a.md": PAGE}, **more)

    return make


def found(project, name):
    sources = read_sources(project)
    check = next(check for check in CHECKS if check.name == name)
    return list(map(str, check.problems(replace(sources, runs=kept_runs(sources)))))


@pytest.mark.parametrize("name", STOPS)
def test_what_a_build_refuses_is_broken_in_the_quick_check_in_the_same_words(small, name, capsys):
    given, said = STOPS[name]
    project = small(**given)
    with pytest.raises(Problems) as refused:
        build(project)
    assert said in str(refused.value)
    assert report.quick(project.root) == 1
    assert said in "\n".join(found(project, name))
    assert all(text in capsys.readouterr().out for text in [str(refused.value.problems[0])])


@pytest.mark.parametrize("name", REPORTED)
def test_what_is_reported_does_not_stop_a_build(small, name):
    given, said = REPORTED[name]
    project = small(**given)
    assert said in found(project, name)
    assert not next(check for check in CHECKS if check.name == name).stops


def test_a_list_that_cannot_be_read_is_a_problem_of_its_check(small):
    project = small(files={"docs/redirects.yml": "- 1\n"})
    assert found(project, "redirects that lead nowhere")[0].startswith("docs/redirects.yml: is a list")


def test_the_quick_check_says_of_which_programs_it_knows_no_run(small, capsys):
    project = small()
    assert report.quick(project.root) == 0
    assert "No run is kept of a.py: only a build tells what is wrong there." in capsys.readouterr().out
    build(project)
    report.quick(project.root)
    assert "No run" not in capsys.readouterr().out
