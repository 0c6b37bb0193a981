"""The glossary: each term with its definition, its other names and the place that explains it."""

import html
import re
from collections.abc import Mapping
from itertools import groupby

from scripts.rendering.pinyin import initial
from scripts.rendering.shown_cells import CellIndex, Section
from scripts.sources import Page, Term


def glossary_entries(book: CellIndex) -> list[str]:
    """Letters to jump to, then a section for each letter, with its terms by name."""
    known = {page.name: page for page in book.pages}
    names = {term.id: _sorted_by(term.title(book.manner.locale)) for term in book.manner.terms.terms}
    terms = sorted(book.manner.terms.terms, key=lambda term: names[term.id])
    letters = [(letter, list(group)) for letter, group in groupby(terms, lambda term: names[term.id][0])]
    jumps = " ".join(f"[{letter}](#letter-{letter.lower()})" for letter, _ in letters)
    lines = [jumps, "{ .letters data-search-exclude }", ""] if letters else []
    for letter, group in letters:
        lines += [f"## {letter} {{#letter-{letter.lower()} .letter data-search-exclude}}", ""]
        lines += [line for term in group for line in _entry(term, known, book)]
    return lines


def _sorted_by(title: str) -> tuple[str, bytes]:
    """The title's letter, and its bytes in an encoding that has common characters in the order of pinyin."""
    return initial(title[0]), title.casefold().encode("gb18030")


def _entry(term: Term, pages: Mapping[str, Page], book: CellIndex) -> list[str]:
    manner, own = book.manner, term.said[book.manner.locale]
    title = term.title(manner.locale)
    comma = html.escape(manner.say("comma between names") or ", ")
    also = [name for name in own.also if not _is_in(name, title)]
    parts = [f"{manner.html('also')} {comma.join(map(html.escape, also))}"] if also else []
    for locale in book.project.locales:
        foreign = [name for name in term.said[locale.code].names if not _is_in(name, title)]
        if locale.code != manner.locale and foreign:
            names = comma.join(map(html.escape, foreign))
            in_it = html.escape(manner.say(f"its name in {locale.code}") or f"{locale.name} ")
            parts.append(f'{in_it}<span lang="{locale.html_lang}">{names}</span>')
    parts.append(f"{manner.html('explained in')} {_place(term.see, pages).link}")
    return [f"### {title} {{#{term.id} .entry}}", "", own.text, "", " · ".join(parts), "{ .entry-facts }", ""]


def _is_in(name: str, title: str) -> bool:
    """Whether the title says the name already, as words of their own."""
    return bool(re.search(rf"(?<![a-z]){re.escape(name.casefold())}(?![a-z])", title.casefold()))


def _place(see: str, pages: Mapping[str, Page]) -> Section:
    name, _, id = see.partition("#")
    page = pages[name]
    return Section(page, next((heading for heading in page.headings if heading.id == id), None))
