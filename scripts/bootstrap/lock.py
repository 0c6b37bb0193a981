"""One process at a time: a lock file that the next waits for.

Like env.py: the standard library alone, and it must parse on Pythons as old as 3.6.
"""

import contextlib
import errno
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO


@contextlib.contextmanager
def hold_lock(path: Path, waits: "Callable[[], None]") -> "Iterator[IO[str]]":
    """Hold the lock file, after whoever holds it now; the system frees it however a process ends.

    Args:
        waits: is called once, if somebody else holds it.

    Raises:
        OSError: it can't be written.
    """
    with open(str(path), "a", encoding="utf-8") as lock:
        waiting = False
        while not _take(lock):
            if not waiting:
                waits()
            waiting = True
            time.sleep(0.2)
        yield lock


def _take(lock: "IO[str]") -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            lock.seek(0)
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
            return False
        raise
    return True
