"""Radicals in a PDF's text become the characters that they look like."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from scripts.publishing.pdf_text import meant_character, restore_characters


@pytest.mark.parametrize(
    ("radical", "there"), [("⼀", "一"), ("⽤", "用"), ("⻚", "页"), ("⻅", "见"), ("用", "用"), ("a", "a")]
)
def test_a_radical_is_the_character_it_looks_like(radical, there):
    assert meant_character(radical) == there


def pdf(table: bytes) -> bytes:
    """One page with one font that has this table."""
    writer = PdfWriter()
    page = writer.add_blank_page(100, 100)
    names = StreamObject()
    names.set_data(table)
    font = DictionaryObject({NameObject("/ToUnicode"): writer._add_object(names)})
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    writer.metadata = {"/Title": "T"}
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def table(content: bytes) -> bytes:
    (page,) = PdfReader(io.BytesIO(content)).pages
    return page["/Resources"]["/Font"]["/F1"]["/ToUnicode"].get_data()


def test_single_characters_and_ranges_are_fixed_and_the_rest_is_as_it_was():
    before = (
        b"2 beginbfchar\n<01> <2F00>\n<02> <4E2D>\nendbfchar\n"
        b"2 beginbfrange\n<08> <09> <2F09>\n<0A> <0C> <4E00>\nendbfrange\nend"
    )
    assert table(restore_characters(pdf(before))) == (
        b"2 beginbfchar\n<01> <4E00>\n<02> <4E2D>\nendbfchar\n"
        b"2 beginbfrange\n<08> <09> [<513F> <5165>]\n<0A> <0C> <4E00>\nendbfrange\nend"
    )


def test_the_title_stays_and_the_last_trailer_leads_to_it():
    content = restore_characters(pdf(b""))
    assert PdfReader(io.BytesIO(content)).metadata.title == "T"
    assert b"/Info" in content[content.rindex(b"/XRef") :]
