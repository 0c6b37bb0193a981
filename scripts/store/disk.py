"""Runs on disk, by what decides their outputs."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import nbformat

from scripts.core import Project, Run, from_notebook, to_notebook, write
from scripts.sources import Snippet
from scripts.store.freshness import changed_input, run_key

ENTRIES = 5
"""Kept of each snippet: enough to go back and forth between branches."""
DAMAGES = (ValueError, KeyError, TypeError, AttributeError, nbformat.ValidationError)
"""What reading raises if an entry is none."""
_SUFFIX = ".ipynb+sum"


def load_runs(project: Project, snippets: Mapping[str, Snippet]) -> tuple[dict[str, Run], list[str]]:
    """The runs that still hold, by snippet, and a sentence about each entry that was damaged.

    Where nothing is run (`project.prose`) an entry holds for its program whatever machine, Python and
    engine made it; the newest one counts.
    """
    runs: dict[str, Run] = {}
    remarks: list[str] = []
    for name, snippet in snippets.items():
        for path in _entries(project, snippet):
            try:
                run, fingerprint = _read(path)
            except FileNotFoundError:
                continue
            except DAMAGES:
                what = "it is left aside" if project.prose else f"{snippet.path} runs again"
                remarks.append(f"{project.name_of(path)} was cut short or altered; {what}.")
                continue
            is_its_own = path == _path(project, snippet) or fingerprint == snippet.fingerprint
            is_newest = name not in runs or run.started > runs[name].started
            if is_its_own and is_newest and not changed_input(project, run):
                runs[name] = run
    return runs, remarks


def save_runs(project: Project, snippets: Mapping[str, Snippet], runs: Iterable[Run]) -> None:
    """Write each run whole, and drop the oldest entries of its snippet."""
    for run in runs:
        _write(_path(project, snippets[run.snippet]), run_to_text(run, snippets[run.snippet]))


def save_downloaded_run(project: Project, snippet: Snippet, text: str) -> None:
    """Write what `run_to_text` gave elsewhere, for `--prose` alone: other builds don't look there."""
    _write(project.store / snippet.name / f"fetched-{snippet.fingerprint[:20]}{_SUFFIX}", text)


def run_to_text(run: Run, snippet: Snippet) -> str:
    """A run as the store keeps it, with the fingerprint of the program that was run."""
    notebook = to_notebook(run)
    notebook["metadata"]["fingerprint"] = snippet.fingerprint
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)


def text_to_run(text: str) -> tuple[Run, str]:
    """The run that `run_to_text` wrote, and the fingerprint; that of older entries is empty.

    Raises:
        one of DAMAGES: it is something else.
    """
    notebook = json.loads(text)
    return from_notebook(notebook), notebook["metadata"].get("fingerprint", "")


def _write(path: Path, text: str) -> None:
    """The entry whole, and the oldest entries of its snippet gone."""
    write(path, f"{_checksum(text)}\n{text}")
    entries = sorted(
        path.parent.glob(f"*{_SUFFIX}"), key=lambda entry: entry.stat().st_mtime_ns, reverse=True
    )
    for old in entries[ENTRIES:]:
        old.unlink(missing_ok=True)


def _entries(project: Project, snippet: Snippet) -> list[Path]:
    """Where to look for the run of a snippet."""
    own = _path(project, snippet)
    return sorted(own.parent.glob(f"*{_SUFFIX}")) if project.prose else [own]


def _path(project: Project, snippet: Snippet) -> Path:
    return project.store / snippet.name / f"{run_key(project, snippet)}{_SUFFIX}"


def _read(path: Path) -> tuple[Run, str]:
    checksum, _, text = path.read_text(encoding="utf-8").partition("\n")
    if checksum != _checksum(text):
        raise ValueError(path)
    return text_to_run(text)


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
