"""Runs on disk, by what decides their outputs."""

import hashlib
import importlib.metadata
import json
import platform
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import nbformat

from scripts.files import sha256, write
from scripts.project import Project
from scripts.run import Run, from_notebook, to_notebook
from scripts.snippet import Snippet

ENTRIES = 5
"""Kept of each snippet: enough to go back and forth between branches."""
ENGINE = (
    "worker.py",
    "recorder.py",
    "curves.py",
    "surroundings.py",
    "dot.py",
    "terminal.py",
    "run.py",
    "executor.py",
)
"""Modules that take part in a run; a change in one makes every run stale."""


def load(project: Project, snippets: Mapping[str, Snippet]) -> tuple[dict[str, Run], list[str]]:
    """The runs that still hold, by snippet, and a sentence about each entry that was damaged."""
    runs, remarks = {}, []
    for name, snippet in snippets.items():
        path = _path(project, snippet)
        try:
            run = _read(path)
        except FileNotFoundError:
            continue
        except (ValueError, KeyError, TypeError, nbformat.ValidationError):
            remarks.append(f"{project.name_of(path)} was cut short or altered; {snippet.path} runs again.")
            continue
        if _holds(project, run):
            runs[name] = run
    return runs, remarks


def keep(project: Project, snippets: Mapping[str, Snippet], runs: Iterable[Run]) -> None:
    """Write each run whole, and drop the oldest entries of its snippet."""
    for run in runs:
        path = _path(project, snippets[run.snippet])
        text = json.dumps(to_notebook(run), ensure_ascii=False, indent=1, sort_keys=True)
        write(path, f"{_checksum(text)}\n{text}")
        entries = sorted(
            path.parent.glob("*.ipynb+sum"), key=lambda entry: entry.stat().st_mtime_ns, reverse=True
        )
        for old in entries[ENTRIES:]:
            old.unlink(missing_ok=True)


def _path(project: Project, snippet: Snippet) -> Path:
    parts = [snippet.fingerprint, _engine(), platform.python_version(), platform.machine(), project.dot]
    key = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return project.store / snippet.name / f"{key[:20]}.ipynb+sum"


def _read(path: Path) -> Run:
    checksum, _, text = path.read_text(encoding="utf-8").partition("\n")
    if checksum != _checksum(text):
        raise ValueError(path)
    return from_notebook(json.loads(text))


def _holds(project: Project, run: Run) -> bool:
    """Whether the files that it read and the packages that it used are as they were."""
    same_files = all(
        (path := project.root / name).is_file() and sha256(path) == known for name, known in run.reads.items()
    )
    return same_files and all(_version(name) == known for name, known in run.versions.items())


@cache
def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


@cache
def _engine() -> str:
    return "".join(sha256(Path(__file__).parent / name) for name in ENGINE)


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
