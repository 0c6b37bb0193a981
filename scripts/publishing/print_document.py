"""The pages of a finished site of one locale as one HTML document, for paper."""

import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin

from bs4 import BeautifulSoup, Tag
from bs4.filter import SoupStrainer

_CSS = Path(__file__).with_suffix(".css")
_ANYWHERE = "http://site.invalid/"
"""Stands for the address of the site while links are resolved."""
_SCREEN_ONLY = (
    "script, button, input, .headerlink, .take-page, .terms, .run-numbers, .graph-tools, .size, .run-take, "
    ".run-end"
)
_FOR_SCREENS = {"tabindex", "aria-describedby"}
_REFERENCE = re.compile(r"url\(\s*(['\"]?)#([^)'\"]+)\1\s*\)")
_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_TOC = re.compile(r'<nav class="md-nav md-nav--secondary" aria-label="([^"]+)"')
NO_NUMBERS: Mapping[str, int] = {}
_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"')


@dataclass(frozen=True)
class Source:
    """All that a document is made of."""

    locale: str
    url: str
    """Where the whole site will be found; empty if that is not known."""
    home: str
    pages: Mapping[str, str]
    """Address of a chapter below the locale's folder, without the slash at its end -> its page."""
    styles: str

    @property
    def key(self) -> str:
        """Equal for equal documents; to make one takes seconds, to ask for this does not."""
        parts = [self.locale, self.url, self.home, dict(self.pages), self.styles]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@dataclass(frozen=True)
class Chapter:
    """A page of the navigation, ready to stand beside the others."""

    name: str
    body: Tag
    """Its article."""


def read_site(site: Path, locale: str, url: str = "") -> Source:
    """The pages of `site`/`locale` that its navigation leads to, and their styles.

    The home page is no chapter: title page and contents take its place.
    """
    folder = site / locale
    home = (folder / "index.html").read_text(encoding="utf-8")
    pages = {name: (folder / name / "index.html").read_text(encoding="utf-8") for name in _names(home)}
    styles = [*(folder / unquote(address) for address in _STYLE.findall(home)), _CSS]
    return Source(locale, url, home, pages, "\n".join(path.read_text(encoding="utf-8") for path in styles))


def printable_document(source: Source, numbers: Mapping[str, int] = NO_NUMBERS) -> str:
    """Title page, contents and every chapter, with the styles in it.

    Args:
        numbers: id of a heading in the document -> its page, for the contents; there is room for each.

    Links between chapters stay inside. Others lead to the site's address; if that is not known, words that
    led to another place of the site stand without a link.
    """
    chapters = [Chapter(name, _article(text)) for name, text in source.pages.items()]
    for chapter in chapters:
        _for_paper(chapter.body)
    ids = {chapter.name: {str(tag["id"]) for tag in chapter.body.find_all(id=True)} for chapter in chapters}
    for chapter in chapters:
        _join(chapter, _Links(source.locale, source.url, ids))
    head = BeautifulSoup(source.home, "html.parser", parse_only=SoupStrainer(["html", "title", "meta"]))
    title = html.escape(_one(head, "title").get_text(strip=True))
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="{_one(head, "html")["lang"]}">\n<head>\n<meta charset="utf-8">',
            f"<title>{title}</title>\n<style>\n{source.styles}</style>\n</head>",
            '<body dir="ltr" data-md-color-scheme="default" data-md-color-primary="custom">',
            _title_page(title, head.select_one('meta[name="description"]'), source),
            _contents(_toc_title(source.pages.values()), chapters, numbers),
            *(str(chapter.body) for chapter in chapters),
            "</body>\n</html>\n",
        ]
    )


def _names(home: str) -> list[str]:
    """The pages that the navigation of the home page leads to, in its order, without the home page."""
    nav = BeautifulSoup(home, "html.parser", parse_only=SoupStrainer("nav"))
    links = nav.select(".pages a.md-nav__link")
    places = [
        urljoin(_ANYWHERE, str(link["href"])).removeprefix(_ANYWHERE).partition("#")[0] for link in links
    ]
    return [unquote(place).rstrip("/") for place in dict.fromkeys(places) if place]


def _article(page: str) -> Tag:
    # the article alone: to read the whole page takes twice as long
    start, end = page.index("<article"), page.index("</article>") + len("</article>")
    return _one(BeautifulSoup(page[start:end], "html.parser"), "article")


def _one(within: Tag, name: str) -> Tag:
    """The first element with this name, which every page of the theme has."""
    found = within.find(name)
    assert isinstance(found, Tag)
    return found


