"""What authors write, read once: pages, programs, terms, words, redirects, the navigation.

Files in, values out.
"""

from scripts.sources.agreement import (
    AGREEMENT_FILE,
    Agreement,
    carry_agreement,
    check_agreement,
    mark_behind,
    read_agreement,
    record_agreement,
)
from scripts.sources.block_heads import PYTHON_NAMES, build_show, read_block_head
from scripts.sources.headings import CLOSING, HEADING_ID, Heading, find_headings
from scripts.sources.keras_names import keras_names_used
from scripts.sources.navigation import (
    NAVIGATION_FILE,
    add_to_navigation,
    navigation_pages,
    remove_from_navigation,
    rename_in_navigation,
)
from scripts.sources.page import (
    FENCE_PARTS,
    VALUE_PATTERN,
    Fence,
    Page,
    Value,
    blocks,
    broken_reference,
    fenced_lines,
    figure_texts,
    format_value,
    lines_inside,
    read_page,
    read_pages,
)
from scripts.sources.redirects import (
    REDIRECTS_FILE,
    add_redirect,
    check_redirects,
    drop_redirect,
    read_redirects,
    redirects_to_yaml,
    write_redirects,
)
from scripts.sources.section import Section, pair_sections, prose_lines, sections
from scripts.sources.snippet import (
    CELL_TAGS,
    Cell,
    Snippet,
    localized_code,
    parse_options,
    read_snippet,
    read_snippets,
    tokens,
)
from scripts.sources.strings import Words, read_words
from scripts.sources.terms import HAN, NO_TERMS, THIS_PAGE, Term, Terms, read_terms

__all__ = [
    "AGREEMENT_FILE",
    "CELL_TAGS",
    "CLOSING",
    "FENCE_PARTS",
    "HAN",
    "HEADING_ID",
    "NAVIGATION_FILE",
    "NO_TERMS",
    "PYTHON_NAMES",
    "REDIRECTS_FILE",
    "THIS_PAGE",
    "VALUE_PATTERN",
    "Agreement",
    "Cell",
    "Fence",
    "Heading",
    "Page",
    "Section",
    "Snippet",
    "Term",
    "Terms",
    "Value",
    "Words",
    "add_redirect",
    "add_to_navigation",
    "blocks",
    "broken_reference",
    "build_show",
    "carry_agreement",
    "check_agreement",
    "check_redirects",
    "drop_redirect",
    "fenced_lines",
    "figure_texts",
    "find_headings",
    "format_value",
    "keras_names_used",
    "lines_inside",
    "localized_code",
    "mark_behind",
    "navigation_pages",
    "pair_sections",
    "parse_options",
    "prose_lines",
    "read_agreement",
    "read_block_head",
    "read_page",
    "read_pages",
    "read_redirects",
    "read_snippet",
    "read_snippets",
    "read_terms",
    "read_words",
    "record_agreement",
    "redirects_to_yaml",
    "remove_from_navigation",
    "rename_in_navigation",
    "sections",
    "tokens",
    "write_redirects",
]
