"""YAML in a file of the manual, read; what is wrong with it is told with its line."""

from collections.abc import Iterator
from typing import Any

import yaml

from scripts.core.problem import Problem, Problems, stop_if

_FIX = "Fix that line. A text with `: ` or ` #` in it, or a sign at its beginning, stands in quotes."
_TEXT = "tag:yaml.org,2002:str"
_MERGE = "tag:yaml.org,2002:merge"


def parse_yaml(text: str, where: str, *, first: int = 1, loader: type = yaml.SafeLoader) -> Any:
    """What the text says; None if it says nothing. A key is text as it is written: `on`, `null`, `1.0`.

    Args:
        where: the file, from the project's root.
        first: the line of the file at which the text begins.

    Raises:
        Problems: it is not YAML, or a mapping has a key twice, of which YAML would drop the first.
    """
    try:
        reader = loader(text)
        try:
            tree = reader.get_single_node()
            if tree is None:
                return None
            mappings = list(_mappings(tree, set()))
            stop_if([problem for each in mappings for problem in _twice(each, where, first)])
            for key in (key for each in mappings for key, _ in each.value):
                if isinstance(key, yaml.ScalarNode) and key.tag != _MERGE:
                    key.tag = _TEXT
            return reader.construct_document(tree)
        finally:
            reader.dispose()
    except yaml.YAMLError as wrong:
        mark, said = getattr(wrong, "problem_mark", None), getattr(wrong, "problem", None)
        line = mark.line if mark else 0
        said = said if mark else str(wrong).splitlines()[0]
        raise Problems.of(f"{where}:{first + line}", f"is not YAML: {said}", _FIX) from wrong


def _mappings(node: yaml.Node, seen: set[int]) -> Iterator[yaml.MappingNode]:
    """Every mapping of the tree, once, however often an alias names it."""
    if id(node) in seen or isinstance(node, yaml.ScalarNode):
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        yield node
        parts = [part for pair in node.value for part in pair]
    else:
        parts = node.value
    for part in parts:
        yield from _mappings(part, seen)


def _twice(mapping: yaml.MappingNode, where: str, first: int) -> Iterator[Problem]:
    """The keys that the mapping has a second time."""
    lines: dict[str, int] = {}
    for key, _ in mapping.value:
        line = first + key.start_mark.line
        if not isinstance(key, yaml.ScalarNode):
            continue
        if key.value in lines:
            what = f"the key '{key.value}' is there twice, first at {where}:{lines[key.value]}"
            yield Problem(f"{where}:{line}", what, "Make them one.")
        lines.setdefault(key.value, line)


def key_lines(text: str) -> dict[str, int]:
    """Key of the outermost mapping -> its line, from 1."""
    tree = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = tree.value if isinstance(tree, yaml.MappingNode) else ()
    return {key.value: key.start_mark.line + 1 for key, _ in pairs}
