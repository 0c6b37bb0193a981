"""The index of messages: each error and warning that a page shows, with the sections that explain it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scripts.core import Output, strip_ansi
from scripts.rendering.shown_cells import CellIndex, Section, escape_markdown, section_links, shown_fences

GROUPS: Mapping[str, re.Pattern[str]] = {
    "drawing": re.compile(
        r"graphviz|gvplugin|pydot|\bdot\b|plot_model|model_to_dot|layer_range|expand_dim|\bsvg\b",
        re.IGNORECASE,
    ),
    "saving": re.compile(r"\bsav(e|ing)\b|load_model|deserialize|[`'\"]\.keras|\.h5\b|filepath"),
    "names": re.compile(
        r"is not defined|No module named|has no attribute|was removed|unexpected keyword|not recognized|"
        r"Unrecognized keyword|no longer supported|not supported in|deprecated"
    ),
    "training": re.compile(
        r"compile\(|\bfit\b|_weight\b|metric|validation|optimizer|`(target|output)`|Early stopping|callback"
        r"|predict|evaluate|history"
    ),
    "building": re.compile(""),
}
"""Group -> what is in a message of it, or in the code of its cell; the first that fits counts."""
ORDER = ("building", "training", "saving", "names", "drawing")
MOST_WORDS = 8
MOST_CHARACTERS = 96
"""A longer first line is cut in the heading, and stands whole below it."""
MOST_LINES = 12
_IN_TEXT = re.compile(
    r"^\s*(?P<name>(?:\w+\.)*\w*(?:Error|Exception|Warning)): (?P<text>\S.*)$", re.MULTILINE
)
_LOGGED = re.compile(r"^(?P<name>WARNING|ERROR):\w+:(?P<text>\S.*)$", re.MULTILINE)
_WARNED = re.compile(r"^\S+?:\d+: (?P<name>\w+Warning): (?P<text>\S.*)$", re.MULTILINE)
_WRAPPER = re.compile(r"^Exception encountered when calling .+?\.\s*\n\s*")
_CHANGING = re.compile(r"<[^>]*>|\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|\S*[\\/]\S*")
_UNTELLING = {
    "an", "and", "are", "as", "at", "be", "been", "by", "for", "has", "have", "in", "is", "it", "its", "of",
    "on", "or", "that", "the", "this", "to", "was", "with",
}  # fmt: skip


@dataclass(frozen=True)
class Message:
    """An error or a warning, as it was shown."""

    name: str
    """ValueError"""
    text: str

    @property
    def id(self) -> str:
        """Its address: the kind of error, and the first telling words.

        What changes from run to run does not count: numbers, shapes, paths, what stands in brackets, names
        with digits (sequential_2), and Keras's words about the call around an error. So the address stays
        as long as the message begins with the same words, and two messages with one address are the same.
        """
        text = _WRAPPER.sub("", self.text)
        bare = _CHANGING.sub(" ", text)
        found = re.findall(r"[A-Za-z][\w.]*", bare.partition("\n")[0])
        words = [word for word in found if not re.search(r"\d", word)]
        if not words:
            words = re.findall(r"[A-Za-z]\w*", text)
        parts = [part.lower() for word in words for part in re.split(r"[\W_]+", word) if len(part) > 1]
        telling = [part for part in parts if part not in _UNTELLING]
        return "-".join([self.name.lower().replace(".", "-"), *telling[:MOST_WORDS]])

    @property
    def title(self) -> str:
        """What it says first, on one line."""
        line = f"{self.name}: {_WRAPPER.sub('', self.text).partition(chr(10))[0].strip()}"
        return line if len(line) <= MOST_CHARACTERS else f"{line[:MOST_CHARACTERS].rpartition(' ')[0]} …"

    @property
    def whole(self) -> str:
        """Its lines; the first ones of a long message, without the list of what the layer was called with."""
        text, mark, _ = f"{self.name}: {self.text}".partition("\n\nArguments received by ")
        lines = text.split("\n")
        return "\n".join([*lines[:MOST_LINES], "…"] if mark or len(lines) > MOST_LINES else lines)


@dataclass
class _Entry:
    message: Message
    group: str
    sections: list[Section]


def error_entries(book: CellIndex) -> list[str]:
    """A section for each group, and in it one for each message, in reading order."""
    found = _found(book)
    lines = []
    for group in ORDER:
        if own := [entry for entry in found.values() if entry.group == group]:
            lines += [f"## {book.manner.html(f'messages: {group}')} {{#{group}}}", ""]
            lines += [line for entry in own for line in _lines(entry, book)]
    return lines


def messages(output: Output) -> Iterator[Message]:
    """The errors and warnings in an output."""
    text = strip_ansi(output.text).strip()
    if output.kind == "error":
        name, _, rest = text.partition(": ")
        yield Message(name, rest.strip())
        return
    for pattern in (_IN_TEXT, _LOGGED, _WARNED):
        yield from (Message(found["name"], found["text"].strip()) for found in pattern.finditer(text))


def group(message: Message, code: str) -> str:
    """Where it comes up: by its own words, else by the code that it came from."""
    for text in (f"{message.name}: {message.text}", code):
        fitting = next(name for name, pattern in GROUPS.items() if pattern.search(text))
        if fitting != "building":
            return fitting
    return "building"


def _found(book: CellIndex) -> dict[str, _Entry]:
    """Address -> the message and its sections."""
    found: dict[str, _Entry] = {}
    for fence, section in shown_fences(book, "output"):
        run = book.runs.get(fence.snippet)
        cell = book.snippets[fence.snippet].cell(fence.cell)
        code = cell.code if cell else ""
        for output in run.outputs.get(fence.cell, ()) if run else ():
            for message in messages(output):
                entry = found.setdefault(message.id, _Entry(message, group(message, code), []))
                entry.sections.append(section)
    return found


def _lines(entry: _Entry, book: CellIndex) -> list[str]:
    message = entry.message
    title = escape_markdown(message.title)
    return [
        f"### {title} {{#{message.id} .entry lang=en}}",
        "",
        *(["```text", *message.whole.split("\n"), "```", ""] if message.whole != message.title else []),
        f"{book.manner.html('its fix')}{section_links(entry.sections)}",
        "{ .entry-facts }",
        "",
    ]
