"""Inside a run's own process: the cells are executed as IPython executes them."""

import contextlib
import importlib
import importlib.metadata
import multiprocessing
import os
import platform
import signal
import sys
import sysconfig
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from scripts.core import Output, Run, strip_ansi
from scripts.execution import dot
from scripts.execution.capture import Recorder, make_shell
from scripts.execution.inputs import serve_datasets, serve_packages, watch_reads
from scripts.sources import Cell, Snippet

TRACEBACK_LINES = 8
VALUE_LENGTH = 200
_SYSTEM = {Path(name) for name in ("/", "/usr", "/usr/local", "/opt")}
"""Where a Python may be installed among other things, whose places are not its own."""

Report = Callable[[str, Any], None]


@dataclass(frozen=True)
class Sandbox:
    """What a run finds around it; plain data, so that it reaches any process."""

    root: Path
    snippets: Path
    folder: Path
    """Of this run alone, empty; the caller removes it."""
    preload: tuple[str, ...]
    datasets: Mapping[str, str]
    dot: str
    downloads: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Failure:
    """How a run ended that is not its lesson."""

    line: int
    what: str
    """Follows the words `cell 'name'`."""
    fix: str
    detail: str = ""


class Failed(Exception):
    """Carries one `Failure`, as its only argument."""


def main(connection: Connection, snippet: Snippet, around: Sandbox) -> None:
    """Run `snippet`, and tell the other end of `connection` how it goes.

    Messages: ("cell", name) as each begins; ("output", bytes so far) when the run printed
    more than its limit, after which the process ends; else ("done", Run) or ("failed", Failure).
    """
    if hasattr(os, "setsid"):  # not on Windows
        os.setsid()  # so that what it starts can be ended with it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _redirect(around.folder / "log")
    message: tuple[str, Run | Failure]
    try:
        message = ("done", execute(snippet, around, lambda *words: connection.send(words)))
    except Failed as failed:
        message = ("failed", failed.args[0])
    except BaseException:  # noqa: BLE001 (the engine's own mistake must reach the build)
        message = (
            "failed",
            Failure(1, "could not be run", "The engine is wrong here:", traceback.format_exc()),
        )
    connection.send(message)
    connection.close()


def execute(snippet: Snippet, around: Sandbox, report: Report) -> Run:
    """Run every cell in this process.

    Raises:
        Failed: a cell raised and should not have, or the other way round.
    """
    started, clock = time.time(), time.perf_counter()
    work = _enter(around)
    packages = _packages()
    reads = watch_reads(around.root, around.snippets, around.downloads)
    serve_datasets(around.datasets, around.snippets / "data")
    serve_packages(around.snippets / "data" / "wheels")
    recorder = Recorder(
        limit=snippet.limits.output_kb * 1000,
        exceeded=lambda size: _exceed(report, size),
        names={work: ".", around.folder: ".", around.root: ".", **_installed(), Path.home(): "~"},
        drawn=lambda png: dot.drawn_as_svg(around.folder, png),
    )
    shell = make_shell(recorder, snippet.name)
    outputs: dict[str, list[Output]] = {}
    for cell in snippet.cells:
        report("cell", cell.name)
        result = shell.run_cell(cell.code, store_history=True)
        outputs[cell.name] = recorder.take()
        judge(cell, result.error_before_exec or result.error_in_exec, outputs[cell.name], shell.user_ns)
    return Run(
        snippet.name,
        outputs,
        _values(shell.user_ns),
        reads(),
        _versions(packages, ["pygraphviz"] if around.dot == "wheel" else []),
        platform.python_version(),
        int(started),
        round(time.perf_counter() - clock, 1),
    )


def _enter(around: Sandbox) -> Path:
    """Make this process the run's own; its empty folder to work in."""
    work = around.folder / "cwd"
    work.mkdir()
    os.chdir(work)
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(around.snippets))
    os.environ.update(around.environment)  # what a server of processes began with may be older
    dot.install_dot(around.folder, around.dot)
    os.environ["PATH"] = str(around.folder / "bin") + os.pathsep + os.environ.get("PATH", "")
    os.environ["IPYTHONDIR"] = str(around.folder / "ipython")
    for name in around.preload:
        importlib.import_module(name)
    return work


