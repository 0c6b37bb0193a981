"""Outputs of a cell, for a page: HTML in which nothing that a run prints is markup."""

import html
import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace

import nh3

from scripts.core import CURVES, HTML, PNG, SVG, Curves, Line, Output, column_names, parse_curves
from scripts.figures import (
    describe_graph,
    figure_words,
    is_recolorable,
    layer_address,
    link_layers,
    localize_figure,
    mark_greys,
    split_panels,
    standalone_svg,
    to_svg,
)
from scripts.rendering.text_tables import has_boxes, has_columns, mark_boxes
from scripts.sources import NO_TERMS, Terms, Words

FOLD_LINES = 24
"""A longer text is folded to its head."""
NOT_RUN = "Not run here: this build shows what other builds have kept, and none has kept this."
TAGS = {
    *("a", "abbr", "acronym", "b", "blockquote", "br", "code", "details", "div", "em", "h4", "i", "li", "ol"),
    *("p", "pre", "span", "strong", "summary", "ul"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
"""Elements of a run's HTML that a page shows; of the others the words alone."""
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "acronym": {"title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_CODES = r"(?:\x1b\[[\d;]*m)"
_UNIT = r"(?:s|ms|us|\u00b5s)"
_EACH = rf" \d+{_UNIT}/(?:step|epoch|sample)"
# terminal codes and words are taken whole, so that no time is found inside one
_TIMES = re.compile(
    rf"{_CODES}|(?P<time>\d+(?:{_UNIT}|m|h)|\d+:\d\d(?={_CODES}*{_EACH}))(?P<codes>{_CODES}*)(?:{_EACH})?(?!\w)|\w+"
)
_TITLES = {"stderr": "Warning", "error": "Error", "result": "Value"}
"""What an output is called; what is printed is `Output`."""


@dataclass(frozen=True)
class RenderContext:
    """How outputs are shown to the readers of one locale."""

    locale: str
    words: Words
    epoch: int | None = None
    """SOURCE_DATE_EPOCH: if set, times are masked, so that builds can be compared byte for byte."""
    terms: Terms = NO_TERMS

    def say(self, text: str) -> str | None:
        return self.words.say(text, self.locale)

    def label(self, text: str) -> str:
        """The engine's own words around outputs; in English where docs/strings.yml lacks them."""
        return self.say(text) or text

    def html(self, text: str) -> str:
        """`label` as nothing but text, in HTML and in its attributes."""
        return html.escape(self.label(text))


@dataclass(frozen=True)
class Place:
    """Where outputs stand."""

    prefix: str
    """Makes ids unique on a page."""
    page: str = ""
    """Its name, such as functional.md; links lead from there, and there are none without one."""


def render(
    outputs: Sequence[Output], manner: RenderContext, place: Place, *, alts: Sequence[str], caption: str
) -> str:
    """The outputs as one block of HTML; empty if there is nothing to show.

    Args:
        alts: one text a picture, in order.
    """
    remaining = iter(alts)
    parts = [
        _output(
            output,
            manner,
            replace(place, prefix=f"{place.prefix}-{number}"),
            next(remaining, "") if output.is_picture else "",
        )
        for number, output in enumerate(outputs, 1)
    ]
    if caption:
        parts.append(f'<p class="run-caption">{html.escape(caption)}</p>')
    return "\n".join(part for part in parts if part)


def not_run(manner: RenderContext) -> str:
    """What stands in the place of outputs that nobody made here."""
    return f'<p class="run-none">{manner.html(NOT_RUN)}</p>'


def mask_times(text: str) -> str:
    """The text with the times that a progress bar prints replaced; terminal codes are left as they are."""
    return _TIMES.sub(lambda found: f"…{found['codes']}" if found["time"] else found[0], text)


def sanitize(markup: str) -> str:
    """HTML that a run made, without what acts or styles."""
    return nh3.clean(markup, tags=TAGS, attributes=_ATTRIBUTES, link_rel=None)


def untranslated_words(outputs: Sequence[Output], words: Words, locale: str) -> list[str]:
    """Texts in the figures of `outputs` that the catalogue lacks."""
    texts = {text for output in outputs if SVG in output.data for text in figure_words(output.data[SVG])}
    return sorted(text for text in texts if words.say(text, locale) is None)


def output_curves(output: Output) -> list[Curves]:
    """The curves of a figure as numbers; none if it has none."""
    return parse_curves(output.data[CURVES]) if CURVES in output.data else []


def html_to_text(markup: str) -> str:
    """HTML as the text that it shows."""
    return html.unescape(nh3.clean(markup, tags=set()))


def column_heads(table: Curves, manner: RenderContext) -> list[str]:
    """What the columns of a plot's numbers are called, x first."""
    say = manner.label
    lines = tuple(replace(line, plot=say(line.plot), label=say(line.label)) for line in table.lines)
    return [say(table.label) or "x", *column_names(replace(table, lines=lines))]


def shown_text(output: Output, manner: RenderContext) -> str:
    """The text of an output, with its terminal codes; times are masked where builds must be equal."""
    text = output.text.rstrip("\n")
    return mask_times(text) if manner.epoch is not None and output.kind in ("stdout", "stderr") else text


def _output(output: Output, manner: RenderContext, place: Place, alt: str) -> str:
    if SVG in output.data and is_recolorable(output.data[SVG]):
        return _figure(output, manner, place, alt)
    if SVG in output.data:
        return _image("image/svg+xml", b64encode(standalone_svg(output.data[SVG]).encode()).decode(), alt)
    if PNG in output.data:
        return _image("image/png", output.data[PNG], alt)
    if HTML in output.data:
        return f'<div class="run-html">{sanitize(output.data[HTML])}</div>'
    return _text(output, manner)


def _image(mime: str, content: str, alt: str) -> str:
    """An image that stands for itself; `content` is in Base64."""
    address = f"data:{mime};base64,{''.join(content.split())}"
    return f'<div class="run-figure"><img alt="{html.escape(alt)}" src="{address}"></div>'


def _figure(output: Output, manner: RenderContext, place: Place, alt: str) -> str:
    """A figure with a text that says what is on it, and the numbers of its curves below."""
    tables = output_curves(output)
    parts = split_panels(output.data[SVG])
    pictures = [
        _picture(part, tables, manner, replace(place, prefix=f"{place.prefix}-{number}"), alt)
        for number, part in enumerate(parts, 1)
    ]
    numbers = "".join(_numbers(table, manner) for table in tables)
    kind = "run-figure figure-panels" if len(parts) > 1 else "run-figure"
    return f'<div class="{kind}">{"".join(pictures)}</div>{numbers}'


def _picture(svg: str, tables: Sequence[Curves], manner: RenderContext, place: Place, alt: str) -> str:
    """A figure, or one of its plots; its label tells the lines that are in it."""
    root, _ = localize_figure(svg, say=manner.say, alt=alt, prefix=place.prefix)
    mark_greys(root)
    keys = {part.get("data-curve") for part in root.iter()}
    lines = [_told(line, manner) for table in tables for line in table.lines if line.key in keys]
    root.set("aria-label", "; ".join([alt.rstrip(".。"), *lines, *describe_graph(root, manner.label)]))
    if place.page:
        addresses = {layer.name: layer_address(place.page, layer.see) for layer in manner.terms.layers}
        link_layers(root, addresses, manner.label("Where it is explained"))
    return to_svg(root)


def _told(line: Line, manner: RenderContext) -> str:
    """What a line of a plot does, for who can't see it."""
    first, last = f"{line.values[0]:.3g}", f"{line.values[-1]:.3g}"
    name = " · ".join(dict.fromkeys(manner.label(word) for word in (line.plot, line.label) if word))
    return f"{name} {manner.label(f'from {first} to {last}')}"


def _numbers(table: Curves, manner: RenderContext) -> str:
    """The numbers of a plot, folded: its table ties each column to its line."""
    heads = column_heads(table, manner)
    cells = [
        f'<th scope="col"{key}>{html.escape(head)}</th>'
        for head, key in zip(heads, ["", *(f' data-curve="{line.key}"' for line in table.lines)], strict=True)
    ]
    rows = [
        "".join(f"<td>{value:.4g}</td>" for value in row)
        for row in zip(table.x, *(line.values for line in table.lines), strict=True)
    ]
    title = manner.html("Data table, CSV")
    return (
        f'<details class="run-numbers" data-search-exclude><summary>{title}</summary>'
        f'<div class="run-html" tabindex="0"><table><thead><tr>{"".join(cells)}</tr></thead>'
        f"<tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table></div></details>"
    )


def _text(output: Output, manner: RenderContext) -> str:
    text = shown_text(output, manner)
    if not text.strip():
        return ""
    # lang: the boxes of a summary must not be drawn from a Chinese font
    about = f'lang="en" tabindex="0" aria-label="{manner.html(_TITLES.get(output.kind, "Output"))}"'
    lines = text.split("\n")

    def block(shown: Sequence[str]) -> str:
        from nbconvert.filters import ansi2html  # half a second, which only a page that is made needs

        # escapes, and makes classes of terminal colours
        coloured = mark_boxes(shown, ansi2html)
        form = " run-boxes" if has_boxes(shown) else " run-columns" if has_columns(shown) else ""
        return f'<pre class="run-text run-{output.kind}{form}" {about}>{coloured}</pre>'

    if len(lines) <= FOLD_LINES + 4:
        return block(lines)
    label = manner.html(f"all {len(lines)} lines")
    return (
        f'<div class="run-fold">{block(lines[: FOLD_LINES // 2])}'
        f"<details><summary>{label}</summary>{block(lines)}</details></div>"
    )
