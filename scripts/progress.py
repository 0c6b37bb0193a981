"""What a reader of the terminal sees while runs are under way."""

import sys
import time
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn


class RunProgress(AbstractContextManager["RunProgress"]):
    """A line for each run with its cell and time; plain lines where there is no terminal.

    Args:
        cells: snippet -> number of its cells.
    """

    def __init__(self, cells: dict[str, int]) -> None:
        self._cells = cells
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
        if self._cells:
            self._say(
                f"Running {len(self._cells)} program{'s' if len(self._cells) > 1 else ''}; "
                "the first waits while TensorFlow is imported."
            )
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def told(self, snippet: str, event: str, detail: Any) -> None:
        """What `executor.run` tells; safe from any thread."""
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
        self._console.print(text, highlight=False, markup=False)
