"""Terms in prose become links to the glossary that show their definition; an extension of Python-Markdown."""

import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from scripts.sources import HAN, THIS_PAGE, Terms

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SKIPPED = {
    *_HEADINGS,
    *("a", "button", "caption", "code", "dt", "figcaption", "figure", "kbd", "label"),
    *("pre", "script", "style", "summary", "svg", "th"),
}
_SKIPPED_CLASSES = {"admonition-title", "run-card", "entry-facts"}


def term_link_options(terms: Terms, locale: str, glossary: str, more: str) -> dict[str, Any]:
    """The extension's options, as plain data.

    Args:
        glossary: the page on which each term has a heading of its id.
        more: what leads on to the place that explains a term, whose name takes the place of `{}`.
    """
    entries = [
        {
            "id": term.id,
            "names": term.said[locale].names,
            "title": term.title(locale),
            "text": term.said[locale].text,
            "see": term.see,
            "not_in": (term.see, *term.not_in),
        }
        for term in terms.terms
        if term.is_marked
    ]
    return {"terms": entries, "words": terms.plain(locale), "glossary": glossary, "more": more}


def makeExtension(**options: Any) -> Extension:  # noqa: N802 (Python-Markdown calls it so)
    """What Python-Markdown asks a module for that is named as an extension."""
    return _Hover(options)


class _Hover(Extension):
    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__()
        self._options = options

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        # after the headings have their ids (toc is 5), before a builder resolves links (MkDocs is 0)
        md.treeprocessors.register(_Marks(md, self._options), "hover", 3)


class _Marks(Treeprocessor):
    """Marks the first occurrence of a term in each section; puts the definitions used at the page's end."""

    def __init__(self, md: Markdown, options: Mapping[str, Any]) -> None:
        super().__init__(md)
        self._options = options
        self._terms = options["terms"]
        names = [(name, term) for term in self._terms for name in term["names"]]
        names += [(word, None) for word in options["words"]]
        names.sort(key=lambda pair: -len(pair[0]))
        self._owners = [term for _, term in names]
        self._pattern = re.compile("|".join(f"({_pattern(name)})" for name, _ in names))

    def run(self, root: Element) -> None:
        page = self.md.references.get(THIS_PAGE)
        if page is None or not self._terms:
            return
        self._page, self._up = page[0], "../" * page[0].count("/")
        self._path: list[tuple[int, str]] = []
        self._seen: set[str] = set()
        self._used: dict[str, Mapping[str, Any]] = {}
        self._mark(root)
        if self._used:
            self._define(root)

    def _mark(self, parent: Element) -> None:
        self._mark_text(parent, None)
        for child in list(parent):
            if child.tag in _HEADINGS:
                self._enter(child)
            elif child.tag not in _SKIPPED and not _SKIPPED_CLASSES & set(child.get("class", "").split()):
                self._mark(child)
            self._mark_text(parent, child)

    def _enter(self, heading: Element) -> None:
        level = int(heading.tag[1])
        self._path = [(above, id) for above, id in self._path if above < level] + [
            (level, heading.get("id", ""))
        ]
        self._seen = set()

    def _mark_text(self, parent: Element, after: Element | None) -> None:
        """Marks in the text that follows `after`, or that `parent` begins with."""
        text = (parent.text if after is None else after.tail) or ""
        done, last, at = 0, after, 0 if after is None else list(parent).index(after) + 1
        for found in self._pattern.finditer(text):
            term = self._owners[(found.lastindex or 0) - 1]
            if term is None or term["id"] in self._seen or self._is_out_of_place(term):
                continue
            self._seen.add(term["id"])
            self._used[term["id"]] = term
            _put(parent, last, text[done : found.start()])
            last = self._link(found[0], term["id"])
            parent.insert(at, last)
            done, at = found.end(), at + 1
        if last is not after:
            _put(parent, last, text[done:])

    def _link(self, text: str, id: str) -> Element:
        target = f"{self._up}{self._options['glossary']}#{id}"
        link = Element("a", {"class": "term", "href": target, "aria-describedby": f"term-{id}"})
        link.text = text
        return link

    def _is_out_of_place(self, term: Mapping[str, Any]) -> bool:
        here = {self._page, *(f"{self._page}#{id}" for _, id in self._path)}
        return bool(here & set(term["not_in"]))

    def _define(self, root: Element) -> None:
        """Hidden until a term asks for it. No div: Material's search ends an exclusion at an inner one."""
        section = SubElement(root, "section", {"class": "terms", "data-search-exclude": ""})
        for id, term in sorted(self._used.items()):
            box = SubElement(section, "div", {"popover": ""})
            text = SubElement(box, "p", {"id": f"term-{id}"})
            SubElement(text, "b").text = term["title"]
            _write(text, term["text"])
            link = SubElement(box, "a", {"href": self._up + term["see"]})
            link.text = self._options["more"].format(term["title"])


def _put(parent: Element, after: Element | None, text: str) -> None:
    if after is None:
        parent.text = text
    else:
        after.tail = text


def _write(element: Element, text: str) -> None:
    """A definition behind what `element` has, its code as code."""
    for number, part in enumerate(text.split("`")):
        if number % 2:
            SubElement(element, "code").text = part
        else:
            _put(element, element[-1], f" {part}" if number == 0 else part)


def _pattern(name: str) -> str:
    """Finds a Chinese name anywhere; others as whole words, in the plural, in any case unless in capitals."""
    is_chinese = HAN.search(name) is not None
    words = (r"\s*" if is_chinese else r"[\s-]+").join(map(re.escape, re.split(r"[\s-]+", name)))
    if is_chinese:
        return words
    plural = "(?:e?s)?" if name[-1].isalpha() else ""
    word = rf"(?<![A-Za-z0-9_]){words}{plural}(?![A-Za-z0-9_])"
    return word if name.isupper() else f"(?i:{word})"
