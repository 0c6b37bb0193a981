"""Snippets to runs: each in a process of its own, within its limits."""

import contextlib
import json
import multiprocessing
import os
import platform
import shlex
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import psutil

from scripts.core import Limits, Problem, Project, Run, write
from scripts.execution import preload, worker
from scripts.sources import Snippet

POLL_S = 0.2
"""Between looks at what a run uses, each a walk over all processes; its words and end are seen at once."""
LEAVE_S = 2
"""A run that is done gives back its semaphores before it is ended."""
START_S = 300
"""For what comes before the first cell of a run: imports take no minute, even on a slow machine."""
LOG_LINES = 5
"""Of what a run said past Python before it died."""
ENVIRONMENT = {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "KERAS_BACKEND": "tensorflow",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "MPLBACKEND": "agg",
    "LC_ALL": "C.UTF-8",
    "COLUMNS": "80",
    "CUDA_VISIBLE_DEVICES": "",
    # one order of adding up for every x86-64 processor, whatever it can do and however many cores it has
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "ONEDNN_MAX_CPU_ISA": "SSE41",
    "TF_NUM_INTRAOP_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    **({"OPENBLAS_CORETYPE": "Nehalem"} if platform.machine() in ("x86_64", "AMD64") else {}),
}
"""Of every run: its outputs depend neither on who builds nor on the processor. Part of its key."""

Told = Callable[[str, str, Any], None]
"""Is told (snippet, event, detail): waiting, cell, done, failed."""


def run_snippets(
    snippets: Iterable[Snippet], project: Project, told: Told, threads: ThreadPoolExecutor | None = None
) -> tuple[list[Run], list[Problem]]:
    """Run all of them; wait for all, whatever happens to some.

    Args:
        threads: each watches one child; by default they end with the last run.
    """
    runs: list[Run] = []
    problems: list[Problem] = []
    shutil.rmtree(_folders(project), ignore_errors=True)  # of a build that was killed
    _folders(project).mkdir(parents=True, exist_ok=True)
    context = _context(project)
    if problem := _cannot_begin(context, project):
        return [], [problem]
    pool = threads or ThreadPoolExecutor(max_workers=project.workers)
    futures = [pool.submit(supervise, snippet, project, told, context) for snippet in snippets]
    try:
        for future in as_completed(futures):
            result = future.result()
            if isinstance(result, Problem):
                problems.append(result)
            else:
                runs.append(result)
    finally:  # all done, or stopped by the reader: then nothing may run on
        for future in futures:
            future.cancel()
        for child in multiprocessing.active_children():
            _end(child)
        if threads is None:
            pool.shutdown()
    return runs, problems


