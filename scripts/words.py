"""The catalogue of words inside figures and around outputs: docs/strings.yml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import yaml

from scripts.problem import Problem, Problems
from scripts.project import Project

_NUMBER = r"[-+\u2212]?\d[\d,.]*%?"
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
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except UnicodeDecodeError as wrong:
        raise Problems(
            [Problem("docs/strings.yml", f"is not UTF-8 (byte {wrong.start})", "Save the file as UTF-8.")]
        ) from wrong
    except yaml.YAMLError as wrong:
        line, what = (
            (mark.line + 1, wrong.problem)
            if (mark := getattr(wrong, "problem_mark", None))
            else (1, str(wrong))
        )
        raise Problems([Problem(f"docs/strings.yml:{line}", "is not YAML", what)]) from wrong
    if not isinstance(entries, dict):
        raise Problems(
            [Problem("docs/strings.yml", f"is a {type(entries).__name__}", "Write `text: {zh: 文字}`.")]
        )
    bad = [
        text for text, entry in entries.items() if not isinstance(text, str) or not isinstance(entry, dict)
    ]
    if bad:
        raise Problems(
            [
                Problem("docs/strings.yml", f"can't read the entry '{text}'", "Write `text: {zh: 文字}`.")
                for text in bad
            ]
        )
    uneven = [text for text, entry in entries.items() if not _fits(text, entry)]
    if uneven:
        mend = "Write no more {} than its text has."
        raise Problems(
            [Problem("docs/strings.yml", f"can't read the entry '{text}'", mend) for text in uneven]
        )
    return Words(entries)


def _fits(text: str, entry: Mapping[str, str]) -> bool:
    """Whether every translation finds the numbers that it wants."""
    try:
        [str(said).format(*("0" * text.count("{}"))) for said in entry.values() if "{}" in text]
    except (IndexError, KeyError, ValueError):
        return False
    return True
