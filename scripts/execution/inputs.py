"""What a run reads: files of the project, watched; data sets and packages, without a network."""

import contextlib
import os
import sys
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from scripts.core import sha256


def watch_reads(root: Path, folder: Path, others: Collection[str] = ()) -> Callable[[], dict[str, str]]:
    """Watch from now on which files under `folder`, or among `others`, this process opens or imports.

    Args:
        others: paths from `root`.

    Returns:
        A function that gives them: path from `root` -> SHA-256 of the content.
        Files that a library opens past Python are not seen.
    """
    root, seen = root.resolve(), set[str]()
    inside, alone = f"{folder.resolve()}{os.sep}", {str(root / name) for name in others}

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(args[0], str | bytes | os.PathLike):
            with contextlib.suppress(OSError, ValueError):  # no path, which `open` itself will say
                name = os.fsdecode(args[0])
                # now, since the run may go to another folder; also through links
                paths = {os.path.abspath(name), os.path.realpath(name)}  # noqa: PTH100 (links stay)
                seen.update(path for path in paths if path.startswith(inside) or path in alone)

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


def serve_packages(folder: Path) -> None:
    """Let `pip install` in a run take its packages from `folder`, if that is there, instead of a registry."""
    if folder.is_dir():
        os.environ.update(PIP_NO_INDEX="1", PIP_FIND_LINKS=str(folder), PIP_DISABLE_PIP_VERSION_CHECK="1")
