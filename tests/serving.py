"""A manual that is served, as its author's browser sees it."""

import contextlib
import http.client
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
from manuals import environment

PATIENCE_S = 120
"""With which a loaded machine is waited for; nothing is measured by it."""


class Served:
    """The process, its address, and what it said."""

    def __init__(self, root: Path, log: Path, patience_s: float, command: str) -> None:
        self.root, self._log, self._patience_s = root, log, patience_s
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        if (
            signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        ):  # a shell's background job; the server would be, too
            signal.signal(signal.SIGINT, signal.default_int_handler)
        with log.open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *command.split(), *_listens_at(command, self._port)],
                cwd=root,
                env=environment(NO_MKDOCS_2_WARNING="1", PYTHONUNBUFFERED="1"),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
            )

    @property
    def said(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def get(self, page: str) -> str:
        """A page's HTML, asked for anew; empty while nothing answers."""
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self._port}/{page}", timeout=PATIENCE_S
            ) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, http.client.HTTPException, ConnectionError):
            return ""

    def until(self, page: str, shows: Callable[[str], bool], wait_s: float = 0.05) -> str:
        """The page as soon as it is as wanted."""
        end = time.monotonic() + self._patience_s
        while time.monotonic() < end:
            assert self.process.poll() is None, self.said
            if shows(text := self.get(page)):
                return text
            time.sleep(wait_s)
        raise AssertionError(f"{page} never became so:\n{self.said}")

    def until_said(self, pattern: str) -> None:
        end = time.monotonic() + self._patience_s
        while not re.search(pattern, self.said):
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, f"never said {pattern}:\n{self.said}"
            time.sleep(0.05)

    @property
    def family(self) -> list[psutil.Process]:
        """The processes that it has started and theirs."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def forkserver(self) -> int:
        """The process from which runs are forked."""
        (found,) = [
            each.pid
            for each in self.family
            if any("forkserver" in word for word in each.cmdline()) and each.ppid() == self.process.pid
        ]
        return found

    @property
    def site(self) -> Path:
        """The folder of the served site."""
        found = re.search(r"Building documentation to directory: (.+)/\w+$", self.said, re.MULTILINE)
        return Path(found[1])


def _listens_at(command: str, port: int) -> list[str]:
    return ["--dev-addr", f"127.0.0.1:{port}"] if command == "mkdocs serve" else ["--port", str(port)]


@contextlib.contextmanager
def served(
    root: Path, log: Path, patience_s: float = PATIENCE_S, command: str = "mkdocs serve"
) -> Iterator[Served]:
    server = Served(root, log, patience_s, command)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.process.terminate()
        server.process.wait(timeout=PATIENCE_S)
