"""The catalogue of words inside figures and around outputs: docs/strings.yml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scripts.core import Problem, Problems, Project, key_lines, parse_yaml, stop_if

_NUMBER = r"[-+\u2212]?\d[\d,.]*(?:e[-+]?\d+)?%?"
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Words:
    """Text as a program writes it -> locale -> text as a reader sees it."""

    entries: Mapping[str, Mapping[str, str]]

    def say(self, text: str, locale: str) -> str | None:
        """The text for readers of `locale`; None if the catalogue has no entry for it.

        A text without a letter needs none. `{}` in an entry stands for a number.
        """
        if not _LETTER.search(text):
            return text
        if text in self.entries:
            return self.entries[text].get(locale, text)
        for pattern, entry in self._patterns:
            if match := pattern.fullmatch(text):
                return entry.get(locale, text).format(*match.groups()) if locale in entry else text
        return None

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], Mapping[str, str]]]:
        return [
            (re.compile(re.escape(text).replace(r"\{\}", f"({_NUMBER})")), entry)
            for text, entry in self.entries.items()
            if "{}" in text
        ]


def read_words(project: Project) -> Words:
    """The catalogue; an empty one if there is no file.

    Raises:
        Problems: it is not YAML of the form `text: {locale: text}`.
    """
    path = project.docs / "strings.yml"
    if not path.is_file():
        return Words({})
    where = project.name_of(path)
    text = project.text_of(path)
    entries = parse_yaml(text, where) or {}
    if not isinstance(entries, dict):
        raise Problems.of(where, f"is a {type(entries).__name__}", _FORM)
    lines = key_lines(text)
    stop_if(
        [
            Problem(f"{where}:{lines.get(str(said), 1)}", f"can't read the entry '{said}'", fix)
            for said, entry in entries.items()
            if (fix := _fix(said, entry))
        ]
    )
    return Words(entries)


_FORM = "Write `text: {zh: 文字}`."


def _fix(text: Any, entry: Any) -> str:
    """What an entry must become; empty if it is fine."""
    if not isinstance(text, str) or not isinstance(entry, dict):
        return _FORM
    return "" if _fits(text, entry) else "Write no more {} than its text has."


def _fits(text: str, entry: Mapping[str, str]) -> bool:
    """Whether every translation finds the numbers that it wants."""
    try:
        [str(said).format(*("0" * text.count("{}"))) for said in entry.values() if "{}" in text]
    except (IndexError, KeyError, ValueError):
        return False
    return True
