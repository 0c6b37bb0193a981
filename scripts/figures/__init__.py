"""The SVG of a run in, the same figure in a reader's language and the page's colors out."""

from scripts.figures.embedded_png import mark_greys
from scripts.figures.graph import describe_graph, layer_address, link_layers
from scripts.figures.graph_text import SVG
from scripts.figures.panels import split_panels
from scripts.figures.svg import is_known, localize, standalone_svg, to_svg, xml_fault

__all__ = [
    "SVG",
    "describe_graph",
    "is_known",
    "layer_address",
    "link_layers",
    "localize",
    "mark_greys",
    "split_panels",
    "standalone_svg",
    "to_svg",
    "xml_fault",
]
