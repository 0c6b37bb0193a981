"""A PDF for each language: printed once, with outline and links; without Chromium the build goes on and says so."""

import io
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from manuals import ROOT
from pypdf import PdfReader, PdfWriter

from scripts.publishing import chromium
from scripts.publishing.pdf import remove_pdf_links, write_pdfs

HOME = """<!doctype html><html lang="{lang}"><head><title>{title}</title></head><body><nav class="pages">
<a class="md-nav__link" href="a/">A</a><a class="md-nav__link" href="b/">B</a></nav><article><ul>
<li>zip</li>
<li><a data-size href="../tiny-{locale}.pdf">PDF</a>, to print</li>
<li>text</li>
</ul></article></body></html>"""
PAGE = """<nav class="md-nav md-nav--secondary" aria-label="{toc}"></nav>
<article class="md-content__inner md-typeset"><h1 id="x">{head}</h1><p>{text} <a href="../b/#x">link</a></p></article>"""
WORDS = {
    "zh": {
        "lang": "zh-CN",
        "title": "小手册",
        "toc": "目录",
        "a": "序贯模型",
        "b": "过拟合",
        "text": "一层接一层",
    },
    "en": {
        "lang": "en",
        "title": "Tiny",
        "toc": "Contents",
        "a": "Stacks",
        "b": "Overfitting",
        "text": "layer by layer",
    },
}


@pytest.fixture
def project(manual):
    return replace(manual({"a.py": "# %% x\n1\n"}, {"a.md": "# H {#h}\n"}), pdf="tiny")


@pytest.fixture
def site(tmp_path):
    for locale, words in WORDS.items():
        pages = {"index.html": HOME.format(locale=locale, **words)}
        for name in ("a", "b"):
            pages[f"{name}/index.html"] = PAGE.format(head=words[name], **words)
        for name, text in pages.items():
            path = tmp_path / "made" / locale / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return tmp_path / "made"


@pytest.fixture
def no_chromium(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A program in Chromium's place: a PDF that counts how often one was printed."""
    folder = tmp_path / "bin"
    folder.mkdir()
    path = folder / "chromium"
    path.write_text(
        """#!/bin/sh
[ "$1" = --version ] && echo "Chromium $(cat "$0.version" 2>/dev/null)" && exit
echo x >> "$0.printed"
for each; do case "$each" in --print-to-pdf=*) cp "$0.pdf" "${each#*=}";; esac; done
""",
        encoding="utf-8",
    )
    path.chmod(0o755)
    blank = PdfWriter()
    blank.add_blank_page(100, 100)
    blank.write(folder / "chromium.pdf")
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return path


def printed(program):
    return len(program.with_name("chromium.printed").read_text(encoding="utf-8").splitlines())


TWICE = 2
"""A document is printed twice: the first print tells the pages of its contents."""


def home(site, locale):
    return (site / locale / "index.html").read_text(encoding="utf-8")


def test_without_chromium_the_build_says_so_and_no_link_is_left(project, site, no_chromium):
    assert write_pdfs(project, site) == (
        "No PDF: no Chromium on the PATH (chromium, chromium-browser, google-chrome, google-chrome-stable, chrome)."
    )
    for locale in WORDS:
        assert "<li>zip</li>\n<li>text</li>" in home(site, locale)
    assert not list(site.glob("*.pdf"))


def test_a_chromium_that_fails_is_as_none_and_said(project, site, program):
    program.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    assert write_pdfs(project, site) == f"No PDF: {program} ended with code 3 and no PDF."
    assert "pdf" not in home(site, "en")


def test_a_manual_that_asks_for_none_gets_none(project, site, program):
    assert write_pdfs(replace(project, pdf=""), site) == ""
    assert not list(site.glob("*.pdf"))


def test_a_server_leaves_the_links_out(project, site):
    remove_pdf_links(project, site)
    assert "pdf" not in home(site, "zh")


def test_a_document_that_did_not_change_is_not_printed_again(project, site, program):
    for _ in range(2):
        assert write_pdfs(project, site) == ""
        assert printed(program) == 2 * TWICE
        for path in site.glob("*.pdf"):
            path.unlink()
    page = site / "en" / "a" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("layer", "row"), encoding="utf-8")
    write_pdfs(project, site)
    assert printed(program) == 3 * TWICE
    assert sorted(path.name for path in site.glob("*.pdf")) == ["tiny-en.pdf", "tiny-zh.pdf"]
    assert len(list((project.build / "pdf").iterdir())) == 2


def test_another_chromium_prints_anew(project, site, program):
    write_pdfs(project, site)
    program.with_name("chromium.version").write_text("2.0", encoding="utf-8")
    write_pdfs(project, site)
    assert printed(program) == 4 * TWICE


@pytest.mark.browser
@pytest.mark.skipif(chromium.find_chromium() is None, reason="no Chromium")
@pytest.mark.parametrize("locale", list(WORDS))
def test_the_pdf_has_title_language_outline_text_and_links_inside(project, site, locale):
    assert write_pdfs(project, site) == ""
    pdf = PdfReader(io.BytesIO((site / f"tiny-{locale}.pdf").read_bytes()))
    words = WORDS[locale]
    assert pdf.metadata.title == words["title"]
    assert pdf.trailer["/Root"]["/Lang"] == words["lang"]
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"].value
    assert [entry.title for entry in pdf.outline] == [words["toc"], words["a"], words["b"]]
    assert len(pdf.pages) == 4  # title, contents, two chapters: none is empty
    assert words["text"] in pdf.pages[2].extract_text()
    links = [note.get_object() for page in pdf.pages for note in page.get("/Annots", ())]
    assert len(links) == 4
    assert [link for link in links if "/Dest" not in link] == []
    contents = pdf.pages[1].extract_text().split()
    assert [word for word in contents if word.isdecimal()] == ["2", "3", "4"]  # first, the page's own


@pytest.mark.browser
@pytest.mark.skipif(chromium.find_chromium() is None, reason="no Chromium")
def test_with_source_date_epoch_two_prints_give_the_same_bytes(project, site):
    project, made = replace(project, epoch=1_700_000_000), []
    for _ in range(2):
        write_pdfs(project, site)
        made.append((site / "tiny-zh.pdf").read_bytes())
        for path in (project.build / "pdf").iterdir():
            path.unlink()
    assert made[0] == made[1]
    assert PdfReader(io.BytesIO(made[0])).metadata.creation_date.timestamp() == 1_700_000_000


def test_code_that_makes_a_pdf_is_part_of_its_key(project, site, program):
    root = project.root
    shutil.copytree(ROOT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    settings = root / "pyproject.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[tool.manual]\n", '[tool.manual]\npdf = "tiny"\n', 1), encoding="utf-8")
    work = "from pathlib import Path; from scripts.publishing.pdf import write_pdfs as w; from scripts.core.project import read_project as r; w(r(Path()), Path('made'))"
    for number, name in enumerate(
        ["", "pdf.py", "print_document.py", "print_document.css", "chromium.py", "pdf_text.py"], 1
    ):
        if name:
            with (root / "scripts" / "publishing" / name).open("a", encoding="utf-8") as file:
                file.write("\n")
        subprocess.run([sys.executable, "-c", work], cwd=root, check=True)
        assert printed(program) == 2 * TWICE * number, name
