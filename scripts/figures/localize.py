"""An SVG of a run, made repeatable, in a locale's words, in the theme's colours."""

import re
import xml.etree.ElementTree as ET
from functools import lru_cache

from scripts.figures.graph_text import SVG_NAMESPACE, Say, translate_graph

XLINK = "http://www.w3.org/1999/xlink"
ET.register_namespace("", SVG_NAMESPACE)
ET.register_namespace("xlink", XLINK)

# Matplotlib's ten default colours, and the greys that people write; the style sheet has a light and a dark
# value of each
CYCLE = (
    "#1f77b4",
    "#ff7f0e",
    "#2ca02c",
    "#d62728",
    "#9467bd",
    "#8c564b",
    "#e377c2",
    "#7f7f7f",
    "#bcbd22",
    "#17becf",
)
COLOURS = {
    **{colour: f"var(--figure-{number}, {colour})" for number, colour in enumerate(CYCLE)},
    "#000000": "currentColor",
    "#ffffff": "var(--figure-paper, #ffffff)",
    "#cccccc": "var(--figure-grid, #cccccc)",
    "#b0b0b0": "var(--figure-grid, #b0b0b0)",
    "#808080": "var(--figure-7, #808080)",
}
GRAPH_TEXTS = {"red": "var(--graph-red, red)", "green": "var(--graph-green, green)"}
GRAPH_FILLS = {"black": "var(--graph-head, #334155)", "white": "var(--figure-paper, #ffffff)"}

GRAPH_TEXT_PX = 14
"""The largest words of a graph on a page; it may be opened larger."""
_DROP = ("metadata", "title", "script", "style", "foreignObject")
"""Elements that say nothing here, or act on the whole page."""
_HEX = re.compile(r"#[0-9a-f]{6}\b", re.IGNORECASE)
_POINTS = re.compile(r"([\d.]+)pt")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_LONG = re.compile(r"-?\d+\.\d{3,}")
_MEASURES = ("d", "points", "x", "y", "width", "height", "x1", "x2", "y1", "y2", "cx", "cy", "rx", "ry")
_CURVE = re.compile(r"(curve|plot)-(\d+\S*)")
_FAMILY = re.compile(r"font-family: [^;]*;?\s*")


@lru_cache(maxsize=256)  # a save asks it of every figure
def xml_fault(svg: str) -> str:
    """Why it is not XML; empty if it is."""
    try:
        ET.fromstring(svg)
    except ET.ParseError as wrong:
        return str(wrong)
    return ""


def is_recolorable(svg: str) -> bool:
    """Whether Matplotlib or Graphviz made it. Any other is shown as an image: its styles and ids are its own,
    and a browser shows in its place the words for it if it is not even XML."""
    try:
        root = ET.fromstring(svg)
    except ET.ParseError:
        return False
    groups = (
        root.find(f"{{{SVG_NAMESPACE}}}g[@id='figure_1']"),
        root.find(f"{{{SVG_NAMESPACE}}}g[@class='graph']"),
    )
    return any(group is not None for group in groups)


def standalone_svg(svg: str) -> str:
    """An SVG as a file of its own: named as SVG, and without a declaration of how it was once encoded."""
    text = re.sub(r"^\s*<\?xml\b[^>]*\?>", "", svg)
    if not xml_fault(text) and ET.fromstring(text).tag == "svg":  # as HTML takes it, without a namespace
        text = re.sub(r"<svg\b", f'<svg xmlns="{SVG_NAMESPACE}"', text, count=1)
    return text


@lru_cache(maxsize=256)
def figure_words(svg: str) -> tuple[str, ...]:
    """The texts that a reader's language needs words for; none in an image, which stays as it is."""
    return tuple(_translate(ET.fromstring(svg), lambda _: None)) if is_recolorable(svg) else ()


def _translate(root: ET.Element, say: Say) -> list[str]:
    """Put words in the place of texts; those that `say` has none for."""
    graph = _graph(root)
    return translate_graph(graph, say) if graph is not None else _translate_texts(root, say)


def _graph(root: ET.Element) -> ET.Element | None:
    return root.find(f".//{{{SVG_NAMESPACE}}}g[@class='graph']")


def localize_figure(svg: str, *, say: Say, alt: str, prefix: str) -> tuple[ET.Element, list[str]]:
    """The figure as an element of its own.

    Args:
        svg: a document of Matplotlib's (text as text) or of Graphviz's.
        say: gives the words.
        alt: what the figure shows, for who can't see it.
        prefix: makes ids unique on a page.

    Returns:
        The element, without width and height (it scales to its place, and no larger than it
        was drawn), and the texts that the catalogue lacks.
    """
    root = ET.fromstring(svg)
    graph = _graph(root)
    missing = _translate(root, say)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag.removeprefix(f"{{{SVG_NAMESPACE}}}") in _DROP:
                parent.remove(child)
    for element in root.iter():
        _colour(element, graph is not None)
        _shorten(element)
        if named := _CURVE.fullmatch(element.get("id", "")):
            element.set(f"data-{named[1]}", named[2])
        for name, value in list(element.attrib.items()):
            if name.startswith("on") or value.strip().lower().startswith("javascript:"):
                del element.attrib[name]
    _rename_ids(root, prefix)
    flatten(root)
    width, scale = _POINTS.fullmatch(root.attrib.pop("width", "")), _scale(graph)
    root.attrib.pop("height", None)
    root.attrib.pop("version", None)
    root.set("class", "figure-graph" if graph is not None else "figure-plot")
    if graph is None:
        root.set("fill", "currentColor")  # Matplotlib leaves out what is black
    if width:
        drawn = f"{float(width[1]) * scale:.0f}px"
        root.set(
            "style", f"--drawn: {drawn}; max-width: {drawn}"
        )  # a name that the style sheet can reckon with
    root.set("role", "img")
    root.set("aria-label", alt)
    return root, missing


