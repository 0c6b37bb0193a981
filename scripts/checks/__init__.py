"""What must hold in a manual: pages, programs and runs in, problems out."""

from scripts.checks.accepted_outputs import accept_outputs, unaccepted_outputs
from scripts.checks.languages import check_languages
from scripts.checks.outputs import lacks_pictures
from scripts.checks.placeholders import UNDESCRIBED, UNTRANSLATED
from scripts.checks.programs import MOST_LINES
from scripts.checks.references import check_order, check_orphans, check_references
from scripts.checks.registry import CHECKS, Sources, demanded_problems, kept_runs, read_sources

__all__ = [
    "CHECKS",
    "MOST_LINES",
    "UNDESCRIBED",
    "UNTRANSLATED",
    "Sources",
    "accept_outputs",
    "check_languages",
    "check_order",
    "check_orphans",
    "check_references",
    "demanded_problems",
    "kept_runs",
    "lacks_pictures",
    "read_sources",
    "unaccepted_outputs",
]
