"""Imported once, by the process that runs are forked from: what they need, within a time limit."""

import contextlib
import importlib
import json
import os
import signal

from scripts.execution import worker  # noqa: F401 (each run needs it)

NAMES, SECONDS = "MANUAL_PRELOAD", "MANUAL_PRELOAD_S"
"""Variables of that process alone."""

if NAMES in os.environ:
    signal.alarm(int(os.environ.pop(SECONDS)))  # ends the process, even where an import hangs in C
    for name in json.loads(os.environ.pop(NAMES)):
        with contextlib.suppress(Exception):  # each run imports it too, and tells what is wrong
            importlib.import_module(name)
    signal.alarm(0)
