"""A new page passes every test as it is; one that can't be changes nothing."""

import shutil

import pytest
import yaml
from manuals import ROOT, SETTINGS, add_builder, mkdocs, write_manual

from scripts.authoring.create import bad_name, bad_titles, existing, new, problems_if_written, yaml_scalar
from scripts.checks import languages, references
from scripts.core.problem import Problems
from scripts.core.project import read_project
from scripts.sources.page import read_pages
from scripts.sources.redirects import read_redirects
from scripts.sources.snippet import read_snippets

TITLES = {"zh": "早停", "en": "Early stopping"}
NAV = "nav:\n  - index.md\n  - about.md\n"


@pytest.fixture
def project(manual):
    return manual(pages={"index.md": "# H {#h}\n", "about.md": "# A {#a}\n"}, files={"mkdocs.yml": NAV})


def files_of(project):
    return sorted(path.relative_to(project.root).as_posix() for path in project.root.rglob("*.*"))


def said(problems):
    return "\n".join(map(str, problems))


def test_a_new_page_is_a_program_and_a_page_in_each_language_last_in_the_navigation(project):
    written = new(project, "early-stopping", TITLES)
    assert [project.name_of(path) for path in written] == [
        "snippets/early-stopping.py",
        "docs/zh/early-stopping.md",
        "docs/en/early-stopping.md",
        "mkdocs.yml",
    ]
    assert (project.root / "mkdocs.yml").read_text(encoding="utf-8") == NAV + "  - early-stopping.md\n"


def test_nothing_is_wrong_with_it(project):
    new(project, "early-stopping", TITLES, "index")
    snippets, problems = read_snippets(project)
    pages, found = read_pages(project)
    problems += (
        found + references.check_references(pages, snippets) + languages.check_languages(pages, project)
    )
    problems += references.check_orphans(pages, snippets, project) + references.check_order(pages, snippets)
    assert said(problems) == ""
    own = {page.locale.code: page for page in pages if page.name == "early-stopping.md"}
    assert own["zh"].about == {"title": "早停", "description": "早停：一个小模型，构建本站时运行过。"}
    assert own["en"].headings[0].text == "Early stopping"
    assert [len(page.values) for page in own.values()] == [1, 1]


def test_a_new_page_takes_the_redirect_from_its_address_away(project):
    path = project.docs / "redirects.yml"
    path.write_text("# ours\ngone.md: about.md\nmine.md: about.md\n", encoding="utf-8")
    new(project, "mine", TITLES)
    assert path.read_text(encoding="utf-8") == "# ours\ngone.md: about.md\n"
    assert read_redirects(project) == {"gone.md": "about.md"}


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("Early_Stopping", "'Early_Stopping' can't be the name of a page\n    Use small letters, digits and hyphens, a letter first: 'early-stopping'."),
        ("2d", "'2d' can't be the name of a page\n    Use small letters, digits and hyphens, a letter first: 'd'."),
        ("早停", "'早停' can't be the name of a page\n    Use small letters, digits and hyphens, a letter first: 'my-page'."),
        ("downloads", "'downloads' is an address of something else in the site\n    Choose another name."),
        ("about", "docs/zh/about.md: is there already\n    Choose another name, or edit it."),
        ("random", "'random' is the name of a Python module, which snippets/random.py would stand in the way of\n    Add a word: 'random-page'."),
        ("early-stopping", ""),
    ],
)  # fmt: skip
def test_a_name_is_one_that_an_address_and_a_program_can_have(project, id, message):
    assert said(bad_name(project, id)) == message


def test_a_title_is_there_in_each_language_is_plain_and_can_be_drawn(project):
    assert said(bad_titles(project, {"zh": " "})) == (
        'no title in 中文\n    Give it: --title-zh "…"\nno title in English\n    Give it: --title-en "…"'
    )
    assert said(bad_titles(project, {"zh": "甲 {#x}", "en": "A"})) == (
        "the title in 中文 can't be a heading: '甲 {#x}'\n    Give --title-zh one line of plain words."
    )
    assert said(bad_titles(project, {"zh": "𰻞", "en": "A"})).startswith(
        "--title-zh: the font of the cards lacks '𰻞' of the title\n"
    )


@pytest.mark.parametrize(
    ("id", "titles", "after"), [("about", TITLES, ""), ("n-n", {}, ""), ("n-n", TITLES, "abou")]
)
def test_a_page_that_can_t_be_changes_nothing(project, id, titles, after):
    before = files_of(project)
    with pytest.raises(Problems):
        new(project, id, titles, after)
    assert files_of(project) == before
    assert (project.root / "mkdocs.yml").read_text(encoding="utf-8") == NAV


def test_what_would_be_wrong_is_found_before_it_is_written(project):
    text = '---\ntitle: T\ndescription: D\n---\n\n# T\n\n```run src="n-n.py#y"\n```\n'
    files = {project.snippets / "n-n.py": "# %% x\n1\n", project.docs / "en/n-n.md": text}
    found = [problem.what for problem in problems_if_written(project, files)]
    assert found == [
        "the heading 'T' has no id",
        "no cell 'y' in snippets/n-n.py",
        "is missing; another language has it",
        "no page in docs/zh shows cell 'x'",
        "no page in docs/en shows cell 'x'",
    ]
    assert not (project.docs / "en/n-n.md").exists()


def test_a_page_that_is_not_there_is_answered_with_the_nearest(project):
    assert existing(project, "about.md") == "about"
    with pytest.raises(Problems, match="Did you mean 'about'"):
        existing(project, "abuot")


@pytest.mark.parametrize("text", ["plain", "a: b", "'q'", '"', "yes", "1", "# x", "早停：何时", "a #b"])
def test_a_title_is_the_same_after_yaml(text):
    assert yaml.safe_load(f"title: {yaml_scalar(text)}") == {"title": text}


@pytest.mark.slow
def test_a_new_page_builds_with_keras_and_shows_its_outputs(tmp_path):
    settings = SETTINGS.replace("preload = [", 'preload = ["tensorflow", "keras", ')
    words = (ROOT / "docs/strings.yml").read_text(encoding="utf-8")
    root = tmp_path / "manual"
    write_manual(root, pages={"index.md": "# H {#h}\n"}, settings=settings, files={"docs/strings.yml": words})
    add_builder(root)
    shutil.copytree(ROOT / "docs/root", root / "docs/root")
    path = root / "mkdocs.yml"
    path.write_text(path.read_text(encoding="utf-8") + "nav:\n  - index.md\n", encoding="utf-8")
    new(read_project(root), "early-stopping", TITLES)
    done = mkdocs(root, "build")
    assert done.returncode == 0, done.stdout
    for code, sentence in (
        ("zh", "训练时要调整的数共有 10 个。"),
        ("en", "Training would adjust 10 numbers."),
    ):
        page = (root / f"site/{code}/early-stopping/index.html").read_text(encoding="utf-8")
        assert "Total params" in page
        assert sentence in page


def test_a_language_without_a_page_to_begin_with_is_said(manual):
    french = SETTINGS.partition("[tool.manual.locales.en]")[2]
    settings = f"{SETTINGS}[tool.manual.locales.fr]{french}".replace(
        'fr]\nname = "English"', 'fr]\nname = "Français"'
    )
    project = manual(settings=settings, files={"mkdocs.yml": NAV})
    with pytest.raises(Problems) as found:
        new(project, "early-stopping", {**TITLES, "fr": "Arret"})
    assert str(found.value) == (
        "scripts/authoring/templates/fr.md: no new page in Français is there\n    Write one as the others are.\n1 problem"
    )
