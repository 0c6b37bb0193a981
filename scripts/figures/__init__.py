"""The SVG of a run in, the same figure in a reader's language and the page's colors out."""

from scripts.figures.embedded_png import mark_greys
from scripts.figures.graph import describe_graph, layer_address, link_layers
from scripts.figures.graph_text import SVG_NAMESPACE
from scripts.figures.localize import (
    figure_words,
    is_recolorable,
    localize_figure,
    standalone_svg,
    to_svg,
    xml_fault,
)
from scripts.figures.panels import split_panels

__all__ = [
    "SVG_NAMESPACE",
    "describe_graph",
    "figure_words",
    "is_recolorable",
    "layer_address",
    "link_layers",
    "localize_figure",
    "mark_greys",
    "split_panels",
    "standalone_svg",
    "to_svg",
    "xml_fault",
]
