"""Runs on disk, by what decides their outputs."""

import hashlib
import importlib.metadata
import json
import platform
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import nbformat

from scripts.bootstrap import PIN, pin_lines
from scripts.core import Project, Run, from_notebook, sha256, to_notebook, write
from scripts.sources import Snippet

ENTRIES = 5
"""Kept of each snippet: enough to go back and forth between branches."""
_SCRIPTS = Path(__file__).resolve().parents[1]
ENGINE = (
    *sorted((_SCRIPTS / "execution").glob("*.py")),
    *(_SCRIPTS / "core" / name for name in ("curves.py", "run.py", "terminal.py")),
)
"""Modules that take part in a run; a change in one makes every run stale."""
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
    """Write what `text_of` gave elsewhere, for `--prose` alone: builds that run programs don't look there."""
    _write(project.store / snippet.name / f"fetched-{snippet.fingerprint[:20]}{_SUFFIX}", text)


def run_to_text(run: Run, snippet: Snippet) -> str:
    """A run as the store keeps it, with the fingerprint of the program that was run."""
    notebook = to_notebook(run)
    notebook["metadata"]["fingerprint"] = snippet.fingerprint
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)


def text_to_run(text: str) -> tuple[Run, str]:
    """The run that `text_of` wrote, and the fingerprint; that of older entries is empty.

    Raises:
        one of DAMAGES: it is something else.
    """
    notebook = json.loads(text)
    return from_notebook(notebook), notebook["metadata"].get("fingerprint", "")


def changed_input(project: Project, run: Run) -> str:
    """What the run read or used and is not so now: `snippets/x.csv`, `keras 3.15.1`; empty if all is.

    Where nothing is run, packages are not installed, and the pins stand for them.
    """
    for name, known in run.reads.items():
        path = project.root / name
        if not path.is_file() or sha256(path) != known:
            return name
    pinned = _pinned(project) if project.prose else {}
    for name, known in run.versions.items():
        now = pinned.get(_plain(name), known) if project.prose else _version(name)
        if now != known:
            return f"{name} {known}"
    return ""


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
    parts = [snippet.fingerprint, _engine(), platform.python_version(), platform.machine(), project.dot]
    key = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return project.store / snippet.name / f"{key[:20]}{_SUFFIX}"


def _read(path: Path) -> tuple[Run, str]:
    checksum, _, text = path.read_text(encoding="utf-8").partition("\n")
    if checksum != _checksum(text):
        raise ValueError(path)
    return text_to_run(text)


def _pinned(project: Project) -> dict[str, str]:
    """Package -> version of requirements.txt, for any machine."""
    path = project.root / "requirements.txt"
    found = [PIN.match(line) for line in pin_lines([path])] if path.is_file() else []
    return {_plain(pin["name"]): pin["version"] for pin in found if pin}


def _plain(name: str) -> str:
    """A package's name as there may be only one."""
    return name.lower().replace("_", "-").replace(".", "-")


@cache
def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


@cache
def _engine() -> str:
    return "".join(sha256(path) for path in ENGINE)


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
