"""The search index of a built site, which docs/theme/assets/ranking.js reads."""

import itertools
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from scripts.core import Problem, Project, did_you_mean, page_folder, parse_yaml, stop_if, write
from scripts.sources import HAN, Terms, read_terms

WRITTEN = "search_index.json"
"""What the site builder writes into `search` of each locale; it is replaced by `NAME`."""
NAME = "index.js"


def write_indexes(project: Project, site: Path) -> None:
    """Replace each index that the site builder wrote by a script, which a page from the file system can load.

    Raises:
        Problems: docs/search.yml names a section that no page has.
    """
    terms, asked = read_terms(project), _asked(project)
    for path in sorted(site.glob(f"*/search/{WRITTEN}")):
        docs = json.loads(path.read_text(encoding="utf-8"))["docs"]
        made = index(docs, terms, asked, path.parent.parent.name)
        text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
        write(path.with_name(NAME), f"manualIndex={text}\n")
        path.unlink()


def index(
    docs: Sequence[Mapping[str, Any]], terms: Terms, asked: Mapping[str, Any], locale: str
) -> dict[str, Any]:
    """The sections in `docs` as plain text, and the words that mean the `same` in `locale`.

    A section is `at` an address below the locale's home and has a `title`. It may have the `text` of its
    prose, its `code` with outputs, and the `rest`, words of tables and figures, which are found but not
    shown; `names` by which readers ask for it; and a `weight`, 1 if there is none.

    Args:
        asked: what docs/search.yml says.

    Raises:
        Problems: it names a section that is not in `docs`.
    """
    names = _names(_called(terms, asked, locale), {doc["location"] for doc in docs})
    weights = {page_folder(page): weight for page, weight in asked.get("weights", {}).items()}
    found = []
    for doc in docs:
        at = doc["location"].removesuffix("index.html")
        page = at.partition("#")[0]
        section = {"at": at, "title": " ".join(" ".join(_parts(doc["title"])).split()), **_text(doc["text"])}
        if doc["location"] in names:
            section["names"] = names[doc["location"]]
        if page in weights:
            section["weight"] = weights[page]
        found.append(section)
    return {"docs": found, "same": asked.get("same", {}).get(locale, [])}


def _asked(project: Project) -> Mapping[str, Any]:
    path = project.docs / "search.yml"
    return parse_yaml(project.text_of(path), project.name_of(path)) or {} if path.is_file() else {}


def _called(terms: Terms, asked: Mapping[str, Any], locale: str) -> Iterator[tuple[str, Sequence[str], bool]]:
    """A section as page.md#heading, what readers call it, and whether it must be there.

    Words that pages avoid are among them, and on Chinese pages the English names.
    """
    for term in terms.terms:
        own = term.said[locale]
        yield term.see, (*own.names, *own.avoid), False
        yield (
            term.see,
            [name for said in term.said.values() for name in said.names if not HAN.search(name)],
            False,
        )
    for layer in terms.layers:
        yield layer.see, (layer.name,), False
    for see, names in asked.get("names", {}).items():
        latin = [name for name in itertools.chain(*names.values()) if not HAN.search(name)]
        yield see, [*names.get(locale, ()), *latin], True


def _names(called: Iterator[tuple[str, Sequence[str], bool]], places: set[str]) -> dict[str, list[str]]:
    """Address of a section -> its names, each once. The heading of a whole page has the page's address."""
    names: dict[str, list[str]] = defaultdict(list)
    problems = []
    for see, words, must_exist in called:
        page, mark, anchor = see.partition("#")
        home = page_folder(page)
        place = home + mark + anchor
        if place not in places and must_exist and anchor != home.rstrip("/"):
            problems.append(
                Problem(
                    "docs/search.yml", f"there is no section '{see}'", did_you_mean(see, _headings(places))
                )
            )
        place = place if place in places else home
        names[place] += [name for name in dict.fromkeys(words) if name not in names[place]]
    stop_if(problems)
    return dict(names)


def _headings(places: set[str]) -> list[str]:
    """The places as docs/search.yml names them."""
    return sorted(
        f"{place.replace('/', '.md', 1) if '/' in place else f'index.md{place}'}" for place in places
    )


def _text(html: str) -> dict[str, str]:
    return {name: part for name, part in zip(("text", "code", "rest"), _parts(html), strict=True) if part}


def _parts(html: str) -> tuple[str, str, str]:
    """The prose of `html`, its code and outputs, a line each, and the rest; no U+200B."""
    parser = _Parser()
    parser.feed(html.replace("\u200b", ""))
    parser.close()
    prose, code, rest = ("".join(part) for part in (parser.prose, parser.code, parser.rest))
    lines = (" ".join(line.split()) for line in code.splitlines())
    return " ".join(prose.split()), "\n".join(filter(None, lines)), " ".join(rest.split())


class _Parser(HTMLParser):
    """Text inside <p> and <li> is prose, text inside <pre> is code; the rest is in tables and figures."""

    def __init__(self) -> None:
        super().__init__()
        self.prose: list[str] = []
        self.code: list[str] = []
        self.rest: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag in ("p", "li", "pre"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "li", "pre") and tag in self._open:
            self.handle_data("\n")
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        if "pre" in self._open:
            self.code.append(data)
        else:
            (self.prose if self._open else self.rest).append(data)
