"""A published address that is no more leads to what took its place."""

from dataclasses import replace

import pytest

from scripts.core.problem import Problems
from scripts.publishing.offline_zip import offline_page
from scripts.sources.page import read_pages
from scripts.sources.redirects import (
    REDIRECTS_FILE,
    add_redirect,
    check_redirects,
    drop_redirect,
    read_redirects,
    redirects_to_yaml,
    write_redirects,
)

HEADINGS = "# H {#h}\n\n## S {#s}\n"


def test_chains_are_folded_and_sections_kept():
    assert add_redirect({"a.md": "b.md", "x.md": "b.md#s"}, "b.md", "c.md", has_sections=True) == {
        "a.md": "c.md",
        "x.md": "c.md#s",
        "b.md": "c.md",
    }


def test_what_led_to_a_section_of_a_removed_page_leads_where_the_page_does():
    assert add_redirect({"a.md": "b.md#s"}, "b.md", "c.md#t", has_sections=False) == {
        "a.md": "c.md#t",
        "b.md": "c.md#t",
    }


def test_a_page_that_gets_an_old_name_back_redirects_nowhere():
    assert add_redirect({"a.md": "b.md"}, "b.md", "a.md", has_sections=True) == {"b.md": "a.md"}
    assert drop_redirect({"a.md": "b.md"}, "a.md") == {}


def test_the_comments_at_the_file_s_head_stay_and_the_entries_are_sorted():
    assert redirects_to_yaml({"b.md": "x.md", "a.md": "x.md"}, "# of ours\nold.md: y.md\n") == (
        "# of ours\na.md: x.md\nb.md: x.md\n"
    )
    assert redirects_to_yaml({}).startswith("# Addresses of pages")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a.md: [", "docs/redirects.yml:1: is not YAML"),
        ("- a.md", "docs/redirects.yml: is a list\n    Write `old.md: new.md` or `old.md: new.md#id`."),
        ("a: b.md", "docs/redirects.yml: can't read the entry 'a'"),
        ("a.md: b", "docs/redirects.yml: can't read the entry 'a.md'"),
    ],
)
def test_another_form_is_said(manual, text, said):
    with pytest.raises(Problems) as found:
        read_redirects(manual(files={REDIRECTS_FILE: text}))
    assert str(found.value).startswith(said)


def test_a_redirect_leads_to_a_page_and_a_heading_of_every_language_and_from_no_page(manual):
    project = manual(
        pages={"a.md": HEADINGS, "zh/only.md": "# H {#h}\n"},
        files={REDIRECTS_FILE: "a.md: a.md\nb.md: a.md#s\nc.md: only.md\nd.md: a.md#ss\ne.md: aa.md\n"},
    )
    assert [str(problem) for problem in check_redirects(read_pages(project)[0], project)] == [
        "docs/redirects.yml: 'a.md' redirects, and is a page\n    Take the line away.",
        "docs/redirects.yml: 'c.md' leads to 'only.md', and there is no such page in every language\n"
        "    Did you mean 'only.md'?",
        "docs/redirects.yml: 'd.md' leads to 'a.md#ss', and a.md has no such heading in every language\n"
        "    Did you mean 's'?",
        "docs/redirects.yml: 'e.md' leads to 'aa.md', and there is no such page in every language\n"
        "    Did you mean 'a.md'?",
    ]


@pytest.fixture
def site(manual, tmp_path):
    """A manual with redirects, and its site."""
    words = '"This page has moved:": {zh: 这一页搬到了：}\n'
    project = manual(
        files={REDIRECTS_FILE: "old.md: new.md\ngone.md: index.md#s\n", "docs/strings.yml": words}
    )
    for code in ("zh", "en"):
        for name in ("", "new/", "notebooks/new/"):
            path = tmp_path / "site" / code / name / "index.html"
            path.parent.mkdir(parents=True)
            path.write_text(f"<title>New &amp; {code}</title>", encoding="utf-8")
        (tmp_path / "site" / code / "downloads").mkdir()
        (tmp_path / "site" / code / "downloads" / "new.py").write_text("1", encoding="utf-8")
    return project, tmp_path / "site"


def test_at_an_old_address_a_page_leads_on_in_the_reader_s_language(site):
    project, folder = site
    write_redirects(replace(project, url="https://a.example/m/"), folder)
    page = (folder / "zh/old/index.html").read_text(encoding="utf-8")
    assert '<html lang="zh-CN">' in page
    assert "<title>New &amp; zh</title>" in page
    assert '<link rel="canonical" href="https://a.example/m/zh/new/">' in page
    assert 'content="0; url=../new/index.html"' in page
    assert '<p>这一页搬到了：</p>\n<p><a href="../new/">New &amp; zh</a></p>' in page
    assert '<p>This page has moved:</p>\n<p><a href="../new/">' in (folder / "en/old/index.html").read_text(
        "utf-8"
    )


def test_the_notebook_leads_to_the_notebook_if_there_is_one(site):
    write_redirects(*site)
    assert 'href="../new/"' in (site[1] / "en/notebooks/old/index.html").read_text("utf-8")
    assert 'href="../../#s"' in (site[1] / "en/notebooks/gone/index.html").read_text("utf-8")
    assert 'href="../#s"' in (site[1] / "en/gone/index.html").read_text("utf-8")


def test_a_download_keeps_its_old_name_too(site):
    write_redirects(*site)
    assert [path.name for path in sorted((site[1] / "zh/downloads").iterdir())] == ["new.py", "old.py"]


def test_without_an_address_of_the_site_there_is_no_canonical_one(site):
    write_redirects(*site)
    assert "canonical" not in (site[1] / "en/old/index.html").read_text("utf-8")


def test_from_the_file_system_the_link_names_a_file(site):
    write_redirects(*site)
    path = site[1] / "en/old/index.html"
    assert '<a href="../new/index.html">' in offline_page(path.read_text("utf-8"), path.parent)


def test_a_redirect_to_a_page_that_the_site_lacks_is_said(manual, tmp_path):
    with pytest.raises(Problems) as found:
        write_redirects(manual(files={REDIRECTS_FILE: "old.md: new.md"}), tmp_path / "site")
    assert str(found.value).startswith(
        "docs/redirects.yml: 'old.md' leads to 'new.md', and the site has no zh/new/\n"
    )
