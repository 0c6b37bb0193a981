"""One build after another: a server goes on with the last good one, and a site is swapped in whole."""

import pytest

from scripts.builder.session import BuildSession
from scripts.core.problem import Problems

PAGE = '# H {#h}\n\n```run src="a.py#x"\n```\n'


@pytest.fixture
def project(manual):
    return manual({"a.py": "# %% x\n1\n"}, {"a.md": PAGE}, files={"docs/root/index.html": "root"})


def build(manual, project, text):
    """As a site builder would: begin, one page a locale, end."""
    for settings in manual.begin(project.root, project.root / "site"):
        settings.site.mkdir(parents=True, exist_ok=True)
        (settings.site / "index.html").write_text(text, encoding="utf-8")
        manual.done(settings.locale.code)
    manual.end()


def test_a_builder_is_told_all_that_it_needs_for_each_locale(project):
    manual = BuildSession(serving=False)
    zh, en = manual.begin(project.root, project.root / "site")
    assert [each.locale.code for each in (zh, en)] == ["zh", "en"]
    assert [each.docs for each in (zh, en)] == [project.build / "zh", project.build / "en"]
    assert zh.headings == {"a.md": ["h"]}
    assert zh.others == [{"code": "en", "name": "English", "html_lang": "en"}]
    assert [fence["name"] for fence in zh.custom_fences] == ["run", "build"]


def test_the_site_appears_whole_at_the_end(project, capsys):
    manual = BuildSession(serving=False)
    build(manual, project, "one")
    site = project.root / "site"
    assert sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html")) == [
        "en/index.html",
        "index.html",
        "zh/index.html",
    ]
    for settings in manual.begin(project.root, site):
        settings.site.mkdir(parents=True)
        (settings.site / "index.html").write_text("two", encoding="utf-8")
    assert (site / "zh" / "index.html").read_text(encoding="utf-8") == "one"
    manual.end()
    assert (site / "zh" / "index.html").read_text(encoding="utf-8") == "two"
    assert not (project.build / "old-site").exists()


def test_the_zip_is_there_and_its_size_on_the_page(project):
    build(BuildSession(serving=False), project, '<a data-size href="../manual-offline.zip">all</a>')
    zipped = (project.root / "site" / "manual-offline.zip").stat().st_size
    page = (project.root / "site" / "zh" / "index.html").read_text(encoding="utf-8")
    assert page.endswith(f'all</a> <span class="size">({zipped / 1000:.0f} KB)</span>')


def test_a_server_makes_no_pdf_and_has_no_link_to_one(project):
    text = (project.root / "pyproject.toml").read_text(encoding="utf-8")
    asked = text.replace("[tool.manual]", '[tool.manual]\npdf = "tiny"', 1)
    (project.root / "pyproject.toml").write_text(asked, encoding="utf-8")
    build(BuildSession(serving=True), project, '<li><a data-size href="../tiny-zh.pdf">PDF</a></li>x')
    assert (project.root / "site" / "zh" / "index.html").read_text(encoding="utf-8") == "x"
    assert not list((project.root / "site").glob("*.pdf"))


def test_a_site_may_lie_in_a_folder_that_is_not_there_yet(project, tmp_path):
    manual, site = BuildSession(serving=False), tmp_path / "else" / "where"
    for settings in manual.begin(project.root, site):
        settings.site.mkdir(parents=True)
    manual.end()
    assert (site / "index.html").is_file()


def test_where_the_time_went_is_said_at_the_end(project, capsys):
    build(BuildSession(serving=False), project, "one")
    said = capsys.readouterr().out
    assert said.startswith("Built in ")
    assert {line.split("  ")[-1] for line in said.splitlines()[1:]} == {
        "import, before the first run",
        "run a.py",
        "staging",
        "pages of zh",
        "pages of en",
        "finish, with the zip",
    }


def test_a_wrong_manual_stops_a_build_and_leaves_the_site(project):
    build(BuildSession(serving=False), project, "one")
    (project.snippets / "a.py").write_text("# %% x\n1 / 0\n", encoding="utf-8")
    manual = BuildSession(serving=False)
    with pytest.raises(Problems):
        manual.begin(project.root, project.root / "site")
    assert (project.root / "site" / "zh" / "index.html").read_text(encoding="utf-8") == "one"


def test_a_server_keeps_its_last_good_build_when_the_next_fails(project):
    manual = BuildSession(serving=True)
    build(manual, project, "one")
    live = manual.live
    (project.snippets / "a.py").write_text("# %% x\n1 / 0\n", encoding="utf-8")
    with pytest.raises(Problems, match=r"snippets/a.py:2: cell 'x' raised ZeroDivisionError"):
        manual.begin(project.root, project.root / "site")
    assert manual.live is live
    (project.snippets / "a.py").write_text("# %% x\n2\n", encoding="utf-8")
    build(manual, project, "three")
    assert manual.live is not live


def test_a_server_that_never_had_a_good_build_stops(project):
    (project.snippets / "a.py").write_text("# %% x\n1 / 0\n", encoding="utf-8")
    with pytest.raises(Problems):
        BuildSession(serving=True).begin(project.root, project.root / "site")
