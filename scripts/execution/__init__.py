"""Programs in, runs out: each in a process of its own, within its limits."""

from scripts.execution.executor import run_snippets
from scripts.execution.progress import RunProgress

__all__ = [
    "RunProgress",
    "run_snippets",
]
