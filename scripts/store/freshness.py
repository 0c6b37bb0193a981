"""Why a run is stale: its program, the engine, a file that it read or a package that it used has changed."""

import hashlib
import importlib.metadata
import platform
from functools import cache
from pathlib import Path

from scripts.bootstrap import PIN, pin_lines
from scripts.core import Project, Run, sha256
from scripts.sources import Snippet

_SCRIPTS = Path(__file__).resolve().parents[1]
ENGINE = (
    *sorted((_SCRIPTS / "execution").glob("*.py")),
    *(_SCRIPTS / "core" / name for name in ("curves.py", "run.py", "terminal.py")),
)
"""Modules that take part in a run; a change in one makes every run stale."""


def run_key(project: Project, snippet: Snippet) -> str:
    """What decides the outputs: the program, the engine, Python, the machine and its Graphviz."""
    parts = [snippet.fingerprint, _engine(), platform.python_version(), platform.machine(), project.dot]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


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
