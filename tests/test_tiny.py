"""A miniature manual, built as an author does: build, build again, break, fix; in processes of their own."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from bs4 import BeautifulSoup
from manuals import add_builder, environment, mkdocs

TINY = Path(__file__).parent / "tiny"
PRELOADED = "preloaded.txt"


def make(root: Path) -> Path:
    """The miniature manual in `root`; an import of what it preloads leaves a line in preloaded.txt."""
    shutil.copytree(TINY, root)
    add_builder(root)
    return root


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def preloads(root: Path) -> int:
    path = root / PRELOADED
    return len(path.read_text(encoding="utf-8").splitlines()) if path.exists() else 0


def processes_in(root: Path) -> list[psutil.Process]:
    """Processes that work in this manual, by folder or environment."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.status() == psutil.STATUS_ZOMBIE or process.pid == os.getpid():
                continue
            places = [process.cwd(), *process.environ().values()]
        except psutil.Error:
            continue
        if any(place == str(root) or place.startswith(f"{root}/") for place in places):
            found.append(process)
    return found


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A tiny manual, built once; what the build said."""
    root = make(tmp_path_factory.mktemp("tiny") / "manual")
    done = mkdocs(root, "build")
    assert done.returncode == 0, done.stdout
    return root, done.stdout


def test_one_command_makes_both_languages_and_the_root_page(tiny):
    root, said = tiny
    for page in (
        "zh/index.html",
        "en/index.html",
        "zh/outputs/index.html",
        "en/notebooks/outputs/index.html",
        "index.html",
    ):
        assert (root / "site" / page).is_file()
    assert re.search(r"Built in [\d.]+ s:\n(  +[\d.]+ s  .*\n)+", said)
    assert {re.sub(r"^ +[\d.]+ s  ", "", line) for line in said.split("Built in")[1].splitlines()[1:]} >= {
        "run outputs.py",
        "pages of zh",
        "pages of en",
        "staging",
    }


def test_a_program_is_run_once_for_both_languages(tiny):
    root, _ = tiny
    drawn = {locale: soup(root / "site" / locale / "outputs" / "index.html") for locale in ("zh", "en")}
    numbers = {
        locale: page.select_one('[data-src="outputs.py#random"] pre.run-text').text
        for locale, page in drawn.items()
    }
    assert numbers["zh"] == numbers["en"]


def test_values_stand_in_prose(tiny):
    root, _ = tiny
    assert "共 12 个，准确率 0.93。" in soup(root / "site/zh/outputs/index.html").text
    assert "12 in all, accuracy 0.93." in soup(root / "site/en/outputs/index.html").text


def test_what_a_run_prints_never_becomes_markup(tiny):
    root, _ = tiny
    for name in ("outputs/index.html", "notebooks/outputs/index.html"):
        for locale in ("zh", "en"):
            page = soup(root / "site" / locale / name)
            article = page.select_one("article")
            assert not [script for script in article.select("script") if "alert" in script.text]
            assert not article.select("[onerror], [onclick], iframe, .evil, #evil")
            assert not [heading.text for heading in article.select("h1, h2, h3") if "Heading" in heading.text]
            printed = page.find("pre", string=re.compile("alert")) or next(
                pre for pre in article.select("pre") if "alert" in pre.text and "<script>" in pre.text
            )
            for part in (
                "<script>alert(1)</script>",
                "# Heading",
                "```python",
                "{{ 7 * 7 }}",
                "{% raw %}",
                "&amp;",
                "[link](http://x)",
                "`{run} outputs.py#total`",
                "*stars*",
                "<!-- comment",
            ):
                assert part in printed.text


def test_a_value_that_holds_markdown_or_html_is_shown_as_it_is(tiny):
    root, _ = tiny
    for locale in ("zh", "en"):
        text = soup(root / "site" / locale / "outputs/index.html").select_one("article").text
        assert "【<b class=evil>*x* `y` [z](u) | # h ## 1. - &amp; {{ 1 }}】" in text


def test_html_of_a_run_loses_what_acts_and_keeps_its_table(tiny):
    root, _ = tiny
    for name in ("outputs/index.html", "notebooks/outputs/index.html"):
        article = soup(root / "site/en" / name).select_one("article")
        assert [cell.text for cell in article.select("table td")][:1] == ["cell"]
        (shown,) = article.select(":not(.run-numbers) > .run-html, .jp-RenderedHTML")
        assert shown.text.strip() == "cell"


def test_a_figure_has_its_words_in_the_reader_s_language_and_an_alt_text(tiny):
    root, _ = tiny
    falls = {"zh": "一条下降的曲线; 损失 从 3 到 1", "en": "A falling curve; loss from 3 to 1"}
    for locale, word, plain in (("zh", "损失", "一条下降的曲线"), ("en", "loss", "A falling curve")):
        for name, alt in (("outputs", falls[locale]), ("notebooks/outputs", plain)):
            (figure,) = soup(root / "site" / locale / name / "index.html").select("article svg.figure-plot")
            assert word in [text.text for text in figure.select("text")]
            assert (figure["role"], figure["aria-label"]) == ("img", alt)


def test_a_fence_works_in_a_list_an_admonition_and_a_tab(tiny):
    root, _ = tiny
    page = soup(root / "site/en/outputs/index.html")
    assert (
        len(page.select("li .run pre"))
        == len(page.select(".admonition .run pre"))
        == len(page.select(".tabbed-block .run pre"))
        == 2
    )


def test_ids_on_a_page_are_unique(tiny):
    root, _ = tiny
    for path in (root / "site").rglob("outputs/index.html"):
        ids = [element["id"] for element in soup(path).select("[id]")]
        assert len(ids) == len(set(ids)), path


def test_headings_have_the_same_ids_in_both_languages_and_in_the_notebook(tiny):
    root, _ = tiny

    def ids(name):
        return [
            heading["id"]
            for heading in soup(root / "site" / name / "index.html").select("article :is(h1, h2, h3)")
        ]

    assert (
        ids("zh/outputs")
        == ids("en/outputs")
        == ids("zh/notebooks/outputs")
        == ["outputs", "text", "figure", "places"]
    )


def test_nothing_stale_runs_nothing_and_imports_nothing(tiny):
    root, _ = tiny
    before = preloads(root)
    assert before == 1
    first = hashes(root / "site")
    done = mkdocs(root, "build")
    assert done.returncode == 0, done.stdout
    assert preloads(root) == before
    assert "run outputs.py" not in done.stdout
    changed = {name for name, content in hashes(root / "site").items() if first.get(name) != content}
    assert changed == set()


def test_a_site_says_when_and_how_long(tiny):
    root, _ = tiny
    assert re.search(
        r"run\son\s\d{4}-\d\d-\d\d · Python\s3\.\d+\.\d+ · \d+\scells\sin\s\d+\.\d\ss",
        soup(root / "site/en/outputs/index.html").text,
    )


def test_break_and_fix(tmp_path):
    root = make(tmp_path / "manual")
    assert mkdocs(root, "build").returncode == 0
    before, program = hashes(root / "site"), root / "snippets" / "outputs.py"
    text = program.read_text(encoding="utf-8")

    program.write_text(text.replace("total = 12", "total = 1 / 0"), encoding="utf-8")
    done = mkdocs(root, "build")
    assert done.returncode == 1
    assert "snippets/outputs.py:13: cell 'random' raised ZeroDivisionError: division by zero" in done.stdout
    assert hashes(root / "site") == before
    assert preloads(root) == 2

    program.write_text(text + "# a comment\n", encoding="utf-8")
    done = mkdocs(root, "build")
    assert (done.returncode, preloads(root)) == (0, 2)
    assert "# a comment" in (root / "site" / "en" / "downloads" / "outputs.py").read_text(encoding="utf-8")

    page = root / "docs" / "en" / "outputs.md"
    page.write_text(page.read_text(encoding="utf-8").replace(" in all", " All in all"), encoding="utf-8")
    done = mkdocs(root, "build")
    assert (done.returncode, preloads(root)) == (0, 2)
    assert "All in all" in (root / "site" / "en" / "outputs" / "index.html").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_broken_link_on_a_page_of_either_language_stops_the_build_and_leaves_the_site(locale, tmp_path):
    root = make(tmp_path / "manual")
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("before", encoding="utf-8")
    with (root / "docs" / locale / "index.md").open("a", encoding="utf-8") as page:
        page.write("\n[nowhere](nowhere.md) [no section](outputs.md#nothing)\n")
    done = mkdocs(root, "build")
    assert done.returncode == 1, done.stdout
    assert "nowhere.md" in done.stdout
    assert "#nothing" in done.stdout
    assert hashes(root / "site").keys() == {"index.html"}


ADDRESS = "https://example.org/manual/"


def head(root: Path, name: str) -> dict[str, str]:
    """What a page says of itself: `canonical`, a language's code, a meta's name or property -> content."""
    page = soup(root / "site" / name).head
    said = {link["hreflang"]: link["href"] for link in page.select("link[hreflang]")}
    if canonical := page.select_one("link[rel=canonical]"):
        said["canonical"] = canonical["href"]
    metas = page.select("meta[content]:is([name], [property])")
    return said | {meta.get("name") or meta["property"]: meta["content"] for meta in metas}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A tiny manual that knows its address, with a description that could break a page."""
    root = make(tmp_path_factory.mktemp("published") / "manual")
    page = root / "docs" / "en" / "outputs.md"
    text = page.read_text(encoding="utf-8")
    described = "description: '\"What\" </script><b> one''s & sees'"
    page.write_text(text.replace("description: What one sees", described), encoding="utf-8")
    done = mkdocs(root, "build", SITE_URL=ADDRESS)
    assert done.returncode == 0, done.stdout
    return root


