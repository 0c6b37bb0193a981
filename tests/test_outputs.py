"""What must hold between pages, programs and runs, and how it is said."""

import pytest

from scripts.checks import languages, references
from scripts.sources.page import read_pages
from scripts.sources.snippet import read_snippets

FENCE = '```run src="{}"\n```\n'


@pytest.fixture
def differences(manual):
    def make(zh, en):
        project = manual(pages={"zh/a.md": zh, "en/a.md": en})
        return list(map(str, languages.check_languages(read_pages(project)[0], project)))

    return make


def test_a_page_in_two_languages_has_the_same_headings_fences_and_values(differences):
    assert (
        differences(
            "# 甲 {#a}\n\n一 `{run} a.py#x` `{run} a.py#y`\n\n" + FENCE.format("a.py#x"),
            "# A {#a}\n\none `{run} a.py#y` `{run} a.py#x`\n\n" + FENCE.format("a.py#x"),
        )
        == []
    )


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        (
            "# 甲 {#a}\n",
            "# A {#b}\n",
            "docs/zh/a.md:5: headings differ from docs/en/a.md:5: # {#a} here, # {#b} there",
        ),
        (
            "# 甲 {#a}\n",
            "## A {#a}\n",
            "docs/zh/a.md:5: headings differ from docs/en/a.md:5: # {#a} here, ## {#a} there",
        ),
        (
            "# 甲 {#a}\n",
            "x\n",
            "docs/zh/a.md:5: headings differ from docs/en/a.md: # {#a} here, nothing there",
        ),
        (
            FENCE.format("a.py#x"),
            FENCE.format("a.py#y"),
            "docs/zh/a.md:5: fences differ from docs/en/a.md:5: a.py#x (code output) here, a.py#y (code output) there",
        ),
        (
            "`{run} a.py#x`\n",
            "`{run} a.py#x:.2f`\n",
            "docs/zh/a.md:5: values differ from docs/en/a.md:5: `{run} a.py#x` here, `{run} a.py#x:.2f` there",
        ),
    ],
)
def test_what_differs_is_said_with_both_places(differences, zh, en, said):
    assert differences(zh, en) == [f"{said}\n    Both languages have the same, in the same order."]


def test_a_page_that_one_language_lacks_is_missing(manual):
    project = manual(pages={"zh/a.md": "x\n", "en/b.md": "x\n"})
    assert [str(problem) for problem in languages.check_languages(read_pages(project)[0], project)] == [
        "docs/en/a.md: is missing; another language has it\n    Write it.",
        "docs/zh/b.md: is missing; another language has it\n    Write it.",
    ]


def test_a_cell_that_no_page_shows_is_an_orphan(manual):
    project = manual(
        {"a.py": '# %% x\n1\n# %% y tags=["remove-cell"]\n2\n# %% z\n3\n'},
        {"zh/a.md": FENCE.format("a.py#x") + FENCE.format("a.py#z"), "en/a.md": FENCE.format("a.py#x")},
    )
    found = references.check_orphans(read_pages(project)[0], read_snippets(project)[0], project)
    assert list(map(str, found)) == [
        "snippets/a.py:5: no page in docs/en shows cell 'z'\n    Show it with a run fence, or tag it [\"remove-cell\"]."
    ]


def test_a_chapter_shows_cells_in_the_order_in_which_they_run(manual):
    shown = "".join(FENCE.format(f"a.py#{name}") for name in ("x", "z", "y", "x"))
    project = manual({"a.py": "# %% x\n1\n# %% y\n2\n# %% z\n3\n"}, {"a.md": shown, "b.md": shown})
    found = references.check_order(read_pages(project)[0], read_snippets(project)[0])
    assert [str(problem) for problem in found if "/en/" in problem.where] == [
        "docs/en/a.md:9: 'y' stands after 'z' here, and before it in snippets/a.py\n"
        "    Put the cells in the order in which the page shows them."
    ]


def test_a_program_that_is_broken_is_not_called_missing(manual):
    project = manual({"a.py": ""}, {"a.md": FENCE.format("a.py#x")})
    snippets, problems = read_snippets(project)
    assert (
        references.check_references(read_pages(project)[0], snippets, [problem.where for problem in problems])
        == []
    )
