"""One execution of a snippet, with all it gave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_output

Kind = Literal["stdout", "stderr", "display", "result", "error"]
DOT = "text/vnd.graphviz"
SVG = "image/svg+xml"
PNG = "image/png"
TEXT = "text/plain"
HTML = "text/html"

_STREAMS = ("stdout", "stderr")
_KIND_OF: Mapping[str, Kind] = {"display_data": "display", "execute_result": "result"}


@dataclass(frozen=True)
class Output:
    """One thing a cell printed, drew, returned or raised."""

    kind: Kind
    data: Mapping[str, str]
    """MIME type -> text; pictures that are not text as Base64. An error's text is `Name: message`."""

    @property
    def text(self) -> str:
        return self.data.get(TEXT, "")

    @property
    def is_picture(self) -> bool:
        return SVG in self.data or PNG in self.data


@dataclass(frozen=True)
class Run:
    """What a snippet did, and what it did it with."""

    snippet: str
    outputs: Mapping[str, Sequence[Output]]
    """Cell name -> outputs in order."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """Variable -> number, text or truth value at the end of the program."""
    reads: Mapping[str, str] = field(default_factory=dict)
    """File of the project that it opened or imported, from the root -> SHA-256."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """Distribution -> version, of all that was imported."""
    python: str = ""
    started: int = 0
    """Seconds since 1970-01-01, UTC."""
    seconds: float = 0.0


def to_notebook(run: Run) -> dict[str, Any]:
    """The run as a notebook (nbformat 4), one code cell a cell."""
    cells = [
        new_code_cell(id=f"c{number}", metadata={"name": name}, outputs=[_to_output(o) for o in outputs])
        for number, (name, outputs) in enumerate(run.outputs.items())
    ]
    about = {
        name: getattr(run, name)
        for name in ("snippet", "values", "reads", "versions", "python", "started", "seconds")
    }
    return new_notebook(cells=cells, metadata={"run": about})


def from_notebook(notebook: Mapping[str, Any]) -> Run:
    """The run that `to_notebook` wrote.

    Raises:
        nbformat.ValidationError, KeyError, TypeError: it is something else.
    """
    nbformat.validate(nbformat.from_dict(notebook))
    outputs = {
        cell["metadata"]["name"]: [_from_output(o) for o in cell["outputs"]] for cell in notebook["cells"]
    }
    return Run(outputs=outputs, **notebook["metadata"]["run"])


def _to_output(output: Output) -> dict[str, Any]:
    if output.kind in _STREAMS:
        return new_output("stream", name=output.kind, text=output.text)
    if output.kind == "error":
        name, _, message = output.text.partition(": ")
        return new_output("error", ename=name, evalue=message, traceback=[output.text])
    kind = next(theirs for theirs, ours in _KIND_OF.items() if ours == output.kind)
    return new_output(kind, data=dict(output.data))


def _from_output(output: Mapping[str, Any]) -> Output:
    kind = output["output_type"]
    if kind == "stream":
        name: Kind = output["name"]
        return Output(name, {TEXT: output["text"]})
    if kind == "error":
        return Output("error", {TEXT: output["traceback"][0]})
    return Output(_KIND_OF[kind], dict(output["data"]))