@pytest.mark.slow
def test_a_page_says_its_address_its_other_language_and_what_it_is_about(published):
    said = head(published, "en/outputs/index.html")
    description = '"What" </script><b> one\'s & sees'
    wanted = {
        "canonical": f"{ADDRESS}en/outputs/",
        "en": f"{ADDRESS}en/outputs/",
        "zh-CN": f"{ADDRESS}zh/outputs/",
        "x-default": f"{ADDRESS}en/outputs/",
        "description": description,
        "og:type": "article",
        "og:site_name": "Tiny manual",
        "og:title": "Outputs",
        "og:description": description,
        "og:url": f"{ADDRESS}en/outputs/",
        "og:locale": "en_US",
        "og:locale:alternate": "zh_CN",
        "og:image": f"{ADDRESS}en/assets/cards/outputs.png",
        "og:image:alt": "Outputs",
        "twitter:card": "summary_large_image",
        "twitter:description": description,
    }
    assert {name: said.get(name) for name in wanted} == wanted
    assert (published / "site" / "en/assets/cards/outputs.png").is_file()
    assert head(published, "zh/index.html")["x-default"] == ADDRESS


@pytest.mark.slow
def test_an_article_s_data_can_be_read_and_name_what_ran_it(published):
    data = json.loads(
        soup(published / "site/en/outputs/index.html").select_one("[type='application/ld+json']").text
    )
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", data.pop("dateModified"))
    assert data.pop("dependencies").startswith("Python 3.")
    assert data == {
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "headline": "Outputs",
        "description": '"What" </script><b> one\'s & sees',
        "inLanguage": "en",
        "url": f"{ADDRESS}en/outputs/",
        "image": f"{ADDRESS}en/assets/cards/outputs.png",
        "isPartOf": {"@type": "WebSite", "name": "Tiny manual", "url": f"{ADDRESS}en/"},
    }