def _scale(graph: ET.Element | None) -> float:
    """CSS pixels a point: a plot's own size, but words of a graph are no larger than those around it."""
    if graph is None:
        return 4 / 3
    sizes = [
        float(size) for text in graph.iter(f"{{{SVG_NAMESPACE}}}text") if (size := text.get("font-size"))
    ]
    return min(4 / 3, GRAPH_TEXT_PX / max(sizes)) if sizes else 4 / 3


def to_svg(root: ET.Element) -> str:
    """The element as it stands on a page, on one line."""
    text = ET.tostring(root, encoding="unicode")
    return re.sub(r">\s*\n\s*<", "><", text).replace("\n", " ").replace(" />", "/>")


def _shorten(element: ET.Element) -> None:
    """Hundredths of a point are finer than any screen."""
    for name in (*_MEASURES, "transform"):
        value = element.get(name, "")
        if value.startswith("rotate(-0 "):
            del element.attrib[name]
        elif value and "matrix" not in value:
            short = _LONG.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), value)
            element.set(name, " ".join(short.split()))


def flatten(element: ET.Element) -> None:
    """Groups that say nothing give their place to what they hold."""
    for child in list(element):
        flatten(child)
    if any(child.tag == f"{{{SVG_NAMESPACE}}}g" and not child.attrib for child in element):
        element[:] = [
            part
            for child in element
            for part in (child if child.tag == f"{{{SVG_NAMESPACE}}}g" and not child.attrib else [child])
        ]


def _translate_texts(root: ET.Element, say: Say) -> list[str]:
    missing = []
    for element in root.iter(f"{{{SVG_NAMESPACE}}}text"):
        for part in [element, *element.iter(f"{{{SVG_NAMESPACE}}}tspan")]:
            if not part.text or not part.text.strip():
                continue
            said = say(part.text.strip())
            if said is None:
                missing.append(part.text.strip())
            else:
                part.text = said
    return missing


def _colour(element: ET.Element, graph: bool) -> None:
    """Fixed colours become the theme's, with the fixed one where there is no theme."""
    style = element.get("style", "")
    if style:
        style = _FAMILY.sub("", style)
        style = _HEX.sub(lambda found: COLOURS.get(found[0].lower(), found[0]), style)
        element.set("style", style)
    if element.get("id") == "patch_1":  # the figure's background
        element[:] = []
    if not graph:
        return
    for name in ("font-family", "{http://www.w3.org/XML/1998/namespace}space"):
        element.attrib.pop(name, None)
    is_text = element.tag in (f"{{{SVG_NAMESPACE}}}text", f"{{{SVG_NAMESPACE}}}tspan")
    if element.tag == f"{{{SVG_NAMESPACE}}}text" or (is_text and "fill" in element.attrib):
        fill = element.get("fill", "currentColor")
        element.set("fill", GRAPH_TEXTS.get(fill, fill))
    rules = []
    for name in ("fill", "stroke"):
        colour = element.get(name)
        if colour in GRAPH_FILLS and not (is_text and colour == "white"):
            del element.attrib[name]
            rules.append(f"{name}: {GRAPH_FILLS[colour] if name == 'fill' else 'var(--graph-line, #334155)'}")
    if rules:
        element.set("style", "; ".join(rules))


def _rename_ids(root: ET.Element, prefix: str) -> None:
    """Ids that are referred to get `prefix`; the others go."""
    href = f"{{{XLINK}}}href"
    used = {value[1:] for element in root.iter() if (value := element.get(href, "")).startswith("#")}
    used |= {
        name
        for element in root.iter()
        for value in element.attrib.values()
        for name in _REFERENCE.findall(value)
    }
    names = {name: f"{prefix}-{number}" for number, name in enumerate(sorted(used), 1)}
    for element in root.iter():
        if element.get("id") in names:
            element.set("id", names[element.get("id", "")])
        else:
            element.attrib.pop("id", None)
        if element.get(href, "").startswith("#"):
            element.set(href, "#" + names[element.get(href, "")[1:]])
        for name, value in element.attrib.items():
            if "url(#" in value:
                element.set(name, _REFERENCE.sub(lambda found: f"url(#{names[found[1]]})", value))
