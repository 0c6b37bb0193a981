"""What is wrong with the manual, as a value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Problem:
    """A mistake in a place."""

    where: str
    """`path:line` from the project's root, or the path alone, or empty."""
    what: str
    """What is wrong, in one sentence without a full stop."""
    fix: str
    """What the author should do about it."""

    @property
    def path(self) -> str:
        return self.where.partition(":")[0]

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return head + "".join(f"\n    {line}" for line in self.fix.splitlines())


class Problems(Exception):
    """All problems of a step; the one exception that ends a build.

    Args (positional, so that it survives the way between processes):
        problems: a sequence of `Problem`.
        rest: what did go well, for the line of sum.
    """

    def __init__(self, problems: Sequence[Problem], rest: str = "") -> None:
        super().__init__(problems, rest)
        self.problems = sorted(problems, key=_by_place)
        self.rest = rest

    @classmethod
    def of(cls, where: str, what: str, fix: str) -> "Problems":
        """One problem, to be raised."""
        return cls([Problem(where, what, fix)])

    def __str__(self) -> str:
        total = count_of(len(self.problems), "problem")
        return "\n".join([*map(str, self.problems), f"{total}, {self.rest}" if self.rest else total])


def stop_if(problems: Sequence[Problem], rest: str = "") -> None:
    """Raise `Problems` if there are any."""
    if problems:
        raise Problems(problems, rest)


def count_of(number: int, thing: str) -> str:
    """`1 problem`, `2 problems`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The sentence that answers an unknown word: its nearest known one, or all of them."""
    names = sorted(known)
    near = get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"There is: {', '.join(names)}." if names else "There is none."


def _by_place(problem: Problem) -> tuple[str, int, str]:
    path, _, line = problem.where.rpartition(":")
    return (path, int(line), problem.what) if line.isdigit() else (problem.where, 0, problem.what)
