"""The finished site in, measures out: weight, accessibility, keyboard, search, Lighthouse."""

from scripts.audit.weight import measures, read_budget

__all__ = [
    "measures",
    "read_budget",
]
