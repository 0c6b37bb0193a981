"""What IPython shows while a cell runs, as outputs."""

import base64
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from scripts.run import DOT, PNG, SVG, TEXT, Kind, Output
from scripts.terminal import resolve

_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")


class Recorder:
    """Takes everything that a cell prints, shows or raises.

    Args:
        limit: of a run's output, in bytes.
        exceeded: called with the size once it is more.
        names: folder -> what texts say instead; a page does not name the machine it was made on.
        drawn: PNG -> DOT and SVG of the same graph, or None.
    """

    def __init__(
        self,
        *,
        limit: int,
        exceeded: Callable[[int], None],
        names: Mapping[Path, str],
        drawn: Callable[[bytes], tuple[str, str] | None],
    ) -> None:
        self._limit, self._exceeded, self._drawn = limit, exceeded, drawn
        self._names = sorted(
            ((str(path), name) for path, name in names.items()), key=lambda pair: -len(pair[0])
        )
        self._size = 0
        self._parts: list[tuple[Kind, dict[str, str], str]] = []

    def take(self) -> list[Output]:
        """The outputs since the last call."""
        parts, self._parts = self._parts, []
        return [Output(kind, self._settled(kind, data)) for kind, data, _ in parts if any(data.values())]

    def write(self, kind: Kind, text: str) -> None:
        self._weigh(len(text))
        if self._parts and self._parts[-1][0] == kind:
            self._parts[-1][1][TEXT] += text
        else:
            self._parts.append((kind, {TEXT: text}, ""))

    def show(self, kind: Kind, data: Mapping[str, Any], display_id: str = "", update: bool = False) -> None:
        """A rich output; with `update`, in the place of the one that has this id."""
        texts = {
            mime: content if isinstance(content, str) else base64.b64encode(content).decode()
            for mime, content in data.items()
            if isinstance(content, str | bytes)
        }
        graph = self._drawn(base64.b64decode(texts[PNG])) if PNG in texts else None
        if graph:
            del texts[PNG]
            texts[DOT], texts[SVG] = graph
        self._weigh(sum(map(len, texts.values())))
        for index, (_, _, known) in enumerate(self._parts):
            if update and known == display_id:
                self._parts[index] = (kind, texts, display_id)
                return
        self._parts.append((kind, texts, display_id))

    def _weigh(self, size: int) -> None:
        self._size += size
        if self._size > self._limit:
            self._exceeded(self._size)

    def _settled(self, kind: Kind, data: Mapping[str, str]) -> dict[str, str]:
        settled = {mime: text if mime == PNG else self._unnamed(text) for mime, text in data.items()}
        if kind in ("stdout", "stderr"):
            settled[TEXT] = resolve(settled[TEXT])
        return settled

    def _unnamed(self, text: str) -> str:
        for path, name in self._names:
            if len(path) > 1:
                text = text.replace(path, name)
        return _ADDRESS.sub("0x…", text)


def make_shell(recorder: Recorder, name: str) -> Any:
    """An IPython shell that shows into `recorder`; code in it is called `name` in warnings."""
    import sys

    from IPython.core.displayhook import CapturingDisplayHook
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    class Hook(CapturingDisplayHook):
        def __call__(self, result: object = None) -> None:
            if result is not None:
                recorder.show("result", self.shell.display_formatter.format(result)[0])

    class Publisher(DisplayPublisher):
        def publish(
            self,
            data: Mapping[str, Any],
            *_: object,
            transient: Mapping[str, str] | None = None,
            update: bool = False,
            **__: object,
        ) -> None:
            recorder.show("display", data, (transient or {}).get("display_id", ""), update)

    shell = InteractiveShell.instance(config=Config(HistoryManager={"enabled": False}), colors="nocolor")
    shell.display_trap.hook = Hook(shell=shell, outputs=[])
    shell.display_pub = Publisher(parent=shell)
    shell.compile.get_code_name = lambda *_: name
    shell._showtraceback = lambda kind, error, _: recorder.show("error", {TEXT: f"{kind.__name__}: {error}"})
    sys.stdout, sys.stderr = _Stream(recorder, "stdout"), _Stream(recorder, "stderr")
    _show_figures(shell)
    return shell


class _Stream:
    """A text file for `print` that is no terminal and has no descriptor."""

    encoding, errors, closed = "utf-8", "replace", False

    def __init__(self, recorder: Recorder, kind: Kind) -> None:
        self._recorder, self._kind = recorder, kind

    def write(self, text: str) -> int:
        self._recorder.write(self._kind, str(text))
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return False

    def writable(self) -> bool:
        return True


def _show_figures(shell: Any) -> None:
    """Matplotlib's figures appear at the end of a cell, as SVG with text kept as text."""
    import importlib.util

    if importlib.util.find_spec("matplotlib") is None:
        return
    import matplotlib
    from matplotlib_inline.backend_inline import configure_inline_support, set_matplotlib_formats

    matplotlib.use("module://matplotlib_inline.backend_inline")
    configure_inline_support(shell, "module://matplotlib_inline.backend_inline")
    set_matplotlib_formats("svg", metadata={"Date": None, "Creator": None})
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "manual"})
