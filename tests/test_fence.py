"""Whatever goes wrong while a fence is formatted stops the build, with page and line."""

import pytest
from manuals import add_builder, mkdocs
from markdown import Markdown

from scripts.core.project import Limits
from scripts.core.run import Run
from scripts.rendering import fence as module
from scripts.rendering.fence import FenceFailed, fences
from scripts.rendering.html import RenderContext
from scripts.sources.snippet import Cell, Snippet
from scripts.sources.strings import Words

PAGE = '```run at="docs/en/a.md:7" src="a.py#x"\n```\n'


def convert(page: str) -> str:
    made = fences({}, {}, RenderContext("en", Words({})))
    return Markdown(
        extensions=["pymdownx.superfences"],
        extension_configs={"pymdownx.superfences": {"custom_fences": made}},
    ).convert(page)


@pytest.mark.parametrize("error", [ValueError("v"), KeyError("k"), RecursionError("r"), AttributeError("a")])
def test_any_exception_of_a_formatter_is_a_problem_of_the_page(monkeypatch, error):
    def fails(*_: object, **__: object) -> str:
        raise error

    monkeypatch.setattr(module, "format_run", fails)
    with pytest.raises(FenceFailed) as failed:
        convert(PAGE)
    problem = failed.value.args[0]
    assert problem.where == "docs/en/a.md:7"
    assert problem.what == f"the fence a.py#x can't be shown: {type(error).__name__}: {error}"


def test_a_fence_in_an_admonition_is_no_exception():
    with pytest.raises(FenceFailed, match=r"no cell a\.py#x"):
        convert('- text\n\n    ```run at="docs/en/a.md:7" src="a.py#x"\n    ```\n')


def test_a_build_fence_fails_in_the_same_way():
    with pytest.raises(FenceFailed, match="the fence build can't be shown: KeyError"):
        convert("```build\n```\n")


def test_what_is_said_of_an_old_output_is_text():
    snippet = Snippet("a.py", "snippets/a.py", (Cell("x", "snippets/a.py", 1, 2, "1"),), Limits())
    words = Words({"again": {"zh": "<i>再"}})
    run = Run("a.py", {"x": []})
    made = fences({"a.py": snippet}, {"a.py": run}, RenderContext("zh", words), {"a.py": "again"})
    options = {"pymdownx.superfences": {"custom_fences": made}}
    assert "&lt;i&gt;再</p>" in Markdown(
        extensions=["pymdownx.superfences"], extension_configs=options
    ).convert(PAGE)


@pytest.mark.slow
def test_a_build_stops_there_and_leaves_the_site_as_it_was(manual):
    project = manual(
        {"a.py": "# %% x\nprint('one')\n"},
        {"index.md": "# I {#i}\n", "a.md": '# A {#a}\n\n```run src="a.py#x"\n```\n'},
    )
    add_builder(project.root)
    assert mkdocs(project.root, "build").returncode == 0
    hook = project.root / "scripts" / "hook.py"
    broken = "import scripts.rendering.fence\ndef _fails(*_, **__): raise ValueError('odd')\nscripts.rendering.fence.format_run = _fails\n"
    before = hook.read_text(encoding="utf-8")
    hook.write_text(
        before.replace("from scripts.rendering import", f"{broken}from scripts.rendering import", 1),
        encoding="utf-8",
    )
    done = mkdocs(project.root, "build")
    assert done.returncode == 1
    assert "docs/zh/a.md:7: the fence a.py#x can't be shown: ValueError: odd" in done.stdout
    assert "Traceback" not in done.stdout
    assert (project.root / "site" / "en" / "a" / "index.html").is_file()
