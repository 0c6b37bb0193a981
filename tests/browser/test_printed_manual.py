"""The manual's own PDFs: every chapter once, no empty page, links that find their place."""

import re

import pytest
from pypdf import PdfReader

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture(scope="module", params=["zh", "en"])
def pdf(request, chromium, site):
    return PdfReader(site / f"keras-manual-{request.param}.pdf")


def test_every_chapter_is_in_the_outline_once(pdf, project):
    titles = [entry.title for entry in pdf.outline if not isinstance(entry, list)]
    assert len(titles) == len(set(titles))
    # the contents take the place of the home page
    assert len(titles) == len(list((project.docs / "en").glob("*.md")))


def test_a_title_is_not_doubled_by_a_line_that_two_pages_share(pdf):
    def entries(outline):
        for entry in outline:
            yield from entries(entry) if isinstance(entry, list) else [entry.title]

    titles = list(entries(pdf.outline))
    assert [title for title in titles if title[: len(title) // 2] * 2 == title] == []


def test_no_page_is_empty(pdf):
    empty = [number for number, page in enumerate(pdf.pages, 1) if len(page.extract_text().strip()) < 20]
    assert empty == []


def test_the_contents_say_on_which_page_a_chapter_begins(pdf):
    places = {name.removeprefix("/"): place for name, place in pdf.named_destinations.items()}
    contents = "\n".join(page.extract_text() for page in pdf.pages[1:6])
    for name in ("sequential", "training", "about"):
        number = pdf.get_destination_page_number(places[f"{name}:{name}"]) + 1
        title = next(
            entry.title
            for entry in pdf.outline
            if not isinstance(entry, list) and pdf.get_destination_page_number(entry) + 1 == number
        )
        assert re.search(rf"{re.escape(title.split()[0])}[^\d]*{number}\b", contents), (title, number)


def test_every_link_inside_finds_its_place(pdf):
    notes = [note.get_object() for page in pdf.pages for note in page.get("/Annots", ())]
    inside = {str(note["/Dest"]).removeprefix("/") for note in notes if "/Dest" in note}
    assert len(inside) > 100
    assert inside - {name.removeprefix("/") for name in pdf.named_destinations} == set()
