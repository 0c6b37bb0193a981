"""A module imports only from rows above its own."""

import ast
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[1] / "scripts"
ROWS = [
    {
        "__init__",
        "pins",
        "problem",
        "run",
        "files",
        "terminal",
        "graph_text",
        "slim",
        "dot",
        "curves",
        "sitemap",
        "address",
        "headings",
        "languages",
        "measure",
        "chromium",
        "book",
        "radicals",
        "pinyin",
        "keras_io",
    },
    {"browser", "figure", "boxes"},
    {"access", "keyboard", "lighthouse", "searching"},
    {"graph", "panels", "pixels", "project", "yaml_text", "recorder", "surroundings", "progress", "sizes"},
    {"snippet", "words", "terms", "offline", "weight", "nav", "pdf"},
    {"page", "render", "store", "worker", "imported_cells", "api_names"},
    {"section", "published", "shown"},
    {"agreement", "chinese", "fetch", "preload"},
    {"facts", "about", "card", "executor", "plain", "glossary", "api_index", "error_index", "hover"},
    {"redirects", "waiting", "imported_prose", "listing", "search_index", "rules"},
    {"markdown_page", "notebook", "finish", "mentions", "run_text", "downloads"},
    {"fence", "stage", "reviewed"},
    {"check", "take", "walk"},
    {"registry"},
    {"build", "scaffold", "report"},
    {"settings", "move", "from_notebook", "runner"},
    {"author", "manuscript"},
    {"live"},
    {"manual"},
    {"pages"},
    {"hook"},
]
ASIDE = {"env", "pins", "turn", "__main__", "doctor"}
"""Read by old Pythons before the environment stands: standard library, and each other."""
MODULES = sorted(path.stem for path in SCRIPTS.glob("*.py"))
ONLY_IN = {
    "mkdocs": {"hook", "pages"},
    "markdown": {"fence", "hover"},
    "pymdownx": {"fence"},
    "IPython": {"recorder"},
    "matplotlib": {"recorder"},
    "matplotlib_inline": {"recorder"},
    "pygraphviz": {"dot"},
    "PIL": {"card", "pixels"},
    "playwright": {"browser"},
    "axe_playwright_python": {"access"},
    "pypdf": {"radicals"},
    "autocorrect_py": {"chinese"},
    "nh3": {"render"},
    "keras": set(),
    "tensorflow": set(),
    "numpy": set(),
}


def imports(module: str, *, at_the_top: bool = False) -> set[str]:
    """Names that it imports, whole: `scripts.problem`, `os.path`."""
    tree = ast.parse((SCRIPTS / f"{module}.py").read_text(encoding="utf-8"))
    found = set()
    for node in tree.body if at_the_top else ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


def ours(module: str, *, at_the_top: bool = False) -> set[str]:
    found = imports(module, at_the_top=at_the_top)
    return {name.split(".")[1] for name in found if name.startswith("scripts.")}


def test_every_module_has_its_row():
    assert set().union(*ROWS, ASIDE) >= set(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_rows_above(module):
    if module in ASIDE:
        above = ASIDE
    else:
        row = next(number for number, names in enumerate(ROWS) if module in names)
        above = set().union(*ROWS[:row])
    # a command of its own imports the rest, when the environment stands
    assert ours(module, at_the_top=module == "__main__") <= above


@pytest.mark.parametrize("module", MODULES)
def test_a_foreign_package_is_known_to_one_module(module):
    foreign = {name.partition(".")[0] for name in imports(module)}
    assert [name for name in sorted(foreign & ONLY_IN.keys()) if module not in ONLY_IN[name]] == []


@pytest.mark.parametrize("module", MODULES)
def test_nothing_heavy_is_imported_with_a_module(module):
    heavy = {
        "tensorflow",
        "keras",
        "IPython",
        "matplotlib",
        "matplotlib_inline",
        "numpy",
        "pygraphviz",
        "pydot",
    }
    assert not {name.partition(".")[0] for name in imports(module, at_the_top=True)} & heavy