@pytest.mark.slow
def test_one_sitemap_has_the_pages_of_both_languages_and_no_notebook(published):
    text = (published / "site/sitemap.xml").read_text(encoding="utf-8")
    assert re.findall("<loc>(.*)</loc>", text) == [
        f"{ADDRESS}{name}" for name in ("en/", "en/outputs/", "zh/", "zh/outputs/")
    ]
    assert text.count("<xhtml:link") == 4 * 3
    assert list((published / "site").glob("*/sitemap.xml*")) == []
    assert head(published, "zh/notebooks/outputs/index.html")["canonical"] == f"{ADDRESS}zh/outputs/"


@pytest.mark.slow
def test_without_an_address_nothing_claims_one(tiny):
    root, _ = tiny
    said = head(root, "en/outputs/index.html")
    assert (said["zh-CN"], said["x-default"]) == ("../../zh/outputs/", "../../en/outputs/")
    assert not {"canonical", "og:url", "og:image", "twitter:image"} & said.keys()
    assert not [
        path for path in (root / "site").rglob("*") if path.name in ("sitemap.xml", "robots.txt", "cards")
    ]


@pytest.mark.slow
def test_with_source_date_epoch_two_builds_from_nothing_give_the_same_bytes(tmp_path):
    sites = []
    for name in ("one", "other"):
        root = make(tmp_path / name)
        program = root / "snippets" / "outputs.py"
        text = program.read_text(encoding="utf-8")
        program.write_text(text.replace("random.SystemRandom().random()", "0.5"), encoding="utf-8")
        done = mkdocs(root, "build", SOURCE_DATE_EPOCH="1700000000", SITE_URL="https://example.org/manual/")
        assert done.returncode == 0, done.stdout
        sites.append(root / "site")
    assert hashes(sites[0]) == hashes(sites[1])
    assert {"sitemap.xml", "zh/search/index.js", "zh/assets/cards/outputs.png"} <= hashes(sites[0]).keys()
    text = soup(sites[0] / "en/outputs/index.html").text
    assert re.search(r"run\son\s2023-11-14 · .* · \d+\scells\sin\s…\ss", text)
    assert "epoch took …" in text


