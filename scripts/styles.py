"""A style sheet without what no page of the site can use."""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import tinycss2

_TAG = re.compile(r"<([a-z][\w-]*)((?:\s[^>]*)?)>")
_ATTRIBUTE = re.compile(r"""\s([\w-]+)(?:=("[^"]*"|'[^']*'|[^\s>]+))?""")
_WORD = re.compile(r"[\w-]+")

_STATE = re.compile(r":(?:not|has|is|where)\((?:[^()]|\([^()]*\))*\)")
_PAIR = re.compile(r"""\[([\w-]+)(?:([~|^$*]?)=["']?([^"'\]]*)["']?)?[^\]]*\]""")
_CLASS_OR_ID = re.compile(r"[.#]((?:\\.|[\w-])+)")
_NAME = re.compile(r"(?<![\w:(\\-])([a-z][\w-]*)(?![\w(-])")
_GROUPS = ("media", "supports")

_SETS = re.compile(r"(?<![\w-])(--[\w-]+)\s*:")
_READS = re.compile(r"var\(\s*(--[\w-]+)")


@dataclass(frozen=True)
class Used:
    """What a site's pages and scripts name."""

    words: Set[str]
    """Classes and ids of pages, and each word of the scripts, which make elements too."""
    tags: Set[str]
    pairs: Set[tuple[str, str]]
    """Attributes with their values."""
    properties: Set[str] = frozenset()
    """Custom properties that pages read: figures take their colours from them."""

    def with_words(self, words: Set[str]) -> "Used":
        return replace(self, words=self.words | words)

    def may_match(self, selector: str) -> bool:
        """Whether the selector may fit an element; what `:is()` or `:not()` ask is not looked at."""
        plain = _STATE.sub("", selector)
        pairs, plain = _PAIR.findall(plain), _PAIR.sub("", plain)
        names = [name.replace("\\", "") for name in _CLASS_OR_ID.findall(plain)]
        return (
            self.words.issuperset(names)
            and self.tags.issuperset(_NAME.findall(_CLASS_OR_ID.sub("", plain)))
            and all(self._may_have(*pair) for pair in pairs)
        )

    def _may_have(self, name: str, sign: str, value: str) -> bool:
        if sign or name.startswith("aria-"):  # a part of a value; a state that scripts change
            return True
        return any(own == name and value in ("", given) for own, given in self.pairs)


def read_used(pages: Iterable[Path], scripts: Iterable[Path]) -> Used:
    """What the HTML of `pages` names, with all words of `scripts`."""
    words: set[str] = set()
    tags: set[str] = {"html", "head", "body"}
    pairs: set[tuple[str, str]] = set()
    texts = [path.read_text(encoding="utf-8") for path in pages]
    for tag, attributes in {found for text in texts for found in _TAG.findall(text)}:
        tags.add(tag)
        for name, quoted in _ATTRIBUTE.findall(attributes):
            value = quoted.strip("\"'")
            pairs.add((name, value))
            if name in ("class", "id"):
                words.update(value.split())
    for path in scripts:
        words.update(_WORD.findall(path.read_text(encoding="utf-8")))
    return Used(words, tags | words, pairs, {name for text in texts for name in _READS.findall(text)})


def without_unused(styles: Sequence[str], used: Used) -> list[str]:
    """The style sheets with the rules that may match, and the custom properties that something reads."""
    kept = [_rules(tinycss2.parse_stylesheet(style, True, True), used) for style in styles]
    while True:  # a property may be read by one that nothing reads
        read = used.properties | {name for style in kept for name in _READS.findall(style)}
        if not {name for style in kept for name in _SETS.findall(style)} - read:
            return kept
        kept = [_rules(tinycss2.parse_stylesheet(style, True, True), used, read) for style in kept]


def _rules(rules: Sequence[Any], used: Used, read: Set[str] | None = None) -> str:
    kept = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [part for part in _parts(rule) if used.may_match(part)]
            body = _body(rule.content, read)
            if selectors and body:
                kept.append(f"{','.join(selectors)}{{{body}}}")
        elif rule.type == "at-rule" and rule.lower_at_keyword in _GROUPS:
            if inner := _rules(tinycss2.parse_rule_list(rule.content, True, True), used, read):
                kept.append(f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}")
        elif rule.type == "at-rule":
            kept.append(rule.serialize())
    return "".join(kept)


def _parts(rule: Any) -> list[str]:
    selector = " ".join(tinycss2.serialize(rule.prelude).split())
    return [part.strip() for part in re.split(r",(?![^(]*\))", selector)]


def _body(content: Sequence[Any], read: Set[str] | None) -> str:
    """The declarations, without custom properties that are not in `read`; all of them if that is None."""
    return ";".join(
        _short(each)
        for each in tinycss2.parse_blocks_contents(content, True, True)
        if each.type != "declaration" or read is None or not each.name.startswith("--") or each.name in read
    )


def _short(part: Any) -> str:
    if part.type != "declaration":  # a nested rule
        return part.serialize()
    return f"{part.name}:{tinycss2.serialize(part.value).strip()}{'!important' if part.important else ''}"