def supervise(snippet: Snippet, project: Project, told: Told, context: Any) -> Run | Problem:
    """Run one snippet in a child process, and end it if it goes beyond a limit."""
    told(snippet.name, "waiting", None)
    folder = Path(tempfile.mkdtemp(dir=_folders(project)))
    around = worker.Sandbox(
        project.root,
        project.snippets,
        folder,
        project.preload,
        project.datasets,
        project.dot,
        project.downloads,
        _environment(project),
    )
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=worker.main, args=(theirs, snippet, around), name=snippet.name)
    try:
        process.start()
        theirs.close()
        watch = _Watch(snippet, process, folder, time.monotonic(), project.preload)
        result = watch.follow(ours, told)
        told(snippet.name, "failed" if isinstance(result, Problem) else "done", result)
        process.join(0 if isinstance(result, Problem) else LEAVE_S)
        return result
    finally:
        _end(process)
        _end_strays(folder)
        ours.close()
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class _Watch:
    """One running child: what it says, and what it uses."""

    snippet: Snippet
    process: BaseProcess
    folder: Path
    began: float
    preload: tuple[str, ...] = ()
    cell: str = ""

    def follow(self, connection: Any, told: Told) -> Run | Problem:
        while True:
            # the clock of the run starts with its first cell: importing is not its doing
            if connection in wait([connection, self.process.sentinel], POLL_S):
                try:
                    kind, *rest = connection.recv()
                except (EOFError, OSError):  # OSError: in the middle of a message
                    return self._died()
                if kind == "cell":
                    self.began = self.began if self.cell else time.monotonic()
                    self.cell = rest[0]
                    told(self.snippet.name, "cell", self.cell)
                elif kind == "done":
                    run: Run = rest[0]
                    return run
                elif kind == "failed":
                    return self._failed(rest[0])
                else:
                    return self._over("output_kb", self.snippet.limits.output_kb)
            elif not self.process.is_alive() and not connection.poll():  # it may have spoken since
                return self._died()
            elif not self.cell and time.monotonic() - self.began > START_S:
                what = f"the run did not come to its first cell within {START_S:g} s and was ended"
                return Problem(self.snippet.path, what, _try(self.preload))
            elif over := self._exceeded(self.snippet.limits):
                return self._over(*over)

    def _exceeded(self, limits: Limits) -> tuple[str, float] | None:
        if self.cell and time.monotonic() - self.began > limits.time_s:
            return "time_s", limits.time_s
        if _memory(self.process.pid) > limits.memory_mb * 1e6:
            return "memory_mb", limits.memory_mb
        with contextlib.suppress(FileNotFoundError):
            if (self.folder / "log").stat().st_size > limits.output_kb * 1000:
                return "output_kb", limits.output_kb
        return None

    def _over(self, limit: str, value: float) -> Problem:
        return Problem(
            self._where(),
            f"{self._who()} went over the limit {limit} = {value:g} and was ended",
            f"Make it smaller, or raise the limit in the snippet's header: `# limits: {{{limit}: …}}`.",
        )

    def _failed(self, failure: worker.Failure) -> Problem:
        return Problem(
            f"{self.snippet.path}:{failure.line}",
            f"{self._who()} {failure.what}",
            "\n".join([failure.fix, *failure.detail.splitlines()]),
        )

    def _died(self) -> Problem:
        self.process.join(LEAVE_S)
        code = self.process.exitcode
        if code is None:
            how = "closed its line to the build"
        elif code < 0:
            how = f"was killed by {signal.Signals(-code).name}"
        else:
            how = f"ended its own process (exit code {code})"
        with contextlib.suppress(FileNotFoundError):
            log = (self.folder / "log").read_text(encoding="utf-8", errors="replace").splitlines()
            said = "\n".join(["It said last:", *log[-LOG_LINES:]]) if log else ""
            fix = said or "A run must come to its end; take the exit away."
            return Problem(self._where(), f"{self._who()} {how}", fix)
        return Problem(self._where(), f"the run {how} before its first cell", "Try: python -m scripts build")

    def _who(self) -> str:
        return f"cell '{self.cell}'" if self.cell else "the run"

    def _where(self) -> str:
        cell = self.snippet.cell(self.cell)
        return cell.where if cell else self.snippet.path


def _memory(pid: int | None) -> float:
    """Bytes that the process and its children hold."""
    try:
        process = psutil.Process(pid)
        return sum(p.memory_info().rss for p in [process, *process.children(recursive=True)])
    except psutil.NoSuchProcess:
        return 0


def _end(process: BaseProcess) -> None:
    """Whatever the run started is gone when this returns."""
    if process.pid is None:
        return
    with contextlib.suppress(ProcessLookupError, PermissionError, AttributeError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()


def _folders(project: Project) -> Path:
    """Where each run has a folder of its own; one build at a time is at work in a project."""
    return project.build / "runs"


def _end_strays(folder: Path) -> None:
    """End what left the run's process group; it still has the run's environment."""
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.environ().get("IPYTHONDIR", "").startswith(str(folder)):
                process.kill()


def _context(project: Project) -> Any:
    """Processes forked from a server that has imported what the runs need; spawned where there is no fork."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([preload.__name__])
    context.set_executable(str(_launcher(project)))
    return context


def _launcher(project: Project) -> Path:
    """A program that is Python in the environment of the runs; this process keeps its own."""
    given = {
        **_environment(project),
        preload.NAMES: json.dumps(project.preload),
        preload.SECONDS: str(START_S),
    }
    words = ["exec", "env", *(f"{name}={text}" for name, text in given.items()), sys.executable]
    path = project.build / "python"
    write(path, f'#!/bin/sh\n{shlex.join(words)} "$@"\n')
    path.chmod(0o755)
    return path


def _cannot_begin(context: Any, project: Project) -> Problem | None:
    """What keeps the server of the runs from starting them; waits until it has imported what they need."""
    process = context.Process(target=os.getpid)
    try:
        process.start()
    except (EOFError, ConnectionError):
        what = f"the import of preload = {list(project.preload)} crashed, or took more than {START_S:g} s"
        return Problem("pyproject.toml", what, _try(project.preload))
    _end(process)
    return None


def _try(names: Iterable[str]) -> str:
    return f"Try: python -c 'import {', '.join(names)}'\nTake out of preload what does not come to its end."


def _environment(project: Project) -> Mapping[str, str]:
    cache = project.build / "cache"
    return {**ENVIRONMENT, "KERAS_HOME": str(cache / "keras"), "MPLCONFIGDIR": str(cache / "matplotlib")}