@pytest.mark.slow
def test_the_console_script_does_the_same(tmp_path):
    root = make(tmp_path / "manual")
    script = Path(sys.executable).parent / "mkdocs"
    done = subprocess.run(
        [script, "build"], cwd=root, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (root / "site" / "en" / "outputs" / "index.html").is_file()


@pytest.mark.slow
def test_two_builds_at_once_both_end_well_and_one_waits(tmp_path):
    root = make(tmp_path / "manual")
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build"],
            cwd=root,
            env=environment(),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for _ in range(2)
    ]
    said = [each.communicate()[0] for each in both]
    assert [each.returncode for each in both] == [0, 0], "\n".join(said)
    assert sum("Another build is at work here; waiting for its end." in text for text in said) == 1
    assert preloads(root) == 1
    assert (root / "site" / "en" / "outputs" / "index.html").is_file()


def states(root: Path) -> dict[str, bool]:
    """Moments of a build, as seen from outside, in order."""
    return {
        "locked": (root / ".store" / "lock").exists(),
        "running": (root / "began.txt").exists(),
        "kept": any((root / ".store").glob("*/*+sum")),
        "staged": (root / "build" / "en" / "outputs.md").exists(),
        "pages": (root / "build" / "site" / "zh" / "index.html").exists(),
        "second": (root / "build" / "site" / "en" / "index.html").exists(),
    }


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["locked", "running", "kept", "staged", "pages", "second"])
def test_a_build_killed_at_any_moment_leaves_nothing_that_harms_the_next(moment, tmp_path):
    root = make(tmp_path / "manual")
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=root,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not states(root)[moment]:
        assert process.poll() is None, f"the build ended before it was {moment}"
    process.send_signal(signal.SIGKILL)
    process.wait()
    _, alive = psutil.wait_procs(processes_in(root), timeout=30)
    assert alive == []
    done = mkdocs(root, "build")
    assert done.returncode == 0, done.stdout
    assert "was cut short or altered" not in done.stdout
    assert list((root / "site").rglob(".*")) == []
    index = (root / "site" / "en" / "search" / "index.js").read_text(encoding="utf-8")
    json.loads(index.removeprefix("manualIndex="))
    assert "12 in all, accuracy 0.93." in soup(root / "site/en/outputs/index.html").text


def test_options_of_the_command_line_reach_every_language(tmp_path):
    root = make(tmp_path / "manual")
    done = mkdocs(root, "build", "--no-directory-urls")
    assert done.returncode == 0, done.stdout
    found = {
        code: {
            path.relative_to(root / "site" / code).as_posix()
            for path in (root / "site" / code).rglob("*.html")
        }
        for code in ("zh", "en")
    }
    assert "outputs.html" in found["en"]
    assert found["zh"] == found["en"]
