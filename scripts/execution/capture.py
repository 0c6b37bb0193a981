"""What IPython shows while a cell runs, as outputs."""

import base64
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from scripts.core import CURVES, DOT, PNG, SVG, TEXT, Kind, Output, apply_control_characters, read_curves

SVG_SETTINGS = {
    "svg.fonttype": "none",  # text is text
    "svg.hashsalt": "manual",
    "path.simplify": False,  # a point of the data is a point of the path
    "image.interpolation": "none",  # pixels as they are, not blown up: a tenth of the bytes
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f]")  # all but tab, line feed, escape
_ADDRESS = re.compile(r"(?<=\bat )0x[0-9a-f]{6,}\b(?=[^\n]*?(?:>|&gt;))")
"""Of an object in memory, `<A object at 0x7f…>`; any other number is what the program says."""


class Recorder:
    """Takes everything that a cell prints, shows or raises.

    Args:
        limit: of a run's output, in characters.
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
        known = sorted(((str(path), name) for path, name in names.items()), key=lambda pair: -len(pair[0]))
        self._names = [(_whole(path), name) for path, name in known if len(path) > 1]
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
        if kind in ("stdout", "stderr"):
            data = {TEXT: apply_control_characters(data[TEXT])}
        return {mime: text if mime == PNG else self._cleaned(text) for mime, text in data.items()}

    def _cleaned(self, text: str) -> str:
        """The text without places on this machine, and in characters that a file of text may hold."""
        for path, name in self._names:
            text = path.sub(name, text)
        text = _ADDRESS.sub("0x…", text).encode(errors="replace").decode()
        return _CONTROL.sub("", text)


def _whole(path: str) -> re.Pattern[str]:
    """The path, not as a part of a longer word."""
    return re.compile(rf"(?<![\w.-]){re.escape(path)}(?![\w-])")


def make_shell(recorder: Recorder, name: str) -> Any:
    """An IPython shell that shows into `recorder`; code in it is called `name` in warnings."""
    import sys

    from IPython.core.displayhook import CapturingDisplayHook, DisplayHook
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    class Hook(CapturingDisplayHook):
        def __call__(self, result: object = None) -> None:
            self.shell.user_ns["_"] = result
            source = self.shell.history_manager.input_hist_parsed[-1]
            if result is not None and not DisplayHook.semicolon_at_end_of_expression(source):
                recorder.show("result", self.shell.display_formatter.format(result)[0])

    class Publisher(DisplayPublisher):
        def clear_output(self, *_: object, **__: object) -> None:
            recorder.take()

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
    # as IPython's own kernel changes them; traitlets has no types for its constructors
    shell.display_trap.hook = Hook(shell=shell, outputs=[])  # type: ignore[no-untyped-call]
    shell.display_pub = Publisher(parent=shell)  # type: ignore[no-untyped-call]
    shell.compile.get_code_name = lambda *_: name  # type: ignore[method-assign]

    def show_error(kind: type, error: BaseException, _: list[str]) -> None:
        recorder.show("error", {TEXT: f"{kind.__name__}: {error}"})

    shell._showtraceback = show_error  # type: ignore[method-assign, assignment]
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
    matplotlib.interactive(True)  # else a cell without plt.show() shows nothing
    configure_inline_support(shell, "module://matplotlib_inline.backend_inline")
    set_matplotlib_formats("svg", metadata={"Date": None, "Creator": None})
    matplotlib.rcParams.update(SVG_SETTINGS)  # type: ignore[arg-type]
    _keep_numbers(shell.display_formatter)


def _keep_numbers(formatter: Any) -> None:
    """Beside a figure's picture, the numbers of its lines; taken first, since that names the lines in it."""
    from IPython.core.formatters import BaseFormatter
    from matplotlib.figure import Figure

    class Numbers(BaseFormatter):
        format_type, _return_type = CURVES, (str, type(None))
        print_method = "_repr_numbers_"  # no object has it: only figures have numbers

    numbers = Numbers(parent=formatter)
    numbers.for_type(Figure, read_curves)  # type: ignore[no-untyped-call]
    formatter.formatters = {CURVES: numbers, **formatter.formatters}
