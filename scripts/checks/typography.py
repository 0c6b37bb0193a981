"""How Chinese is set here: spaces beside Latin, full-width punctuation, and one word for one thing."""

import re
from collections.abc import Iterable, Iterator

from scripts.core import Problem
from scripts.sources import HAN, Page, Terms, lines_inside, prose_lines, sections

_CODE = re.compile(r"`+[^`]+`+")
_NO_TEXT = re.compile(r'\]\([^)]*\)|<[^>]+>|^\s*(?:!!!|\?\?\?\+?|===\+?) ?\w* ?"|"$|\{[#.:][^}]*\}')
_CHARACTER = re.compile("[\u3400-\u9fff]")
_HALF = re.compile(rf"(?<={_CHARACTER.pattern})[,;:!?()\"]|[,;:!?()\"](?={_CHARACTER.pattern})")


def check_typography(pages: Iterable[Page], terms: Terms) -> list[Problem]:
    """What is wrong in Chinese pages and definitions; words of any language that docs/terms.yml avoids."""
    problems = []
    for page in pages:
        if page.locale.is_chinese:
            problems += _of_page(page)
        problems += _avoided(_lines(page), terms, page.locale.code)
    for term in terms.terms:
        for code, own in term.said.items():
            problems += [Problem(term.where, *it) for it in faults(own.text) if HAN.search(own.text)]
            problems += _avoided([(term.where, "", own.text)], terms, code)
    return problems


def faults(text: str) -> Iterator[tuple[str, str]]:
    """What is wrong in a Chinese text in Markdown, and what fixes it."""
    yield from ((what, fix) for _, what, fix in _set_wrong(text))
    for line in text.split("\n"):
        yield from _own(line)


def _of_page(page: Page) -> list[Problem]:
    figures = lines_inside(page.fences)
    found = dict(prose_lines(page))
    prose = "\n".join(found[n] if n in found and n not in figures else "" for n in range(len(page.lines)))
    problems = [Problem(f"{page.path}:{number}", what, fix) for number, what, fix in _set_wrong(prose)]
    for number, line in found.items():
        wrong = faults(line) if number in figures else _own(line)
        problems += [Problem(f"{page.path}:{number + 1}", *fault) for fault in wrong]
    return problems


def _set_wrong(text: str) -> Iterator[tuple[int, str, str]]:
    """Line from 1, what, fix. The library reads Markdown and leaves inline code alone."""
    import autocorrect_py  # which a build by --prose does not have, and does not need

    for line in autocorrect_py.lint_for(text, "md").lines:
        yield line.line, f"Chinese is not set so: {line.old.strip()}", f"Write: {line.new.strip()}"


def _own(line: str) -> Iterator[tuple[str, str]]:
    """What the library leaves alone: code that touches a character, and marks of half width beside one."""
    for found in _CODE.finditer(line):
        beside = line[max(0, found.start() - 1) : found.start()] + line[found.end() : found.end() + 1]
        if _CHARACTER.search(beside):
            yield f"no space between Chinese and {found[0]}", "Put one there."
    bare = _NO_TEXT.sub(" ", _CODE.sub("0", line))
    for found in _HALF.finditer(bare):
        near = bare[max(0, found.start() - 8) : found.end() + 8].strip()
        yield f"a mark of half width beside Chinese: {near}", "Write ，；：！？（）or “”."


def _avoided(lines: Iterable[tuple[str, str, str]], terms: Terms, locale: str) -> list[Problem]:
    """Words that a term's list rules out.

    Args:
        lines: place, key of the section, text.
    """
    avoided = [(term, _finder(word)) for term in terms.terms for word in term.said[locale].avoid]
    return [
        Problem(
            where,
            f"'{found[0]}' is a word that docs/terms.yml avoids",
            f"Write {term.said[locale].name}; "
            f"if it means something else here, add {key} to not_in of '{term.id}' in docs/terms.yml.",
        )
        for where, key, text in lines
        for term, finder in avoided
        if key not in term.not_in
        and key.partition("#")[0] not in term.not_in
        and (found := finder.search(_CODE.sub("0", text)))
    ]


def _lines(page: Page) -> Iterator[tuple[str, str, str]]:
    keys = {number: part.key for part in sections(page) for number in range(part.start, part.end)}
    return ((f"{page.path}:{number + 1}", keys[number], text) for number, text in prose_lines(page))


def _finder(word: str) -> re.Pattern[str]:
    """A Chinese word stands anywhere, any other alone."""
    edge = "" if HAN.search(word) else r"\b"
    return re.compile(f"{edge}{re.escape(word)}{edge}", re.IGNORECASE)
