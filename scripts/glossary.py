"""The glossary in Markdown, in the place where a page has the fence ```build show="glossary"```."""

import html
from collections.abc import Iterable, Mapping, Sequence

from scripts.page import Page, blocks
from scripts.project import Project
from scripts.render import Manner
from scripts.terms import Term

_SHOW = 'build show="glossary"'


def has_glossary(page: Page) -> bool:
    return any(_is_glossary(opening["head"]) for _, _, opening in blocks(page.lines))


def expand(lines: Sequence[str], pages: Iterable[Page], manner: Manner, project: Project) -> list[str]:
    """The lines, with one section a term instead of the fence, in the order of the terms' ids.

    They are Markdown, so the search, the table of contents and links find a term as any heading.
    """
    known = {page.name: page for page in pages}
    terms = sorted(manner.terms.terms, key=lambda term: term.id)
    entries = [line for term in terms for line in _entry(term, known, manner, project)]
    out, done = [], 0
    for start, end, opening in blocks(lines):
        if _is_glossary(opening["head"]):
            out += [*lines[done:start], *entries]
            done = end + 1
    return [*out, *lines[done:]]


def _is_glossary(head: str) -> bool:
    return " ".join(head.split()) == _SHOW


def _entry(term: Term, pages: Mapping[str, Page], manner: Manner, project: Project) -> list[str]:
    own = term.said[manner.locale]
    title = term.title(manner.locale)
    also = [name for name in own.also if name.casefold() not in title.casefold()]
    parts = [f"{manner.label('also')} {manner.label(', ').join(map(html.escape, also))}"] if also else []
    for locale in project.locales:
        foreign = [name for name in term.said[locale.code].names if name.casefold() not in title.casefold()]
        if locale.code != manner.locale and foreign:
            names = manner.label(", ").join(map(html.escape, foreign))
            parts.append(f'{locale.name} <span lang="{locale.html_lang}">{names}</span>')
    parts.append(f"{manner.label('explained in')} [{_place(term.see, pages)}]({term.see})")
    return [f"## {title} {{#{term.id}}}", "", own.text, "", " · ".join(parts), "{ .term-card }", ""]


def _place(see: str, pages: Mapping[str, Page]) -> str:
    """Page and section by their titles; the section alone if it is the page's first."""
    name, _, id = see.partition("#")
    page = pages[name]
    found = next((heading for heading in page.headings if heading.id == id), None)
    return page.title if found is None or found.level == 1 else f"{page.title} / {found.text}"