def _for_paper(body: Tag) -> None:
    """Take out what only a screen can use, show what it folds."""
    for tag in body.select(_SCREEN_ONLY):
        tag.decompose()
    for details in body.select("details"):
        details["open"] = ""
    for card in body.select(".run-card"):
        card.string = card.get_text().strip(" ·\n")
        if not card.string:
            card.decompose()
    for tabs in body.select(".tabbed-set"):
        _unfold(tabs)


def _unfold(tabs: Tag) -> None:
    """Tabs one after the other, each below its label."""
    labels = [label.decode_contents() for label in tabs.select(":scope > .tabbed-labels > label")]
    blocks = tabs.select(":scope > .tabbed-content > .tabbed-block")
    for label, block in zip(labels, blocks, strict=True):
        line = BeautifulSoup(f'<p class="tab-label">{label}</p>', "html.parser")
        block.insert(0, line)
        block["class"] = "tab"
        tabs.insert_before(block)
    tabs.decompose()


@dataclass(frozen=True)
class _Links:
    """Where links of a chapter lead."""

    locale: str
    url: str
    ids: Mapping[str, set[str]]
    """Chapter -> the ids in it."""

    def to(self, href: str, chapter: str) -> str | None:
        """The address in the document, or outside of it; None if there is none."""
        there = urljoin(f"{_ANYWHERE}{self.locale}/{chapter}/", href)
        if not there.startswith(_ANYWHERE):
            return there if there.startswith(("http://", "https://", "mailto:")) else None
        place, _, anchor = there.removeprefix(_ANYWHERE).partition("#")
        name = unquote(place).removeprefix(f"{self.locale}/").rstrip("/")
        if place.startswith(f"{self.locale}/") and name in self.ids:
            inside = unquote(anchor) in self.ids[name]
            return f"#{name}:{unquote(anchor)}" if inside else f"#{name}"
        return urljoin(self.url, there.removeprefix(_ANYWHERE)) if self.url else None


def _join(chapter: Chapter, links: _Links) -> None:
    """Make ids the document's own, and let everything that names one follow."""
    for tag in chapter.body.find_all(True):
        tag.attrs = {name: value for name, value in tag.attrs.items() if name not in _FOR_SCREENS}
        for name, value in list(tag.attrs.items()):
            if name in ("id", "for", "aria-labelledby"):
                tag[name] = f"{chapter.name}:{value}"
            elif name in ("href", "xlink:href") and tag.name != "a":
                to = str(value)
                tag[name] = f"#{chapter.name}:{to[1:]}" if to.startswith("#") else to
            elif isinstance(value, str) and "url(" in value:
                tag[name] = _REFERENCE.sub(rf"url(#{chapter.name}:\2)", value)
        if tag.name == "a" and tag.has_attr("href"):
            _link(tag, links.to(str(tag["href"]), chapter.name))
    chapter.body["id"] = chapter.name


def _link(tag: Tag, there: str | None) -> None:
    if there is None:
        tag.unwrap()
    else:
        tag.attrs = {"href": there, **({"class": tag["class"]} if tag.has_attr("class") else {})}


def _toc_title(pages: Iterable[str]) -> str:
    """What Material calls a table of contents in this language."""
    return next((found[1] for page in pages if (found := _TOC.search(page))), "")


def _title_page(title: str, description: Tag | None, source: Source) -> str:
    data = [json.loads(found) for page in source.pages.values() for found in _DATA.findall(page)]
    software = dict.fromkeys(
        name for each in data for name in each.get("dependencies", "").split(", ") if name
    )
    day = max((each["dateModified"] for each in data if "dateModified" in each), default="")
    lines = [
        f'<p class="title">{title}</p>',
        f"<p>{html.escape(str(description['content']))}</p>" if description else "",
        f'<p class="made">{html.escape(" · ".join(software))}</p>',
        f'<p class="made">{day}</p>',
        f'<p class="made"><a href="{source.url}">{source.url}</a></p>' if source.url else "",
    ]
    return f'<section class="front md-typeset">{"".join(lines)}</section>'


def _contents(title: str, chapters: Iterable[Chapter], numbers: Mapping[str, int]) -> str:
    """Chapters and their sections, as links, with their pages."""

    def entry(heading: Tag) -> str:
        page = numbers.get(str(heading["id"]), "")
        text = html.escape(heading.get_text())
        return f'<a href="#{heading["id"]}"><span>{text}</span> <span class="page">{page}</span></a>'

    items = []
    for chapter in chapters:
        sections = "".join(f"<li>{entry(heading)}</li>" for heading in chapter.body.select("h2[id]"))
        items.append(f"<li>{entry(_one(chapter.body, 'h1'))}<ul>{sections}</ul></li>")
    return f'<section class="book-contents md-typeset"><h1>{title}</h1><ol>{"".join(items)}</ol></section>'
