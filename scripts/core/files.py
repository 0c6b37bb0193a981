"""Files written whole or not at all."""

import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write(path: Path, content: str | bytes) -> bool:
    """Write `content` (text as UTF-8 with line feeds); leave an equal file alone.

    The file appears at once under its name: a reader sees the old one or the new one.

    Returns:
        Whether anything was written.
    """
    content = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise
    return True


def write_all(files: Mapping[Path, str | bytes | None]) -> None:
    """Write all of these, and remove those that are None; if one can't be, all are as they were.

    Raises:
        OSError: that of the one that can't be.
    """
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    try:
        _put(files)
    except OSError:
        _put(before)
        raise


def _put(files: Mapping[Path, str | bytes | None]) -> None:
    for path, content in files.items():
        if content is None:
            path.unlink(missing_ok=True)
        else:
            write(path, content)


def keep_only(folder: Path, wanted: set[Path]) -> None:
    """Remove what is under `folder` and not wanted, then folders left empty."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
