"""A figure on a page is, pixel for pixel, the one that was drawn: every shape has its colour and its place."""

import io
import re

import pytest
from PIL import Image, ImageChops

from scripts.core.run import SVG, Output
from scripts.execution.capture import SVG_SETTINGS
from scripts.figures.embedded_png import mark_greys
from scripts.figures.localize import localize_figure, to_svg
from scripts.figures.panels import split_panels
from scripts.rendering.html import Place, RenderContext, render
from scripts.sources.strings import Words

pytestmark = pytest.mark.browser
np = pytest.importorskip("numpy")

PLAIN = """<!doctype html><style>
  :root { --graph-head: black; --graph-line: black; --graph-red: red; --graph-green: green }
  body { margin: 0; background: white } svg { display: block; position: absolute; left: 0; top: 0 }
  text { visibility: hidden } /* their fonts are the page's */
</style>"""
NOISE = "np.random.default_rng(0)"
PLOTS = {
    "green bars": "ax.bar([1, 2, 3], [3, 1, 2], color='green')",
    "named and short colours": "ax.bar([1, 2, 3], [3, 1, 2], color=['#0a0', 'tomato', (0.2, 0.4, 0.6, 0.5)])",
    "black bars": "ax.bar([1, 2], [2, 1], color='black', edgecolor='none')",
    "scatter": f"ax.scatter(*{NOISE}.random((2, 40)), c=range(40), s={NOISE}.random(40) * 90, cmap='viridis')",
    "pie": "ax.pie([1, 2, 3, 4], explode=[0, 0.1, 0, 0])",
    "pixels": f"ax.imshow({NOISE}.random((9, 9)))",
    "grey pixels": f"ax.imshow({NOISE}.random((9, 9)), cmap='gray_r')",
    "colour bar": f"figure.colorbar(ax.imshow({NOISE}.random((9, 9)), cmap='Blues'))",
    "patches": "[ax.add_patch(plt.Circle((n / 4, 0.5), 0.2, color=c, alpha=0.5)) for n, c in enumerate('rgb', 1)]",
    "hatch": "ax.bar([1, 2], [1, 2], hatch='/', facecolor='white', edgecolor='#d62728')",
    "area and markers": "ax.fill_between([0, 1, 2], [1, 3, 2], alpha=0.3); ax.plot([0, 1, 2], [1, 3, 2], 's--m')",
    "errors and steps": "ax.errorbar([0, 1, 2], [1, 3, 2], yerr=0.4, capsize=4); ax.step([0, 1, 2], [0, 1, 0])",
    "histogram": f"ax.hist({NOISE}.normal(size=200), bins=30, histtype='stepfilled', color='#2ca02c')",
    "log": "ax.loglog([1, 10, 100], [1, 1000, 10])",
    "contours": f"ax.contourf({NOISE}.random((6, 6)), cmap='RdYlGn')",
    "large numbers": "ax.plot([1e9, 2e9], [1e-9, 3e-9]); ax.grid(True); ax.axvspan(1.2e9, 1.4e9, color='gold')",
}


def drawn(code: str, **subplots: object) -> str:
    import matplotlib as mpl
    import matplotlib.pyplot as plt

    plt.close("all")
    with mpl.rc_context(SVG_SETTINGS):
        figure, ax = plt.subplots(figsize=(4, 3), **subplots)
        exec(code, {"plt": plt, "np": np, "figure": figure, "ax": ax})
        made = io.StringIO()
        figure.savefig(made, format="svg")
    return made.getvalue()


@pytest.fixture(scope="module")
def seen(chromium):
    """The pixels of some HTML."""
    context = chromium.new_context(viewport={"width": 800, "height": 600})
    page = context.new_page()

    def make(html: str, width: int = 800, height: int = 600) -> Image.Image:
        page.set_content(PLAIN + html)
        box = {"x": 0, "y": 0, "width": width, "height": height}
        return Image.open(io.BytesIO(page.screenshot(clip=box))).convert("RGB")

    yield make
    context.close()


def is_alike(one: Image.Image, other: Image.Image) -> bool:
    """But for the edges of shapes, whose last decimals are cut."""
    difference = ImageChops.difference(one, other).convert("L").point(lambda value: 255 * (value > 48))
    return sum(pixel > 0 for pixel in difference.getdata()) < 0.0005 * one.width * one.height


