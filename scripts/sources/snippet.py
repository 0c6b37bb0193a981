"""A program in snippets/, read into named cells."""

import ast
import contextlib
import hashlib
import io
import json
import re
import tokenize
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from scripts.core import Limits, Problem, Problems, Project, did_you_mean, parse_yaml, stop_if

CELL_TAGS = ("raises-exception", "hide-input", "hide-output", "remove-cell", "varies")
"""The cell tags. All but the last are Jupyter's; `varies`: its numbers differ from machine to machine."""

_OPTION = re.compile(r'\s*([\w-]+)=("(?:[^"\\]|\\.)*"|\[[^\]]*\])')
_LAYOUT = {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
_NOT_TEXT = {tokenize.COMMENT, tokenize.NL, tokenize.ENCODING, tokenize.ENDMARKER}


@dataclass(frozen=True)
class Cell:
    """A named part of a snippet."""

    name: str
    path: str
    """From the project's root: `snippets/sequential.py`."""
    line: int
    """Of its `# %%` mark, from 1."""
    begins: int
    """Line of its code's first line."""
    code: str
    tags: tuple[str, ...] = ()
    shows: str = ""
    """With the tag raises-exception: text that the error's message must contain."""
    locales: tuple[str, ...] = ()
    """Codes of the manual's languages, which mark the comments of a pair."""

    @property
    def where(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True)
class Snippet:
    """A program, cell by cell."""

    name: str
    """As fences name it: the path under snippets/, `sequential.py`."""
    path: str
    cells: tuple[Cell, ...]
    limits: Limits

    def cell(self, name: str) -> Cell | None:
        return next((cell for cell in self.cells if cell.name == name), None)

    @cached_property
    def varying(self) -> frozenset[str]:
        """Names of the cells tagged `varies`, and of the variables that these assign."""
        cells = [cell for cell in self.cells if "varies" in cell.tags]
        assigned = {
            node.id
            for cell in cells
            for node in ast.walk(ast.parse(cell.code))
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        return frozenset({cell.name for cell in cells} | assigned)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of what decides the outputs: cells and their tokens, without comments and layout."""
        parts = [[c.name, "raises-exception" in c.tags, c.shows, tokens(c.code)] for c in self.cells]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def read_snippets(project: Project) -> tuple[dict[str, Snippet], list[Problem]]:
    """All programs in snippets/ by name, with what is wrong in the others."""
    snippets: dict[str, Snippet] = {}
    problems: list[Problem] = []
    for path in sorted(project.snippets.rglob("*.py")):
        if path.name.startswith("_"):  # a module for other snippets to import
            continue
        name = path.relative_to(project.snippets).as_posix()
        try:
            snippets[name] = read_snippet(project, path)
        except Problems as found:
            problems += found.problems
    return snippets, problems


def read_snippet(project: Project, path: Path) -> Snippet:
    """One program.

    Raises:
        Problems: not UTF-8, not Python, no cell, a bad mark, tag, limit or comment pair.
    """
    where = project.name_of(path)
    if not path.resolve().is_relative_to(project.snippets.resolve()):
        fix = "Copy the file into snippets/; links are not followed."
        raise Problems.of(where, "leads out of snippets/", fix)
    text = project.text_of(path)
    try:
        marks = _marks(text)
    except (tokenize.TokenError, SyntaxError) as wrong:
        line = wrong.lineno if isinstance(wrong, SyntaxError) else wrong.args[1][0]
        raise Problems.of(f"{where}:{line}", f"is not Python: {wrong.args[0]}", "Fix the syntax.") from wrong
    if not marks:
        raise Problems.of(where, "has no cell", "Begin each cell with a line `# %% its-name`.")
    lines = text.split("\n")  # splitlines() would also part at a form feed inside a string
    head = lines[: marks[0] - 1]
    codes = tuple(locale.code for locale in project.locales)
    cells: list[Cell] = []
    problems = _stray_code(head, where)
    for start, end in zip(marks, [*marks[1:], len(lines) + 1], strict=True):
        cell, found = _cell(where, start, lines[start - 1], lines[start : end - 1])
        cell = replace(cell, locales=codes)
        problems += found + (_pairs(cell) or _whole(cell))
        if cell.name in [other.name for other in cells]:
            what = f"a second cell '{cell.name}'"
            problems.append(Problem(cell.where, what, "Give each cell a name of its own."))
        cells.append(cell)
    stop_if(problems)
    at = next((number for number, line in enumerate(head, 1) if "limits" in line), 1)
    limits = project.limits.but(_limits(head, where), f"{where}:{at}")
    return Snippet(path.relative_to(project.snippets).as_posix(), where, tuple(cells), limits)


def localized_code(cell: Cell, locale: str) -> str:
    """The cell's code as a reader of `locale` sees it.

    Comment pairs (`# zh:`, `# en:`) leave one line, without its mark; all other
    lines are untouched, so all views have the same tokens apart from comments.
    """
    lines = []
    for line in cell.code.split("\n"):
        mark = _MARK.match(line)
        if not mark or mark["locale"] not in cell.locales:
            lines.append(line)
        elif mark["locale"] == locale:
            lines.append(f"{mark['indent']}# {mark['text']}")
    return "\n".join(lines)


_MARK = re.compile(r"(?P<indent>\s*)# (?P<locale>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*): (?P<text>.*)")


def tokens(code: str) -> list[str]:
    """The code's tokens without comments and blank lines."""
    return [
        tokenize.tok_name[token.type] if token.type in _LAYOUT else token.string
        for token in tokenize.generate_tokens(io.StringIO(code).readline)
        if token.type not in _NOT_TEXT
    ]


def parse_options(text: str) -> tuple[dict[str, Any], str]:
    """Options `key="value"` and `key=["a", "b"]` at the start of `text`, and what is left of it."""
    found: dict[str, Any] = {}
    with contextlib.suppress(json.JSONDecodeError):  # then the text from there on is what is left
        while match := _OPTION.match(text):
            found[match[1]] = json.loads(match[2])
            text = text[match.end() :]
    return found, text.strip()


def _marks(text: str) -> list[int]:
    comments = tokenize.generate_tokens(io.StringIO(text).readline)
    return [
        token.start[0]
        for token in comments
        if token.type == tokenize.COMMENT and token.start[1] == 0 and token.string.startswith("# %%")
    ]


def _cell(path: str, line: int, mark: str, lines: Sequence[str]) -> tuple[Cell, list[Problem]]:
    where = f"{path}:{line}"
    name, _, rest = mark.removeprefix("# %%").strip().partition(" ")
    given, left = parse_options(rest)
    problems = [
        Problem(where, f"unknown option '{option}'", did_you_mean(option, ["tags", "shows"]))
        for option in given
        if option not in ("tags", "shows")
    ]
    if not name or "=" in name:
        problems.append(Problem(where, "the cell has no name", "Write `# %% its-name`, then the options."))
    if left:
        problems.append(
            Problem(where, f"can't read '{left}'", 'Write options as key="value" or tags=["a", "b"].')
        )
    tags, shows = given.get("tags", []), given.get("shows", "")
    if not isinstance(tags, list) or not isinstance(shows, str):
        problems.append(Problem(where, f"can't read '{rest}'", 'Write tags=["a", "b"] and shows="text".'))
        tags, shows = [], ""
    problems += [
        Problem(where, f"unknown tag '{tag}'", did_you_mean(tag, CELL_TAGS))
        for tag in tags
        if tag not in CELL_TAGS
    ]
    if ("raises-exception" in tags) != bool(shows):
        problems.append(
            Problem(
                where,
                "raises-exception and shows go together",
                'Write tags=["raises-exception"] shows="text of the message".',
            )
        )
    filled = [number for number, text in enumerate(lines, line + 1) if text.strip()]
    if not filled:
        problems.append(Problem(where, f"cell '{name}' is empty", "Give it code, or remove it."))
    begins = filled[0] if filled else line
    code = "\n".join(lines[begins - line - 1 :]).rstrip("\n")
    return Cell(name, path, line, begins, code, tuple(tags), shows), problems


def _pairs(cell: Cell) -> list[Problem]:
    """Marked comments must stand together, one of each locale; other words before a colon are no marks."""
    marks = {
        number: mark["locale"]
        for number, line in enumerate(cell.code.split("\n"), cell.begins)
        if (mark := _MARK.match(line))
    }
    known = [number for number, name in marks.items() if name in cell.locales]
    size = len(cell.locales)
    for first in range(0, len(known), size):
        group = known[first : first + size]
        is_together = group == list(range(group[0], group[0] + size))
        if not is_together or [marks[number] for number in group] != list(cell.locales):
            near = sorted({number + step for number in group for step in (-1, 1)} & set(marks) - set(known))
            return [_unknown(cell, near[0], marks[near[0]])] if near else [_alone(cell, group[0])]
    return [
        _unknown(cell, number, name)
        for number, name in marks.items()
        if name not in cell.locales and name.lower().replace("_", "-") in cell.locales
    ][:1]


def _unknown(cell: Cell, line: int, name: str) -> Problem:
    near = did_you_mean(name.lower().replace("_", "-"), cell.locales)
    return Problem(f"{cell.path}:{line}", f"a comment in an unknown language '{name}'", near)


def _alone(cell: Cell, line: int) -> Problem:
    wanted = " then ".join(f"`# {name}:`" for name in cell.locales)
    what = "a comment lacks its partner on the next line"
    return Problem(f"{cell.path}:{line}", what, f"Write {wanted}.")


def _whole(cell: Cell) -> list[Problem]:
    """A cell is code on its own, and its views differ in comments alone."""
    try:
        whole = tokens(cell.code)
    except (tokenize.TokenError, SyntaxError):
        return [
            Problem(
                cell.where,
                f"cell '{cell.name}' ends in the middle of a statement",
                "End it before the next cell.",
            )
        ]
    if tokens(localized_code(cell, "")) != whole:
        return [
            Problem(
                cell.where,
                f"cell '{cell.name}' has a comment pair inside a string",
                "Take its marks away there.",
            )
        ]
    return []


def _stray_code(head: Sequence[str], where: str) -> list[Problem]:
    stray = [number for number, line in enumerate(head, 1) if line.strip() and not line.startswith("#")]
    return (
        [Problem(f"{where}:{stray[0]}", "code before the first cell", "Put `# %% setup` above it.")]
        if stray
        else []
    )


def _limits(head: Sequence[str], where: str) -> Mapping[str, Any]:
    """`limits` of the YAML between two lines `# ---`, as jupytext writes it."""
    rules = [number for number, line in enumerate(head) if line.strip() == "# ---"]
    if len(rules) < 2:
        return {}
    text = "\n".join(line.removeprefix("#").removeprefix(" ") for line in head[rules[0] + 1 : rules[1]])
    found = parse_yaml(text, where, first=rules[0] + 2) or {}
    known = {"limits", "jupyter"}
    for name in found if isinstance(found, dict) else [str(found)]:
        if name not in known:
            what = f"unknown setting '{name}' in the header"
            raise Problems.of(f"{where}:{rules[0] + 1}", what, did_you_mean(str(name), known))
    limits = found.get("limits", {})
    if not isinstance(limits, dict):
        raise Problems.of(f"{where}:{rules[0] + 1}", f"limits is {limits!r}", "Write limits: {time_s: 300}.")
    return limits
