"""YAML in a file of the manual, read; what is wrong with it is told with its line."""

from typing import Any

import yaml

from scripts.problem import Problems

_FIX = "Fix that line. A text with `: ` or ` #` in it, or a sign at its beginning, stands in quotes."


def parse(text: str, where: str, *, first: int = 1, loader: type = yaml.SafeLoader) -> Any:
    """What the text says; None if it says nothing.

    Args:
        where: the file, from the project's root.
        first: the line of the file at which the text begins.

    Raises:
        Problems: it is not YAML.
    """
    try:
        return yaml.load(text, Loader=loader)
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line, said = (mark.line, wrong.problem) if mark else (0, str(wrong).splitlines()[0])
        raise Problems.of(f"{where}:{first + line}", f"is not YAML: {said}", _FIX) from wrong


def lines_of(text: str) -> dict[str, int]:
    """Key of the outermost mapping -> its line, from 1."""
    tree = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = tree.value if isinstance(tree, yaml.MappingNode) else ()
    return {key.value: key.start_mark.line + 1 for key, _ in pairs}