def judge(cell: Cell, error: BaseException | None, outputs: list[Output], names: Mapping[str, Any]) -> None:
    """Hold what a cell raised against what its tag says.

    Raises:
        Failed: they differ.
    """
    said = strip_ansi(next((o.text for o in outputs if o.kind == "error"), ""))
    if "raises-exception" not in cell.tags:
        if error is not None:
            fix = "If the error is the lesson, tag the cell raises-exception."
            raise Failed(
                Failure(_line(cell, error, names), f"raised {said or repr(error)}", fix, _tail(error, names))
            )
    elif error is None:
        fix = "If it should not raise, take the tag raises-exception away."
        raise Failed(Failure(cell.line, f"raised nothing, and should have shown '{cell.shows}'", fix))
    elif cell.shows not in said:
        fix = "Fix the cell, or give in shows= a part of the text that it raises now."
        what = f"should have shown '{cell.shows}', and raised {said}"
        raise Failed(Failure(_line(cell, error, names), what, fix, _tail(error, names)))


def _line(cell: Cell, error: BaseException, names: Mapping[str, Any]) -> int:
    """The line of the program at which the cell's own code raised."""
    own = [
        frame.tb_lineno
        for frame in _frames(error)
        if frame.tb_frame.f_globals is names and frame.tb_frame.f_code.co_name == "<module>"
    ]
    if not own and isinstance(error, SyntaxError) and error.lineno:
        own = [error.lineno]
    return cell.begins - 1 + own[-1] if own else cell.line


def _frames(error: BaseException) -> list[Any]:
    frames, frame = [], error.__traceback__
    while frame:
        frames.append(frame)
        frame = frame.tb_next
    return frames


def _tail(error: BaseException, names: Mapping[str, Any]) -> str:
    """The end of the traceback, from the program's own first frame."""
    own = next((frame for frame in _frames(error) if frame.tb_frame.f_globals is names), None)
    lines = "".join(traceback.format_exception(type(error), error, own)).splitlines()
    return strip_ansi("\n".join(lines[-TRACEBACK_LINES:]))


def _exceed(report: Report, size: int) -> None:
    report("output", size)
    os._exit(1)


def _values(names: Mapping[str, Any]) -> dict[str, Any]:
    """Variables that a page may name: numbers, short texts, truth values."""
    values = {}
    for name, value in names.items():
        if name.startswith("_"):
            continue
        if type(value).__module__ == "numpy" and getattr(value, "ndim", None) == 0:
            value = value.item()
        # no classes derived from these: another process may not know them
        if type(value) in (bool, int, float) or (type(value) is str and len(value) <= VALUE_LENGTH):
            values[name] = value
    return values


def _packages() -> dict[str, dict[str, str]]:
    """Module -> distribution -> version, of all that is installed; what a run installs itself is not."""
    return {
        module: {name: importlib.metadata.version(name) for name in names}
        for module, names in importlib.metadata.packages_distributions().items()
    }


def _versions(packages: Mapping[str, Mapping[str, str]], others: Sequence[str]) -> dict[str, str]:
    """Distribution -> version of everything that is imported now, and of `others`."""
    modules = {name.partition(".")[0] for name in list(sys.modules)}.union(others)
    found = {name: version for module in modules for name, version in packages.get(module, {}).items()}
    return dict(sorted(found.items()))


def _installed() -> dict[Path, str]:
    """Folders of installed modules; their place on this machine is nobody's business."""
    places = {Path(path): "site-packages" for path in sys.path if path.endswith("site-packages")}
    library = Path(sysconfig.get_path("stdlib"))
    own = {Path(sys.prefix), Path(sys.base_prefix)} - _SYSTEM
    return {**places, library: f"python/lib/{library.name}", **dict.fromkeys(own, "python")}


def _redirect(log: Path) -> None:
    """What goes past Python (libraries in C, a crash) is kept in a file, for the message of a failure."""
    target, nothing = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND), os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(target, 1)
    os.dup2(target, 2)


def _end_with_parent() -> None:
    """A build that is killed leaves no run behind."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    wait([parent.sentinel])
    with contextlib.suppress(AttributeError, ProcessLookupError):
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)
