"""What a reader downloads of a chapter: its program and data, with the line that offers them."""

import ast
import html
import io
import re
import tokenize
from pathlib import PurePosixPath

from scripts.core import Project, Run, count_of, path_to_top
from scripts.rendering import RenderContext, main_versions, run_day, run_seconds
from scripts.sources import Cell, Page, Snippet, localized_code

_TRY = 'try:\n{}\nexcept {}:\n    print(f"{{type(error).__name__}}: {{error}}")'
_ANY_ERROR = "Exception as error"
_NO_GRAPHVIZ = "(ImportError, OSError) as error"
_DRAWS = re.compile(r"\b(plot_model|(?:create|write)_(?:png|svg))\(")
"""A call that starts Graphviz's `dot`, which a reader's machine may not have."""
_DATA = PurePosixPath("snippets/data")


def download_program(snippet: Snippet, locale: str) -> str:
    """The whole program as a reader of `locale` downloads it; it runs to its end.

    A cell whose error is the lesson prints the error there, since plain Python, VS Code and Colab know no
    tag that lets a program go on. A cell that draws a graph does so too where Graphviz is missing.
    """
    return "\n\n".join(f"# %% {cell.name}\n{_code(cell, locale)}" for cell in snippet.cells) + "\n"


def datasets(run: Run, project: Project) -> list[str]:
    """Names of the data sets in snippets/data that the run read."""
    paths = [PurePosixPath(path) for path in run.reads]
    return [path.name for path in paths if path.parent == _DATA and path.name in project.datasets]


def chapter_card(page: Page, run: Run, project: Project, manner: RenderContext) -> list[str]:
    """The lines under a chapter's title: when and on what it was run, and what can be downloaded."""
    up, label = path_to_top(page.name), manner.label
    took = label(f"{count_of(len(run.outputs), 'cell')} in {run_seconds(run, manner)} s")
    made = [f"{label('run on')} {run_day(run, manner)}", *main_versions(run), took]
    links = [
        (f"{up}downloads/{page.notebook}", f"{label('notebook')} .ipynb"),
        (f"{up}downloads/{page.chapter}", f"{label('program')} .py"),
        (f"{up}downloads/{page.name}", f"{label('page')} .md"),
        *((f"{up}../downloads/{name}", f"{label('data')} {name}") for name in datasets(run, project)),
    ]
    told = " · ".join(_joined(text) for text in made)
    offered = " ".join(f'<a href="{address}" download>{_joined(text)}</a>' for address, text in links)
    parts = f'<span class="run-made">{told}</span> <span class="run-take">{offered}</span>'
    return ["", f'<div class="run-card">{parts}</div>', ""]


def _joined(text: str) -> str:
    """A label that does not part at the end of a line."""
    return html.escape(text).replace(" ", "&nbsp;")


def _code(cell: Cell, locale: str) -> str:
    code = localized_code(cell, locale)
    if "raises-exception" not in cell.tags:
        return _TRY.format(_indented(code), _NO_GRAPHVIZ) if _DRAWS.search(code) else code
    try:
        ast.parse(code)
    except SyntaxError:  # that is the lesson
        code = f"exec({code!r})"
    return _TRY.format(_indented(code), _ANY_ERROR)


def _indented(code: str) -> str:
    """The code four spaces further in; lines inside a string stay, for they are its content."""
    inside: set[int] = set()
    opened = [0]
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.STRING:
            inside.update(range(token.start[0] + 1, token.end[0] + 1))
        elif tokenize.tok_name[token.type] == "FSTRING_START":  # from Python 3.12 on
            opened.append(token.start[0])
        elif tokenize.tok_name[token.type] == "FSTRING_END":
            inside.update(range(opened.pop() + 1, token.end[0] + 1))
    lines = enumerate(code.split("\n"), 1)
    return "\n".join(line if number in inside or not line else f"    {line}" for number, line in lines)
