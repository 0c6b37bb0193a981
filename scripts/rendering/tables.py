"""What a build says of itself: versions, dates and times of its runs, its messages."""

import html
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from scripts.core import Run
from scripts.rendering.html import RenderContext

NAMED = {
    "tensorflow": "TensorFlow",
    "tensorflow-cpu": "TensorFlow",
    "keras": "Keras",
    "numpy": "NumPy",
    "matplotlib": "Matplotlib",
    "pydot": "pydot",
    "pygraphviz": "pygraphviz",
    "ipython": "IPython",
}
"""Packages that a reader cares for."""
BUILD_TABLES = ("versions", "runs")
"""What a fence ```build show="…"``` can show as a table."""
_INLINE = re.compile(r"(?P<marks>`+) ?(?P<code>.+?) ?(?P=marks)(?!`)")
_JOINT = re.compile(r"(::|[/_])")


def run_versions(run: Run) -> dict[str, str]:
    """Name -> version, of Python and the packages that a reader cares for."""
    found = {
        NAMED[key]: version
        for dist, version in run.versions.items()
        if (key := dist.lower().replace("_", "-")) in NAMED
    }
    order = list(NAMED.values())
    return {"Python": run.python, **dict(sorted(found.items(), key=lambda pair: order.index(pair[0])))}


def run_day(run: Run, manner: RenderContext) -> str:
    """The run's date, UTC, as YYYY-MM-DD."""
    at = run.started if manner.epoch is None else manner.epoch
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d")


def run_seconds(run: Run, manner: RenderContext) -> str:
    """The run's time in seconds; masked where builds must be equal byte for byte."""
    return f"{run.seconds:.1f}" if manner.epoch is None else "…"


def main_versions(run: Run) -> list[str]:
    """The versions that a chapter's readers ask for first: `Keras 3.15.1`."""
    found = run_versions(run)
    return [
        f"{package} {found[package]}" for package in ("Keras", "TensorFlow", "Python") if package in found
    ]


def build_table(show: str, runs: Sequence[Run], manner: RenderContext) -> str:
    """HTML: a table of the `versions` in this build or of its `runs`."""
    return _table(*build_rows(show, runs, manner))


def build_rows(show: str, runs: Sequence[Run], manner: RenderContext) -> tuple[list[str], list[list[str]]]:
    """The head and the rows of `build_table`, in Markdown."""
    if show == "versions":
        found = {name: version for run in runs for name, version in run_versions(run).items()}
        head, rows = ["Software", "Version"], [[name, version] for name, version in found.items()]
    else:
        head = ["Program", "Date", "Seconds", "Cells"]
        rows = [
            [run.snippet, run_day(run, manner), run_seconds(run, manner), str(len(run.outputs))]
            for run in runs
        ]
    return [manner.label(word) for word in head], rows


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of Markdown."""

    def line(cells: Sequence[str]) -> str:
        return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"

    return "\n".join([line(head), "|" + "---|" * len(head), *map(line, rows)])


def _html(cell: str) -> str:
    """Code of Markdown as HTML; a long name may part at its joints."""

    def marked(found: re.Match[str]) -> str:
        code = _JOINT.sub(r"\1<wbr>", found["code"])
        return f"<code>{code}</code>"

    return _INLINE.sub(marked, html.escape(cell, quote=False))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    def line(cells: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{_html(cell)}</{tag}>" for cell in cells) + "</tr>"

    body = "".join(line(row, "td") for row in rows)
    return f"<table><thead>{line(head, 'th')}</thead><tbody>{body}</tbody></table>"
