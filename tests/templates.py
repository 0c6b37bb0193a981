"""Messages of the engine, read from its code: what a Problem says, with … for what differs from case to case."""

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

SCRIPTS = Path(__file__).parents[1] / "scripts"
LEFT_OUT = {"doctor", "problem"}
"""The doctor has its own table; problem.py makes none of its own."""
WHAT = {"Problem": 1, "Problems.of": 1, "EnvProblem": 0, "env.EnvProblem": 0, "Failure": 1}
"""Call -> the place of the argument that says what is wrong."""
ANY = "…"


def templates() -> dict[str, set[str]]:
    """Message -> modules that say it."""
    found: dict[str, set[str]] = {}
    for path in sorted(SCRIPTS.glob("*.py")):
        if path.stem not in LEFT_OUT:
            for text in _of_module(ast.parse(path.read_text(encoding="utf-8"))):
                found.setdefault(text, set()).add(path.stem)
    return found


def _of_module(tree: ast.Module) -> Iterator[str]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        local = _local(function)
        yield from _yielded(function, local)
        for node in ast.walk(function):
            place = WHAT.get(ast.unparse(node.func)) if isinstance(node, ast.Call) else None
            if place is not None and len(node.args) > place:
                texts = _texts(node.args[place], local)
                # what is handed on was made elsewhere
                yield from (text for text in texts if re.search(r"[a-z]{2}", text))


def _local(function: ast.FunctionDef) -> dict[str, list[ast.expr]]:
    """Name -> all that is assigned to it in the function."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        for target in node.targets if isinstance(node, ast.Assign) else ():
            pairs = [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(target.elts, node.value.elts, strict=True))
            for name, value in pairs:
                if isinstance(name, ast.Name):
                    found.setdefault(name.id, []).append(value)
    return found


def _yielded(function: ast.FunctionDef, local: dict[str, list[ast.expr]]) -> Iterator[str]:
    """Pairs of what and mend that a function gives to the one that knows the place."""
    for node in ast.walk(function):
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            *_, what, _ = node.value.elts
            if isinstance(what, ast.Constant | ast.JoinedStr):
                yield from (text for text in _texts(what, local) if " " in text)


def _texts(node: ast.expr, local: dict[str, list[ast.expr]], depth: int = 3) -> list[str]:
    """What the expression may say."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.JoinedStr):
        parts = [
            _texts(part.value if isinstance(part, ast.FormattedValue) else part, local, depth)
            for part in node.values
        ]
        return [re.sub("…[….]*…", ANY, "".join(choice)) for choice in product(*parts)]
    if isinstance(node, ast.IfExp):
        return [text for side in (node.body, node.orelse) for text in _texts(side, local, depth)]
    if isinstance(node, ast.BinOp):
        return [a + b for a in _texts(node.left, local, depth) for b in _texts(node.right, local, depth)]
    if isinstance(node, ast.Name) and depth:
        known = [text for value in local.get(node.id, ()) for text in _texts(value, local, depth - 1)]
        return [text for text in known if re.search("[a-z]", text)] or [ANY]
    is_format = (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"
    )
    if is_format and isinstance(node.func.value, ast.Constant):
        return [re.sub("…[….]*…", ANY, node.func.value.value.replace("{}", ANY))]
    return [ANY]
