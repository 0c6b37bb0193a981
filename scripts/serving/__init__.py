"""A save in, the pages that it changes out, while a server runs."""

from scripts.serving.live import Live, Update
from scripts.serving.runner import Runner
from scripts.serving.working_copy import PageKey, snapshot

__all__ = [
    "Live",
    "PageKey",
    "Runner",
    "Update",
    "snapshot",
]
