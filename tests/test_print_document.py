"""One document of all pages: ids are its own, links stay inside, what only a screen can use is gone."""

import re

import pytest
from bs4 import BeautifulSoup

from scripts.publishing.print_document import printable_document, read_site

HOME = """<!doctype html><html lang="zh-CN"><head><title>手册</title><meta name="description" content="很&quot;小">
<link rel="stylesheet" href="../assets/a.css"></head><body>
<nav class="pages"><a class="md-nav__link" href="./">首页</a>
<nav class="md-nav md-nav--secondary" aria-label="目录"><a class="md-nav__link" href="#x">X</a></nav>
<a class="md-nav__link" href="b/">B</a><a class="md-nav__link" href="a/">A</a></nav>
<article><h1 id="home">首页</h1></article></body></html>"""
PAGE = """<html lang="zh-CN"><script type="application/ld+json">{{"dateModified": "{day}", "dependencies": "Keras 3, Python 3"}}
</script><nav class="md-nav md-nav--secondary" aria-label="目录"></nav><article class="md-typeset">{body}</article></html>"""
A = """<a class="take-page" href="../downloads/a.md">Markdown</a><h1 id="a">甲<a class="headerlink" href="#a">¶</a></h1>
<h2 id="same">节</h2><p id="links"><a href="#same">1</a><a href="../b/">2</a><a href="../b/#same">3</a><a href="../b/#none">4</a>
<a href="../notebooks/a/">5</a><a href="https://x.org/?q=1#same">6</a><a href="..">7</a><a href="data:text/csv,1">8</a></p>
<svg viewBox="0 0 1 1"><defs><clipPath id="c"><path id="p"/></clipPath></defs><g clip-path="url(#c)"
style="fill: url('#p'); stroke: red"><use xlink:href="#p"/></g></svg>
<details><summary>更多</summary><p aria-describedby="term-x" tabindex="0">里面</p></details>
<div class="tabbed-set"><input type="radio"><div class="tabbed-labels"><label for="t1">一</label><label for="t2"><code>二</code></label></div>
<div class="tabbed-content"><div class="tabbed-block"><p>T1</p></div><div class="tabbed-block"><p>T2</p></div></div></div>
<div class="run-card"><span>Keras 3 · 1 s</span> <span class="run-take"><a href="../downloads/a.py">program</a></span></div><section class="terms">T</section><script>1</script>"""
B = '<h1 id="b">乙</h1><h2 id="same">节</h2><p class="run-end"><a href="../notebooks/b/">notebook</a></p>'


@pytest.fixture
def site(tmp_path):
    pages = {
        "zh/index.html": HOME,
        "zh/a/index.html": PAGE.format(day="2026-01-02", body=A),
        "zh/b/index.html": PAGE.format(day="2026-01-03", body=B),
        "assets/a.css": "p { color: red }",
    }
    for name, text in pages.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def made(site, url=""):
    return BeautifulSoup(printable_document(read_site(site, "zh", url)), "html.parser")


def links(soup):
    return {link.get_text(): link["href"] for link in soup.find(id="a:links").select("a")}


def test_chapters_stand_in_the_order_of_the_navigation_after_title_and_contents(site):
    soup = made(site)
    assert soup.html["lang"] == "zh-CN"
    assert soup.title.get_text() == "手册"
    assert [h1.get_text() for h1 in soup.select("h1")] == ["目录", "乙", "甲"]
    assert [(a.get_text().strip(), a["href"]) for a in soup.select(".book-contents a")] == [
        ("乙", "#b:b"),
        ("节", "#b:same"),
        ("甲", "#a:a"),
        ("节", "#a:same"),
    ]
    assert [p.get_text() for p in soup.select(".front p")] == [
        "手册",
        '很"小',
        "Keras 3 · Python 3",
        "2026-01-03",
    ]


def test_ids_are_unique_and_every_link_inside_finds_one(site):
    soup = made(site)
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    named = {a["href"] for a in soup.select('a[href^="#"]')} | {
        use["xlink:href"] for use in soup.select("use")
    }
    assert named <= {f"#{each}" for each in ids}


def test_a_link_to_a_chapter_stays_inside_and_one_to_the_rest_of_the_site_goes(site):
    assert links(made(site)) == {
        "1": "#a:same",
        "2": "#b",
        "3": "#b:same",
        "4": "#b",
        "6": "https://x.org/?q=1#same",
    }


def test_where_the_address_is_known_a_link_leads_to_the_rest_of_the_site(site):
    found = links(made(site, "https://y.org/m/"))
    assert found["5"] == "https://y.org/m/zh/notebooks/a/"
    assert found["7"] == "https://y.org/m/zh/"
    assert "8" not in found


def test_what_a_picture_names_in_itself_follows_its_ids(site):
    svg = made(site).svg
    assert svg.g["clip-path"] == "url(#a:c)"
    assert svg.g["style"] == "fill: url(#a:p); stroke: red"
    assert svg.use["xlink:href"] == "#a:p"


def test_what_only_a_screen_can_use_is_gone_and_what_it_folds_is_open(site):
    soup = made(site)
    assert (
        soup.select(
            "script, input, .run-end, .terms, .take-page, .headerlink, [tabindex], [aria-describedby]"
        )
        == []
    )
    assert soup.details.has_attr("open")
    assert [card.get_text() for card in soup.select(".run-card")] == ["Keras 3 · 1 s"]


def test_tabs_stand_one_after_the_other_each_below_its_label(site):
    soup = made(site)
    assert [tab.get_text("|") for tab in soup.select(".tab")] == ["一|T1", "二|T2"]
    assert str(soup.select(".tab-label")[1]) == '<p class="tab-label"><code>二</code></p>'


def test_styles_stand_in_the_document_and_no_file_beside_it_is_needed(site):
    text = printable_document(read_site(site, "zh"))
    assert "p { color: red }" in text
    assert re.findall(r"<link|src=", text) == []


def test_the_key_changes_with_a_page_and_with_nothing_else(site):
    key = read_site(site, "zh").key
    (site / "zh" / "c").mkdir()
    (site / "zh" / "c" / "index.html").write_text("not in the navigation", encoding="utf-8")
    assert read_site(site, "zh").key == key
    assert read_site(site, "zh", "https://y.org/").key != key
    (site / "zh/a/index.html").write_text(PAGE.format(day="2026-01-02", body=A + "<p>"), encoding="utf-8")
    assert read_site(site, "zh").key != key