def on_page(svg: str) -> str:
    """As `localize` makes it, in the size that it had when it was drawn."""
    root, _ = localize_figure(svg, say=str, alt="", prefix="f1")
    mark_greys(root)
    width, height = root.get("viewBox", "").split()[2:]
    root.attrib.pop("style", None)
    return to_svg(root).replace("<svg", f'<svg width="{width}pt" height="{height}pt"', 1)


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_keeps_its_shapes_colours_and_places(seen, name):
    svg = drawn(PLOTS[name])
    assert is_alike(seen(svg[svg.index("<svg") :]), seen(on_page(svg)))


def test_the_comparison_sees_a_colour_and_a_place(seen):
    bars = [
        seen(drawn(f"ax.bar([1, 2], [{high}, 1], color='{c}')"))
        for high, c in ((1, "g"), (1, "k"), (1.1, "g"))
    ]
    assert not is_alike(bars[0], bars[1])
    assert not is_alike(bars[0], bars[2])


def test_a_plot_of_a_row_is_that_part_of_the_figure(seen):
    svg = drawn("for each in ax: each.bar([1, 2, 3], [1, 3, 2], color=['g', 'r', '#0af'])", nrows=1, ncols=2)
    whole = seen(svg[svg.index("<svg") :])
    for number, part in enumerate(split_panels(svg)):
        middle = (200 * number + 40, 0, 200 * number + 180, 600)  # beside it, the whole has the other plot
        placed = re.sub(r'viewBox="[^"]*"', 'viewBox="0 0 288 216"', part)
        assert is_alike(seen(on_page(placed)).crop(middle), whole.crop(middle))


GRAPHS = {
    "digraph": "digraph { a -> b [color=blue]; b -> c; a [shape=box, style=filled, fillcolor=lightgreen] }",
    "html": 'digraph { n [shape=none, label=<<TABLE BGCOLOR="#ffe0e0"><TR><TD BGCOLOR="black">x</TD></TR></TABLE>>] }',
    "gradient": 'digraph { a [style=filled, fillcolor="#ff0000:#0000ff", gradientangle=90] }',
    "clusters": "digraph { subgraph cluster_a { bgcolor=gold; x } x -> y; y [shape=doublecircle, penwidth=3] }",
    "edges": 'graph { a -- b [style=dashed, color="red"]; b -- c [penwidth=4, color="#00aa00"] }',
}


@pytest.mark.parametrize("name", GRAPHS)
def test_a_graph_keeps_its_shapes_colours_and_places(seen, name):
    made = pytest.importorskip("pygraphviz").AGraph(GRAPHS[name]).draw(format="svg", prog="dot").decode()
    original = made[made.index("<svg") :]
    assert is_alike(seen(original), seen(on_page(made)))


ODD = {
    "nested": '<svg x="10%" y="10%" width="50%" height="50%" viewBox="0 0 9 9"><rect width="9" height="9" fill="#0a0"/></svg>',
    "use": '<defs><path id="p" d="M1e1,1e1h5e1v50z"/></defs><use href="#p" fill="red"/><use xlink:href="#p" x="20" fill="rgb(0,0,200)"/>',
    "style block": "<style>rect { fill: #080 } .b { stroke: red; stroke-width: 5 }</style><rect class='b' x='9' y='9' width='60' height='40'/>",
    "style attribute": "<rect style='fill:#0a0;stroke:rgb(255 0 0)' x='9' y='9' width='60' height='40'/>",
    "gradient": '<linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient><rect fill="url(#g)" width="90" height="50"/>',
    "clip": '<clipPath id="c"><circle cx="40" cy="40" r="30"/></clipPath><rect clip-path="url(#c)" fill="teal" width="90" height="90"/>',
    "comments": "<!-- one --><?note two?><circle cx='40' cy='40' r='20' fill='purple'/><![CDATA[ ]]>",
    "inherited": "<g fill='green' stroke='none'><g stroke='red'><rect width='40' height='40'/></g><circle cx='70' cy='20' r='9'/></g>",
    "arcs": "<path fill='none' stroke='#c0c' d='M10 10a20 20 0 1150 0q5-5 10 10T90 90'/>",
}


@pytest.mark.parametrize(
    "root",
    ['width="200" height="120"', 'viewBox="0 0 200 120"', 'width="200" height="120" viewBox="0 0 100 60"'],
)
@pytest.mark.parametrize("name", ODD)
def test_an_svg_of_another_tool_is_shown_as_it_is(seen, name, root):
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    svg = f"<svg {names} {root}>{ODD[name]}</svg>"
    made = render(
        [Output("display", {SVG: svg})], RenderContext("en", Words({})), Place("f1"), alts=["x"], caption=""
    )
    style = "<style>img { position: absolute; left: 0; top: 0; max-width: 100% }</style>"
    assert "<img" in made
    assert is_alike(seen(svg), seen(style + made))
