"""A code cell of a notebook as a cell of a program: named, without what only Jupyter runs."""

import ast
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from scripts.checks import MOST_LINES
from scripts.core import Problem
from scripts.sources import CELL_TAGS

_MAGIC = re.compile(r"\s*[%!]")
_NEEDLESS = re.compile(r"\s*(?:%matplotlib\b|%config\b|[%!]\s*pip3? install\b)")
_COMMENT = re.compile(r"\s*#(?! (?:zh|en): )")
_PICTURES = {"image/png", "image/jpeg", "image/svg+xml"}


@dataclass(frozen=True)
class Imported:
    """A cell of the program to be."""

    name: str
    code: str
    """Empty if nothing was left of it."""
    tags: tuple[str, ...]
    shows: str
    pictures: int
    """How many it drew in the notebook."""
    remarks: tuple[str, ...]

    @property
    def text(self) -> str:
        options = f" tags={json.dumps(self.tags)}" if self.tags else ""
        options += f" shows={json.dumps(self.shows, ensure_ascii=False)}" if self.shows else ""
        return f"# %% {self.name}{options}\n{self.code}\n"


def code_cell(cell: Any, where: str, heading: str, names: list[str]) -> tuple[Imported, list[Problem]]:
    """A cell of the notebook (nbformat 4), and why it can't be one of a program.

    Args:
        heading: id of the heading right above it, or empty.
        names: of the cells before it; its own is added.
    """
    code, remarks, problems = _python(cell.source, where)
    given = cell.metadata.get("tags", [])
    tags = [tag for tag in given if tag in CELL_TAGS]
    remarks += [f"{where}: the tag '{tag}' means nothing here" for tag in given if tag not in CELL_TAGS]
    errors = [output for output in cell.outputs if output.output_type == "error"]
    if errors and "raises-exception" not in tags:
        tags.append("raises-exception")
        remarks.append(f"{where}: it raised {errors[0].ename}, which is now the lesson")
    shows = _shows(errors[0]) if errors else ""
    if "raises-exception" in tags and not shows:
        fix = "Run the notebook and save it, so that the message is known."
        problems.append(Problem(where, "should raise an error, and holds none", fix))
    name = free(heading or (_named(code) if code and not problems else "cell"), (*names, "setup"))
    names.append(name)
    lines = [line for line in code.split("\n") if line.strip()]
    if len(lines) > MOST_LINES:
        remarks.append(
            f"{where}: '{name}' has {len(lines)} lines, more than a screen's {MOST_LINES}: split it"
        )
    if alone := sum(bool(_COMMENT.match(line)) for line in lines):
        said = "a comment is" if alone == 1 else f"{alone} comments are"
        remarks.append(f"{where}: {said} in one language: write pairs, `# zh: …` then `# en: …`")
    pictures = sum(bool(_PICTURES & output.get("data", {}).keys()) for output in cell.outputs)
    return Imported(name, code, tuple(tags), shows, pictures, tuple(remarks)), problems


def _python(source: str, where: str) -> tuple[str, list[str], list[Problem]]:
    """The code without needless magics; what was left out; what is no Python."""
    wrong = _syntax_error(source)
    if not wrong:
        return source.strip("\n"), [], []
    kept, remarks, problems = [], [], []
    for number, line in enumerate(source.split("\n"), 1):
        if _NEEDLESS.match(line):
            remarks.append(f"{where}, line {number}: left out `{line.strip()}`")
        elif _MAGIC.match(line):
            what = f"line {number} is no Python: {line.strip()}"
            problems.append(Problem(where, what, "Write it in Python, or take it out of the notebook."))
        else:
            kept.append(line)
    code = "\n".join(kept).strip("\n")
    if not problems and (wrong := _syntax_error(code)):
        problems.append(Problem(where, f"is no Python: {wrong}", "Fix it in the notebook."))
    return ("" if not code.strip() else code), remarks, problems


def _syntax_error(code: str) -> str:
    try:
        ast.parse(code)
    except SyntaxError as wrong:
        return f"{wrong.msg} (line {wrong.lineno})"
    return ""


def _shows(error: Any) -> str:
    """A part of the message by which the run's error is known: its first line, not too long."""
    first: str = (error.evalue.strip() or error.ename).splitlines()[0]
    return first[:80].rstrip()


def _named(code: str) -> str:
    """A name by what the cell's first statement is about."""
    body = ast.parse(code).body
    if not body:
        return "notes"
    first = body[0]
    if isinstance(first, ast.Import | ast.ImportFrom):
        others = [node for node in body if not isinstance(node, ast.Import | ast.ImportFrom)]
        return "imports" if not others else _kebab(_identifier(others[0]))
    return _kebab(_identifier(first))


def _identifier(node: ast.stmt) -> str:
    """The first name in a statement that is its own: what it binds, else what it calls."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
        return node.name
    value = getattr(node, "value", None)
    if isinstance(node, ast.Expr) and isinstance(value, ast.Call):
        return value.func.attr if isinstance(value.func, ast.Attribute) else getattr(value.func, "id", "cell")
    return next((found.id for found in ast.walk(node) if isinstance(found, ast.Name)), "cell")


def _kebab(name: str) -> str:
    parts = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()
    return re.sub(r"[^a-z0-9]+", "-", parts).strip("-") or "cell"


def free(name: str, taken: Collection[str]) -> str:
    """The name, or the first of name-2, name-3 … that is not taken."""
    number, own = 1, name
    while own in taken:
        number += 1
        own = f"{name}-{number}"
    return own
