"""A page is renamed or removed whole, or not at all; links and its address lead on."""

import pytest

from scripts.authoring.move import remove, rename
from scripts.checks import languages, references
from scripts.core.problem import Problems
from scripts.sources.page import read_pages
from scripts.sources.redirects import read_redirects
from scripts.sources.snippet import read_snippets

NAV = "nav:\n  - index.md\n  - one.md\n  - two.md\n"
ONE = '# One {#one}\n\n## S {#s}\n\n```run src="one.py#x"\n```\n\n[two](two.md) [here](one.md#s)\n'


@pytest.fixture
def project(manual):
    return manual(
        {"one.py": "# %% x\n1\n"},
        {"index.md": "# H {#h}\n\n[one](one.md#s)\n", "one.md": ONE, "two.md": "# Two {#two}\n\n## T {#t}\n"},
        files={"mkdocs.yml": NAV},
    )


def state(project):
    return {
        path: path.read_bytes()
        for path in project.root.rglob("*")
        if path.is_file() and "snippets/__pycache__" not in path.as_posix()
    }


def refused(project, step, *args):
    """What a step says that changes nothing."""
    before = state(project)
    with pytest.raises(Problems) as found:
        step(project, *args)
    assert state(project) == before
    return str(found.value)


def wrong_in(project):
    snippets, problems = read_snippets(project)
    pages, found = read_pages(project)
    return (
        problems
        + found
        + references.check_references(pages, snippets)
        + languages.check_languages(pages, project)
    )


def test_a_renamed_page_is_whole_and_all_that_names_it_follows(project):
    rename(project, "one", "first-one")
    assert not list(project.root.rglob("one.*"))
    assert (project.snippets / "first-one.py").read_text(encoding="utf-8") == "# %% x\n1\n"
    page = (project.docs / "zh/first-one.md").read_text(encoding="utf-8")
    assert page.endswith(ONE.replace("one.py", "first-one.py").replace("one.md", "first-one.md"))
    assert "(first-one.md#s)" in (project.docs / "en/index.md").read_text(encoding="utf-8")
    assert "- first-one.md\n" in (project.root / "mkdocs.yml").read_text(encoding="utf-8")
    assert read_redirects(project) == {"one.md": "first-one.md"}
    assert wrong_in(project) == []


def test_renamed_twice_the_first_address_leads_to_the_last_and_back_again_nowhere(project):
    rename(project, "one", "uno")
    rename(project, "uno", "eins")
    assert read_redirects(project) == {"one.md": "eins.md", "uno.md": "eins.md"}
    rename(project, "eins", "one")
    assert read_redirects(project) == {"eins.md": "one.md", "uno.md": "one.md"}


def test_a_page_without_a_program_is_renamed_too(project):
    rename(project, "two.md", "second")
    assert (project.docs / "zh/second.md").is_file()
    assert "(second.md)" in (project.docs / "zh/one.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("on", "other"), "there is no page 'on'\n    Did you mean 'one'?\n1 problem"),
        (
            ("one", "two"),
            "docs/zh/two.md: is there already\n    Choose another name, or edit it.\n1 problem",
        ),
        (
            ("index", "home"),
            "the home page is where a site begins\n    Edit docs/*/index.md instead.\n1 problem",
        ),
    ],
)
def test_a_rename_that_can_t_be_changes_nothing(project, args, said):
    assert refused(project, rename, *args) == said


def test_a_page_that_others_link_to_stays_and_each_link_is_named(project):
    assert refused(project, remove, "two") == (
        "docs/en/one.md:12: leads to two.md\n    Say where it shall lead with --to PAGE[#ID].\n"
        "docs/zh/one.md:12: leads to two.md\n    Say where it shall lead with --to PAGE[#ID].\n"
        "2 problems"
    )


def test_links_to_a_removed_page_lead_where_its_address_does(project):
    remove(project, "two", "one#s")
    assert not list(project.root.rglob("two.*"))
    assert "[two](one.md#s)" in (project.docs / "zh/one.md").read_text(encoding="utf-8")
    assert read_redirects(project) == {"two.md": "one.md#s"}
    assert "two" not in (project.root / "mkdocs.yml").read_text(encoding="utf-8")
    assert wrong_in(project) == []


def test_a_page_that_nothing_needs_goes_and_its_address_leads_home(project):
    remove(project, "one", "two")
    remove(project, "two", "index")
    assert read_redirects(project) == {"one.md": "index.md", "two.md": "index.md"}
    assert not list(project.snippets.glob("*.py"))


def test_a_page_whose_cells_another_shows_stays(project):
    page = project.docs / "en/two.md"
    page.write_text(page.read_text(encoding="utf-8") + '\n```run src="one.py#x"\n```\n', encoding="utf-8")
    assert refused(project, remove, "one", "two#t") == (
        "docs/en/two.md:9: shows a cell or a value of one.py\n    Take it away first.\n1 problem"
    )


@pytest.mark.parametrize(
    ("to", "said"),
    [
        (
            "tow",
            "--to leads to 'tow.md', and docs/zh has no such page left\n    Did you mean 'two.md'?\n1 problem",
        ),
        ("one", "--to leads to 'one.md', and docs/zh has no such page left\n"),
        ("two#tt", "docs/zh/two.md: --to leads to '#tt', which it lacks\n    Did you mean 't'?\n1 problem"),
    ],
)
def test_links_can_t_be_led_nowhere(project, to, said):
    assert refused(project, remove, "one", to).startswith(said)
