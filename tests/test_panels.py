"""Plots in a row become a picture each, which needs nothing of the others; any other figure stays as it is."""

import xml.etree.ElementTree as ET

import pytest

from scripts.figures.graph_text import SVG_NAMESPACE
from scripts.figures.localize import localize_figure, to_svg
from scripts.figures.panels import split_panels

plt = pytest.importorskip("matplotlib.pyplot")
PLOT = "for each in axes: each.plot([1, 2, 3], [2, 1, 3], 'o-', label='loss')"


def drawn(subplots: str, rest: str = "") -> str:
    """The SVG_NAMESPACE of a figure, as a run draws it."""
    import io

    import matplotlib as mpl

    from scripts.execution.capture import SVG_SETTINGS

    plt.close("all")
    with mpl.rc_context(SVG_SETTINGS):
        names = {"plt": plt}
        exec(f"figure, axes = plt.subplots({subplots}, layout='constrained')\n{rest}", names)
        made = io.StringIO()
        names["figure"].savefig(made, format="svg", metadata={"Date": None})
    return made.getvalue()


def texts(svg: str) -> list[str]:
    return [text.text for text in ET.fromstring(svg).iter(f"{{{SVG_NAMESPACE}}}text")]


@pytest.mark.parametrize(
    ("count", "more"), [(2, ""), (3, ", sharey=True"), (2, ", sharex=True, sharey=True")]
)
def test_each_plot_of_a_row_is_a_picture_with_its_own_labels(count, more):
    titles = "\nfor n, each in enumerate(axes): each.set_title(f'plot {n}')"
    parts = split_panels(drawn(f"1, {count}, figsize=(8, 3){more}", PLOT + titles))
    assert len(parts) == count
    for number, part in enumerate(parts):
        assert [text for text in texts(part) if "plot" in text] == [f"plot {number}"]
        assert {"1.0", "3.0"} <= set(texts(part))


def test_a_plot_that_names_the_shared_axis_itself_gets_the_numbers_too():
    names = "axes[0].set_ylabel('first'); axes[1].set_ylabel('second')"
    _, other = split_panels(drawn("1, 2, figsize=(8, 3), sharey=True", f"{PLOT}\n{names}"))
    assert {"second", "1.0", "3.0"} <= set(texts(other))
    assert "first" not in texts(other)
    words = [
        each
        for each in ET.fromstring(other).iter(f"{{{SVG_NAMESPACE}}}g")
        if each.get("id", "").startswith("text_")
    ]
    name = next(each for each in words if "second" in "".join(each.itertext()))
    assert float(name.get("transform").removeprefix("translate(").split()[0]) < 0  # out of the numbers' way


def test_labels_of_several_parts_come_along_whole():
    _, other = split_panels(drawn("1, 2, figsize=(8, 3), sharey=True", PLOT + "\naxes[0].set_yscale('log')"))
    groups = [
        each
        for each in ET.fromstring(other).iter(f"{{{SVG_NAMESPACE}}}g")
        if each.get("transform", "").startswith("translate(")
    ]
    labels = next(each for each in groups if each.find(f"{{{SVG_NAMESPACE}}}g") is not None)
    assert all(part.get("id", "").startswith("text_") for part in labels)


def test_a_picture_refers_to_nothing_outside_itself():
    for part in split_panels(drawn("1, 2, figsize=(8, 3), sharey=True", PLOT)):
        root = ET.fromstring(to_svg(localize_figure(part, say=str, alt="", prefix="f1")[0]))
        ids = [each.get("id") for each in root.iter() if each.get("id")]
        asked = {
            value.lstrip("#") for each in root.iter() for name, value in each.attrib.items() if "href" in name
        }
        asked |= {each.get("clip-path")[5:-1] for each in root.iter() if each.get("clip-path")}
        assert asked == set(ids)


def test_a_plot_without_labels_gets_none_of_another_scale():
    first, other = split_panels(
        drawn("1, 2, figsize=(8, 3)", "axes[0].plot([100, 900])\naxes[1].set_yticks([])")
    )
    assert "900" in texts(first)
    assert "900" not in texts(other)


@pytest.mark.parametrize(
    ("subplots", "rest"),
    [
        ("1, 1", "axes.plot([1, 2, 3])"),
        ("2, 1", PLOT),
        ("1, 8, figsize=(6, 1)", PLOT),
        ("1, 2, figsize=(8, 3)", PLOT + "\nfigure.suptitle('over both')"),
        (
            "1, 2, figsize=(8, 3)",
            PLOT + "\nfigure.legend(*axes[0].get_legend_handles_labels(), loc='outside lower center')",
        ),
        ("1, 2, figsize=(8, 3)", "for each in axes: each.axis('off'); each.plot([1, 2, 3, 4], [1, 2, 3, 4])"),
        ("1, 1", "figure.colorbar(axes.imshow([[1, 2], [3, 4]]))"),
        ("1, 1", "axes.twinx().plot([1, 2, 3]); axes.plot([3, 2, 1])"),
        ("1, 2, figsize=(8, 3), subplot_kw={'projection': 'polar'}", PLOT),
        ("1, 2, figsize=(8, 3), width_ratios=[5, 1]", PLOT),
    ],
    ids=[
        "one",
        "a column",
        "narrow",
        "title",
        "legend",
        "no frames",
        "colour bar",
        "twins",
        "polar",
        "one narrow",
    ],
)
def test_what_is_no_row_of_plots_stays_as_it_is(subplots, rest):
    svg = drawn(subplots, rest)
    assert split_panels(svg) == [svg]


def test_an_svg_of_graphviz_stays_as_it_is():
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><g class="graph"/></svg>'
    assert split_panels(svg) == [svg]
