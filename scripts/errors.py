"""What the engine says when something is wrong, for contributors: docs/errors.yml."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scripts.problem import Problem, Problems, stop_if
from scripts.project import Project
from scripts.yaml_text import parse

_FORM = "Write: group: {title: {zh: 题, en: Title}, messages: {'message': {test: …, zh: …, en: …}}}."


@dataclass(frozen=True)
class Message:
    """One message of the engine."""

    text: str
    """With … for what differs from case to case."""
    test: str
    """`tests/test_x.py::test_name`, or a folder of tests/cases."""
    said: Mapping[str, str]
    """Locale -> why it is said and what mends it."""


@dataclass(frozen=True)
class Group:
    """Messages about one thing."""

    title: Mapping[str, str]
    """Locale -> its title."""
    messages: Sequence[Message]


def read_errors(project: Project) -> tuple[Group, ...]:
    """The groups in their order; none if there is no file.

    Raises:
        Problems: it is not YAML, or an entry lacks something.
    """
    path = project.docs / "errors.yml"
    if not path.is_file():
        return ()
    where, locales = project.name_of(path), [locale.code for locale in project.locales]
    content = parse(project.text_of(path), where) or {}
    if not isinstance(content, dict) or not all(_is_group(group, locales) for group in content.values()):
        raise Problems.of(where, "is not made of groups with a title and messages", _FORM)
    stop_if(
        [
            Problem(where, f"the message '{text}' lacks {key}", f"Write {key}: …, as text.")
            for text, entry in _entries(content)
            for key in ("test", *locales)
            if not isinstance(entry, dict) or not isinstance(entry.get(key), str)
        ]
    )
    return tuple(
        Group(
            group["title"],
            [
                Message(text, entry["test"], {code: entry[code] for code in locales})
                for text, entry in group["messages"].items()
            ],
        )
        for group in content.values()
    )


def _is_group(group: Any, locales: Sequence[str]) -> bool:
    return (
        isinstance(group, dict)
        and isinstance(group.get("messages"), dict)
        and isinstance(group.get("title"), dict)
        and set(locales) <= set(group["title"])
    )


def _entries(content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return (pair for group in content.values() for pair in group["messages"].items())
