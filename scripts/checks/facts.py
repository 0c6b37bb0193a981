"""What no translation may change: the numbers, identifiers and links of a section."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from scripts.core import Problem, Project
from scripts.sources import HAN, VALUE_PATTERN, Agreement, Page, Section, pair_sections, read_agreement

_CODE = re.compile(r"(?<!`)(?P<marks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=marks)(?!`)")
_LINK = re.compile(r"\]\((?P<link>[^)\s]+)[^)]*\)|<(?P<bare>https?:[^>]+)>|\bhref=\"(?P<href>[^\"]+)\"")
_MARKUP = re.compile(r"\{[#.:][^}]*\}|<[^>]+>|&#?\w+;")
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.])(?P<digits>\d+(?:,\d{3})*(?:\.\d+)*)(?:(?P<percent>%)| *(?P<times>[万亿]))?"
)
_TIMES = {"万": 10**4, "亿": 10**8}
_WORDS = (
    "zero none|零",
    "one once first January|一",
    "two twice second both February|二两双",
    "three third March|三",
    "four fourth April|四",
    "five fifth May|五",
    "six sixth June|六",
    "seven seventh July|七",
    "eight eighth August|八",
    "nine ninth September|九",
    "ten tenth October|十",
    "eleven November|十一",
    "twelve December|十二",
)
"""A small number may be a word in one language and digits in the other; a month is a number in Chinese."""


@dataclass(frozen=True)
class Fact:
    kind: Literal["code", "link", "number"]
    text: str
    where: str


def differing_facts(pages: Iterable[Page], project: Project) -> list[Problem]:
    """Numbers, code and links that a section has in one language alone, where it has them.

    How often and in what order they stand is the language's own affair. Values of runs and the
    blocks of code are not looked at: parity and the runs keep those.
    """
    agreement = read_agreement(project) or Agreement()
    problems = []
    for key, sections in pair_sections(pages).items():
        if key in agreement.differ:
            continue
        for one in sections.values():
            for other in sections.values():
                problems += _missing(one, other)
    return problems


def facts(section: Section) -> Iterator[Fact]:
    """All of a section, line by line."""
    for number, line in section.said:
        yield from _of_line(line, f"{section.page.path}:{number + 1}")


def _of_line(line: str, where: str) -> Iterator[Fact]:
    line = VALUE_PATTERN.sub(" ", line)
    yield from (Fact("code", found["code"].strip(), where) for found in _CODE.finditer(line))
    line = _CODE.sub(" ", line)
    yield from (Fact("link", next(filter(None, found.groups())), where) for found in _LINK.finditer(line))
    line = _MARKUP.sub(" ", _LINK.sub("] ", line))
    yield from (Fact("number", _number(found), where) for found in _NUMBER.finditer(line))


def _number(found: re.Match[str]) -> str:
    """Without what a language adds: 60,000 and 6 万 are the same, and so are 05 and 5."""
    digits = found["digits"].replace(",", "")
    if found["times"]:
        digits = f"{float(digits) * _TIMES[found['times']]:.0f}"
    return (str(int(digits)) if digits.isdigit() else digits) + (found["percent"] or "")


def _missing(one: Section, other: Section) -> list[Problem]:
    """Facts that `one` has and `other` lacks, each once."""
    theirs = list(facts(other))
    codes = "|".join(re.escape(section.page.locale.code) for section in (one, other))
    locale = re.compile(rf"(?<=[/-])(?:{codes})(?=[/.])")
    text = "\n".join(line for _, line in other.said)
    lacking = {
        (fact.kind, fact.text): fact
        for fact in reversed(list(facts(one)))
        if not any(_same(fact, there, locale) for there in theirs) and not _in_words(fact, text)
    }
    fix = f"Say it in both, or give the reason under `differ:` in docs/agreement.yml: {one.key}: …"
    return [
        Problem(fact.where, f"the {fact.kind} {fact.text} is not in its twin at {other.where}", fix)
        for fact in reversed(lacking.values())
    ]


def _same(one: Fact, other: Fact, locale: re.Pattern[str]) -> bool:
    """Links to one place in each language are the same; so is code in which Chinese stands for words."""
    if one.kind != other.kind:
        return False
    if one.kind == "link":
        return locale.sub("*", one.text) == locale.sub("*", other.text)
    fits = one.kind == "code" and (_fits(one.text, other.text) or _fits(other.text, one.text))
    return fits or one.text == other.text


def _fits(translated: str, code: str) -> bool:
    """Whether `code` is `translated` with other words in the place of its Chinese."""
    words = HAN.sub("\n", translated)
    return words != translated and bool(re.fullmatch(re.escape(words).replace("\\\n", "[^`]+"), code))


def _in_words(fact: Fact, text: str) -> bool:
    """Whether a small number is a word in the other text."""
    if fact.kind != "number" or not fact.text.isdigit() or int(fact.text) >= len(_WORDS):
        return False
    words, _, characters = _WORDS[int(fact.text)].partition("|")
    # `may` is no month
    either = "|".join(word if word[0].isupper() else f"(?i:{word})" for word in words.split())
    return any(character in text for character in characters) or bool(re.search(rf"\b(?:{either})s?\b", text))
