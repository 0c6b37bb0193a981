"""The root pages, the sitemap, and what is left out of a finished site."""

from dataclasses import replace
from pathlib import Path

import pytest

from scripts.publishing.finish import finish_site


def test_the_root_pages_are_copied(manual, tmp_path):
    project = manual(files={"docs/root/index.html": "<p>中</p>", "docs/root/404.html": "no"})
    finish_site(project, tmp_path / "site")
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "site").iterdir()} == {
        "index.html": "<p>中</p>",
        "404.html": "no",
    }


def test_what_readers_take_along_as_text_stands_where_pages_link_to_it(manual, tmp_path):
    project = manual(files={"build/take/llms.txt": "all", "build/take/zh/downloads/a.md": "# 甲"})
    finish_site(project, tmp_path / "site")
    assert (tmp_path / "site/llms.txt").read_text(encoding="utf-8") == "all"
    assert (tmp_path / "site/zh/downloads/a.md").read_text(encoding="utf-8") == "# 甲"


def test_the_search_is_ours_and_material_s_script_is_left_out(manual, tmp_path):
    scripts = "site/zh/assets/javascripts"
    project = manual(
        files={
            "site/zh/search/search_index.json": '{"docs": []}',
            f"{scripts}/bundle.js": "",
            f"{scripts}/workers/search.js": "",
        }
    )
    finish_site(project, tmp_path / "site")
    assert [path for path in (tmp_path / "site").rglob("*") if path.is_file()] == [
        tmp_path / "site/zh/search/index.js"
    ]


ROOT_PAGE = (
    '<link rel="canonical" href="./"><link rel="alternate" hreflang="en" href="en/">'
    '<a href="/en/">en</a><form action="/zh/"></form><link rel="icon" href="en/x.png">'
)


def test_where_the_address_is_known_the_root_pages_have_whole_ones(manual, tmp_path):
    project = replace(manual(files={"docs/root/index.html": ROOT_PAGE}), url="https://a.example/m/")
    finish_site(project, tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text(encoding="utf-8") == (
        '<link rel="canonical" href="https://a.example/m/">'
        '<link rel="alternate" hreflang="en" href="https://a.example/m/en/">'
        '<a href="/m/en/">en</a><form action="/m/zh/"></form><link rel="icon" href="en/x.png">'
    )
    assert (tmp_path / "site/robots.txt").read_text(encoding="utf-8") == (
        "User-agent: *\nAllow: /\nSitemap: https://a.example/m/sitemap.xml\n"
    )
    assert "<loc>https://a.example/m/</loc>" in (tmp_path / "site/sitemap.xml").read_text(encoding="utf-8")


def test_where_it_is_not_known_they_are_as_they_were_and_there_is_no_sitemap(manual, tmp_path):
    locals_ = {f"site/{locale}/sitemap.xml{end}": "" for locale in ("zh", "en") for end in ("", ".gz")}
    finish_site(manual(files={"docs/root/index.html": ROOT_PAGE, **locals_}), tmp_path / "site")
    files = [path.relative_to(tmp_path / "site") for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert files == [Path("index.html")]
    assert (tmp_path / "site/index.html").read_text(encoding="utf-8") == ROOT_PAGE


@pytest.mark.parametrize(
    ("url", "names"), [("", {"404.html"}), ("https://x.org/", {"404.html", "en/404.html"})]
)
def test_a_language_s_own_page_for_wrong_addresses_needs_the_site_s_address(manual, tmp_path, url, names):
    project = manual(files={"docs/root/404.html": "no", "site/en/404.html": "no"})
    finish_site(replace(project, url=url), tmp_path / "site")
    site = tmp_path / "site"
    assert {path.relative_to(site).as_posix() for path in site.rglob("404.html")} == names
