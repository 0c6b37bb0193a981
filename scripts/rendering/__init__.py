"""Runs and pages in, what readers see out: HTML, Markdown, notebooks, lists, cards."""

from scripts.rendering.fence import NOTHING_STALE, FenceFailed, fences
from scripts.rendering.html import (
    RenderContext,
    html_to_text,
    mask_times,
    output_curves,
    sanitize,
    untranslated_words,
)
from scripts.rendering.lists import expand_lists, lists_on
from scripts.rendering.notebook import make_notebook
from scripts.rendering.page_markdown import page_to_markdown
from scripts.rendering.plain_markdown import Link, to_plain_markdown
from scripts.rendering.shown_cells import CellIndex
from scripts.rendering.social_card import card_path, draw_card, missing_characters
from scripts.rendering.tables import main_versions, run_day, run_seconds, run_versions
from scripts.rendering.term_links import term_link_options

__all__ = [
    "NOTHING_STALE",
    "CellIndex",
    "FenceFailed",
    "Link",
    "RenderContext",
    "card_path",
    "draw_card",
    "expand_lists",
    "fences",
    "html_to_text",
    "lists_on",
    "main_versions",
    "make_notebook",
    "mask_times",
    "missing_characters",
    "output_curves",
    "page_to_markdown",
    "run_day",
    "run_seconds",
    "run_versions",
    "sanitize",
    "term_link_options",
    "to_plain_markdown",
    "untranslated_words",
]
