"""Runs beside a server: one batch at a time, in a thread; the processes' server stays for the next."""

import multiprocessing
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from queue import SimpleQueue

from scripts.build import run_stale
from scripts.core import Problem, Project, Run
from scripts.execution import run_snippets
from scripts.sources import Snippet

POLL_S = 0.1
"""Between looks whether what was killed is gone; a child may start in the meantime."""


@dataclass(frozen=True)
class Batch:
    """What was run, and what came of it."""

    snippets: Mapping[str, Snippet]
    runs: Sequence[Run] = ()
    problems: Sequence[Problem] = field(default_factory=list)


class Runner:
    """Lives as long as a server."""

    def __init__(self) -> None:
        self.wake: Callable[[], None] = lambda: None
        """Is called, in another thread, when there is something to take."""
        self._thread = ThreadPoolExecutor(1, "runs")
        self._watchers: ThreadPoolExecutor | None = None
        self._batch: Future[Batch] | None = None
        self._done: SimpleQueue[Batch] = SimpleQueue()

    @property
    def is_busy(self) -> bool:
        """A batch is under way, or what came of it is not taken."""
        return self._batch is not None

    def warm(self, project: Project) -> None:
        """Import what runs need before there is one: a program without cells is run."""
        nothing = Snippet("nothing.py", "nothing.py", (), project.limits)

        def work() -> Batch:
            run_snippets([nothing], project, lambda *_: None, self._pool(project))
            return Batch({})

        self._begin(work)

    def start(self, snippets: Mapping[str, Snippet], project: Project) -> None:
        """Run these; `is_busy` must be false."""

        def done(run: Run) -> None:  # its process takes up to two seconds to end
            self._done.put(Batch({run.snippet: snippets[run.snippet]}, [run]))
            self.wake()

        def work() -> Batch:
            _, problems, _ = run_stale(project, snippets, self._pool(project), done)
            return Batch(snippets, problems=problems)

        self._begin(work)

    def drop(self, names: Collection[str]) -> None:
        """End the runs of these snippets; their batch tells of it as of any that died."""
        for child in multiprocessing.active_children():
            if child.name in names:
                child.kill()

    def take(self) -> Batch | None:
        """What came of runs since this was last asked for; None if nothing did. What went wrong with the
        engine itself is raised."""
        if not self._done.empty():
            return self._done.get()
        if self._batch is None or not self._batch.done():
            return None
        batch, self._batch = self._batch, None
        return batch.result()

    def wait(self) -> None:
        """Until the batch is done, if there is one."""
        wait([self._batch] if self._batch else [])

    def stop(self) -> None:
        """End all runs; nothing of them is left when this returns."""
        self.wake = lambda: None
        if self._watchers:
            self._watchers.shutdown(wait=False, cancel_futures=True)
        while self._batch and wait([self._batch], POLL_S).not_done:
            for child in multiprocessing.active_children():
                child.kill()
        self._thread.shutdown()

    def _begin(self, work: Callable[[], Batch]) -> None:
        self._batch = self._thread.submit(work)
        self._batch.add_done_callback(lambda _: self.wake())

    def _pool(self, project: Project) -> ThreadPoolExecutor:
        self._watchers = self._watchers or ThreadPoolExecutor(project.workers, "run")
        return self._watchers
