"""What authors write, read once: pages, programs, terms, words, redirects, the navigation.

Files in, values out.
"""

from scripts.sources.agreement import (
    AGREEMENT_FILE,
    Agreement,
    carry_agreement,
    drift,
    mark_behind,
    read_agreement,
    record_agreement,
)
from scripts.sources.block_heads import PYTHON, read_block_head
from scripts.sources.headings import CLOSING, HEADING_ID, Heading, find_headings
from scripts.sources.keras_names import keras_names_used
from scripts.sources.navigation import NAVIGATION_FILE, add_page, navigation_pages, remove_page, rename_page
from scripts.sources.page import (
    SHOW,
    VALUE,
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
    broken_redirects,
    drop_redirect,
    read_redirects,
    redirects_to_yaml,
    write_redirects,
)
from scripts.sources.section import Section, pair_sections, prose_lines, sections
from scripts.sources.snippet import (
    TAGS,
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
    "CLOSING",
    "HAN",
    "HEADING_ID",
    "NAVIGATION_FILE",
    "NO_TERMS",
    "PYTHON",
    "REDIRECTS_FILE",
    "SHOW",
    "TAGS",
    "THIS_PAGE",
    "VALUE",
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
    "add_page",
    "add_redirect",
    "blocks",
    "broken_redirects",
    "broken_reference",
    "carry_agreement",
    "drift",
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
    "remove_page",
    "rename_page",
    "sections",
    "tokens",
    "write_redirects",
]
