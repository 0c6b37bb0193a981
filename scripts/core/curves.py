"""The lines of a figure as numbers: a training curve that can be read, not only looked at."""

import json
from dataclasses import dataclass
from itertools import groupby
from typing import Any

CURVES = "application/vnd.manual.curves+json"
"""Of the numbers, beside the picture in a run's output."""
FEWEST = 3
"""Points of a line that is worth a table."""


@dataclass(frozen=True)
class Line:
    """One line of a plot."""

    key: str
    """Ties it to its path in the SVG: `0-1` is line 1 of plot 0."""
    plot: str
    """What its plot is called: the title, else the label of the y axis."""
    label: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Curves:
    """Lines over one and the same x."""

    label: str
    """Of the x axis, such as `epoch`."""
    x: tuple[float, ...]
    lines: tuple[Line, ...]


def read_curves(figure: Any) -> str | None:
    """What `curves` reads, from a Matplotlib figure; None if it has no labelled lines.

    Each line gets its key as gid, and so as the id of its group in the SVG that is drawn afterwards; the
    frame of its plot gets `plot-0:left:right:bottom:top`, so that a value finds its place in the picture.
    """
    found = []
    for number, axes in enumerate(figure.axes):
        if (axes.get_xscale(), axes.get_yscale()) == ("linear", "linear"):
            limits = ":".join(f"{limit:.6g}" for limit in (*axes.get_xlim(), *axes.get_ylim()))
            axes.patch.set_gid(f"plot-{number}:{limits}")
        for index, line in enumerate(axes.get_lines()):
            label = str(line.get_label())
            x, y = line.get_xdata(orig=False), line.get_ydata(orig=False)
            if label.startswith("_") and len(axes.get_lines()) == 1:
                label = axes.get_ylabel()
            if label.startswith("_") or len(x) < FEWEST or line.get_linestyle() == "None":
                continue
            line.set_gid(f"curve-{number}-{index}")
            found.append(
                {
                    "key": f"{number}-{index}",
                    "plot": axes.get_title() or axes.get_ylabel(),
                    "label": label,
                    "x_label": axes.get_xlabel(),
                    "x": [float(value) for value in x],
                    "values": [float(f"{value:.6g}") for value in y],
                }
            )
    return json.dumps(found) if found else None


def parse_curves(text: str) -> list[Curves]:
    """The tables of one figure: lines that share their x stand in one."""
    found = json.loads(text)
    label = next((each["x_label"] for each in found if each["x_label"]), "")  # shared axes name it once
    return [
        Curves(label, x, tuple(Line(e["key"], e["plot"], e["label"], tuple(e["values"])) for e in group))
        for x, group in groupby(found, key=lambda each: tuple(each["x"]))
    ]


def column_names(table: Curves) -> list[str]:
    """What each line is called in a table: with its plot's name where two plots have a line of that label."""
    labels = [line.label for line in table.lines]
    plots = {line.plot for line in table.lines}
    alone = len(plots) == 1 or len(set(labels)) == len(labels)
    return [line.label if alone else f"{line.plot} · {line.label}" for line in table.lines]
