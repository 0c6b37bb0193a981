"""The outline of a shape in an SVG, in tenths of a point, written short."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

Point = tuple[int, int]
"""In tenths: sums of whole numbers leave no error behind."""
Segment = tuple[str, tuple[Point, ...]]
"""A command of a path, in capitals, and its points."""

_POINTS = {"M": 1, "L": 1, "Q": 2, "C": 3, "Z": 0}
_NUMBER = r"-?\d*\.?\d+(?:e[-+]?\d+)?"
_TOKEN = re.compile(rf"[MLQCZz]|{_NUMBER}")
_KNOWN = re.compile(rf"(?:[MLQCZz]|{_NUMBER}|[\s,])*")


def segments(d: str) -> list[Segment] | None:
    """The parts of a path as Matplotlib and Graphviz write them; None if it has others, such as arcs."""
    if not _KNOWN.fullmatch(d):
        return None
    found: list[Segment] = []
    command, numbers = "", []
    for token in _TOKEN.findall(d):
        if token.isalpha():
            command = token.upper()
            if command == "Z":
                found.append((command, ()))
            continue
        numbers.append(round(float(token) * 10))
        if len(numbers) == 2 * _POINTS[command]:
            found.append((command, tuple(zip(numbers[::2], numbers[1::2], strict=True))))
            command, numbers = "L" if command == "M" else command, []
    return [_straight(segment, before) for before, segment in pairwise([("M", ((0, 0),)), *found])]


def polygon(points: str) -> list[Segment]:
    """A polygon, closed."""
    numbers = [round(float(number) * 10) for number in re.findall(_NUMBER, points)]
    corners = list(zip(numbers[::2], numbers[1::2], strict=True))
    return [("M", (corners[0],)), *(("L", (corner,)) for corner in corners[1:]), ("Z", ())]


def moved(parts: Sequence[Segment], x: float, y: float) -> list[Segment]:
    """The same, elsewhere; x and y in points."""
    dx, dy = round(x * 10), round(y * 10)
    return [(command, tuple((left + dx, top + dy) for left, top in points)) for command, points in parts]


def written(parts: Sequence[Segment]) -> str:
    """As the value of `d`: each step absolute or relative, whichever is shorter."""
    text, last, at, start = "", "", (0, 0), (0, 0)
    for command, points in _closed(parts):
        added = [_joined(last, letter, numbers) for letter, numbers in _forms(command, points, at)]
        shortest = min(added, key=lambda pair: len(pair[1]))
        last, text = shortest[0], text + shortest[1]
        at = points[-1] if points else start
        start = at if command == "M" else start
    return text


def is_box(parts: Sequence[Segment]) -> bool:
    """Whether it is an upright rectangle."""
    closed = _closed(parts)
    if [command for command, _ in closed] != ["M", "L", "L", "L", "Z"]:
        return False
    corners = [points[0] for _, points in closed[:-1]]
    return all(one[0] == other[0] or one[1] == other[1] for one, other in pairwise([*corners, corners[0]]))


def number(tenths: int) -> str:
    """Without what says nothing: `3`, `.5`, `-.5`."""
    text = f"{tenths / 10:.1f}".removesuffix(".0")
    return re.sub(r"^(-?)0\.", r"\1.", text)


def _straight(segment: Segment, before: Segment) -> Segment:
    """A curve whose bends lie on its ends is a line; so Graphviz draws straight edges."""
    command, points = segment
    ends = {before[1][-1] if before[1] else None, points[-1] if points else None}
    return ("L", points[-1:]) if command == "C" and set(points) <= ends else segment


def _closed(parts: Sequence[Segment]) -> list[Segment]:
    """The line that leads back to the start is what `z` draws; it is left out, and `z` put there."""
    out: list[Segment] = []
    start: Point | None = None
    for command, points in parts:
        if command == "M":
            start = points[0]
        if command == "Z" and out and out[-1] == ("L", (start,)):
            out.pop()
        out.append((command, points))
    if out and out[-1] == ("L", (start,)) and sum(command == "M" for command, _ in out) == 1 < len(out) - 1:
        out[-1] = ("Z", ())
    return out


def _forms(command: str, points: Sequence[Point], at: Point) -> Iterator[tuple[str, list[int]]]:
    if command == "Z":
        yield "z", []
        return
    (x, y), dx, dy = points[-1], points[-1][0] - at[0], points[-1][1] - at[1]
    if command == "L" and dy == 0:
        yield from (("H", [x]), ("h", [dx]))
    elif command == "L" and dx == 0:
        yield from (("V", [y]), ("v", [dy]))
    else:
        yield command, [number for point in points for number in point]
        yield command.lower(), [number for left, top in points for number in (left - at[0], top - at[1])]


def _joined(last: str, letter: str, numbers: Sequence[int]) -> tuple[str, str]:
    """The letter, and what is added for it behind one whose letter was `last`."""
    follows = letter != "z" and (letter == last != "M" or (last, letter) in {("M", "L"), ("m", "l")})
    text = "" if follows else letter
    for place, tenths in enumerate(numbers):
        shown = number(tenths)
        text += shown if shown.startswith("-") or (place == 0 and not follows) else f" {shown}"
    return letter, text
