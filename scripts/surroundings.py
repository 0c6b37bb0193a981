"""What a run reads: files of the project, watched, and data sets, without a network."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from scripts.files import sha256


def watch_reads(folder: Path) -> Callable[[], dict[str, str]]:
    """Watch from now on which files under `folder` this process opens or imports.

    Returns:
        A function that gives them: path from `folder` -> SHA-256 of the content.
        Files that a library opens past Python are not seen.
    """
    root, seen = folder.resolve(), set()
    inside = f"{root}{os.sep}"

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(args[0], str) and args[0].startswith(inside):
            seen.add(args[0])

    sys.addaudithook(hook)

    def reads() -> dict[str, str]:
        modules = {str(getattr(module, "__file__", None) or "") for module in list(sys.modules.values())}
        paths = {Path(name) for name in seen | {name for name in modules if name.startswith(inside)}}
        return {path.relative_to(root).as_posix(): sha256(path) for path in sorted(paths) if path.is_file()}

    return reads


def serve_datasets(datasets: Mapping[str, str], folder: Path) -> None:
    """Let `keras.datasets.*.load_data()` find its file in `folder` instead of downloading it.

    Args:
        datasets: name of the file that Keras asks for -> its SHA-256. Keras's own sum does
            not fit: the arrays are the same, the zip around them is not.
    """
    keras = sys.modules.get("keras")
    if keras is None:
        return

    def get_file(fname: str, *_: object, **__: object) -> str:
        path = folder / fname
        if fname not in datasets or not path.is_file():
            raise FileNotFoundError(f"{fname} is not in snippets/data/, and a run has no network")
        if sha256(path) != datasets[fname]:
            raise ValueError(
                f"snippets/data/{fname} is not the file that pyproject.toml names: its SHA-256 differs"
            )
        return str(path)

    for module in vars(keras.datasets).values():
        load = getattr(module, "load_data", None)
        if load:
            load.__globals__["get_file"] = get_file
