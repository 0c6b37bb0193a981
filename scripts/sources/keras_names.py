"""Public names of Keras that a program uses, found in its code without running it."""

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping

from scripts.sources.snippet import Snippet

SAME = {
    "keras.layers.Input": "keras.Input",
    "keras.Layer": "keras.layers.Layer",
    "keras.models.Model": "keras.Model",
    "keras.models.Sequential": "keras.Sequential",
    "keras.models.load_model": "keras.saving.load_model",
    "keras.models.save_model": "keras.saving.save_model",
    "keras.preprocessing.sequence.pad_sequences": "keras.utils.pad_sequences",
    "keras.utils.Sequence": "keras.utils.PyDataset",
}
"""A second name -> the one that the official pages use for the same object."""
MODULES = {
    "keras", "activations", "applications", "backend", "callbacks", "config", "constraints", "datasets",
    "image", "initializers", "layers", "losses", "metrics", "mnist", "models", "ops", "optimizers",
    "preprocessing", "random", "regularizers", "saving", "schedules", "sequence", "tree", "utils", "wrappers",
}  # fmt: skip
"""Names that programs import to use what is in them."""
_MODELS = {"keras.Model", "keras.Sequential", "keras.models.clone_model", "keras.saving.load_model"}
"""What makes a model."""
METHODS = {
    "compile",
    "evaluate",
    "export",
    "fit",
    "get_layer",
    "load_weights",
    "predict",
    "predict_on_batch",
    "save",
    "save_weights",
    "summary",
    "test_on_batch",
    "to_json",
    "train_on_batch",
}
"""Methods of models that are listed under names of their own, such as keras.Model.fit."""


def keras_names_used(snippet: Snippet) -> dict[str, list[str]]:
    """Cell -> names in the order of the alphabet, such as keras.layers.Dense and keras.Model.fit.

    The run is the proof that a name exists, for it would have failed otherwise. So cells that are meant to
    fail are left out, and so is what stands in a `try`.
    """
    trees = {cell.name: ast.parse(cell.code) for cell in snippet.cells}
    nodes = [node for tree in trees.values() for node in ast.walk(tree)]
    known = _imported(nodes)
    others = _no_models(nodes, known)
    failing = {cell.name for cell in snippet.cells if "raises-exception" in cell.tags}
    found = {
        cell: sorted(set(_names(_without_try(tree), known, others)))
        for cell, tree in trees.items()
        if cell not in failing
    }
    return {cell: names for cell, names in found.items() if names}


def _imported(nodes: Iterable[ast.AST]) -> dict[str, str]:
    """Name in the program -> what it stands for: `layers` -> `keras.layers`."""
    known = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                known[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return known


def _no_models(nodes: Iterable[ast.AST], known: Mapping[str, str]) -> set[str]:
    """Modules, and variables that hold what something else than a model's class has made."""
    others = set(known)
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            maker = _dotted(node.value.func, known)
            if maker and maker not in _MODELS and not maker.startswith("keras.applications."):
                others |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return others


def _names(tree: ast.AST, known: Mapping[str, str], others: Collection[str]) -> Iterator[str]:
    """The names in a tree. Those of modules are none: a name ends in a class, a function or a method."""
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from filter(None, (_public(f"{node.module}.{alias.name}") for alias in node.names))
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and _is_method(node.func, others)
        ):
            yield f"keras.Model.{node.func.attr}"
        elif isinstance(node, ast.Attribute | ast.Name) and id(node) not in inner:
            yield from filter(None, [_public(_dotted(node, known))])


def _is_method(called: ast.expr, others: Collection[str]) -> bool:
    if not isinstance(called, ast.Attribute) or called.attr not in METHODS:
        return False
    return isinstance(called.value, ast.Name) and called.value.id not in others


def _dotted(node: ast.expr, known: Mapping[str, str]) -> str:
    """The full name of `layers.Dense`; empty if it does not begin with something that was imported."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in known:
        return ""
    name = ".".join([known[node.id], *reversed(parts)]).removeprefix("tensorflow.")
    return SAME.get(name, name)


def _public(name: str) -> str:
    """The name; empty if it is none of Keras, private, or that of a module."""
    name = SAME.get(name.removeprefix("tensorflow."), name.removeprefix("tensorflow."))
    parts = name.split(".")
    is_public = parts[0] == "keras" and "src" not in parts and not any(part[0] == "_" for part in parts)
    return name if is_public and parts[-1] not in MODULES else ""


def _without_try(tree: ast.AST) -> ast.AST:
    """The tree without what stands in a `try`, and may fail there without a word."""

    class Without(ast.NodeTransformer):
        def visit_Try(self, _node: ast.Try) -> ast.stmt:  # as ast calls it
            return ast.Pass()

    without: ast.AST = Without().visit(tree)
    return without
