"""What a reader of the terminal sees while runs are under way."""

import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from scripts.core import count_of


class RunProgress(AbstractContextManager["RunProgress"]):
    """A line for each run with its cell and time; plain lines where there is no terminal.

    Args:
        cells: snippet -> number of its cells.
        preload: modules that are imported before the first run.
    """

    def __init__(self, cells: Mapping[str, int], preload: Sequence[str] = ()) -> None:
        self._cells, self._preload = cells, preload
        self._console = Console(file=sys.stderr)
        self._bars = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(20),
            TextColumn("{task.fields[cell]}"),
            TimeElapsedColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}
        self._began = time.monotonic()
        self.import_s = 0.0
        """Until the first cell began: the server's start and its imports."""

    def __enter__(self) -> "RunProgress":
        wait = f"; the first waits while {self._preload[0]} is imported" if self._preload else ""
        self._say(f"Running {count_of(len(self._cells), 'snippet')}{wait}.")
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def told(self, snippet: str, event: str, detail: Any) -> None:
        """What `run_snippets` tells; safe from any thread."""
        if event == "waiting":
            self._tasks[snippet] = self._bars.add_task(snippet, total=self._cells[snippet], cell="")
        elif event == "cell":
            self.import_s = self.import_s or time.monotonic() - self._began
            self._bars.update(self._tasks[snippet], advance=1, cell=detail)
        else:
            self._bars.update(self._tasks[snippet], completed=self._cells[snippet], cell="")
            self._bars.stop_task(self._tasks[snippet])
            taken = f" in {detail.seconds:.1f} s" if event == "done" else ""
            if not self._console.is_terminal:
                self._say(f"  {snippet} {event}{taken}")

    def _say(self, text: str) -> None:
        self._console.print(text, highlight=False, markup=False, soft_wrap=True)
