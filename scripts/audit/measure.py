"""One figure of the finished site, with the limit that it must keep."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """What `python3 -m scripts check` prints a line for."""

    what: str
    """Such as `heaviest chapter`."""
    value: float
    limit: float
    unit: str = ""
    """Such as `KB`; empty for a count."""
    where: str = ""
    """The page, file or query that the value comes from."""
    at_least: bool = False
    """Whether the limit is the least; else it is the most."""

    @property
    def holds(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        unit = f" {self.unit}" if self.unit else ""
        where = f" ({self.where})" if self.where else ""
        word = "holds" if self.holds else "BROKEN"
        return f"{self.what}: {self.value:g}{unit} {sign} {self.limit:g}{unit}{where}: {word}"


def none_of(what: str, faults: Sequence[str]) -> Measure:
    """How many there are, where none should be; it names the first three."""
    more = [f"and {len(faults) - 3} more"] if len(faults) > 3 else []
    return Measure(what, len(faults), 0, where="; ".join([*faults[:3], *more]))
