"""A save touches what shows it, and no more; a run is waited for by the pages alone that show it."""

import threading

import pytest

from scripts.builder.session import BuildSession
from scripts.core.problem import Problem
from scripts.serving.live import Update
from scripts.serving.runner import Batch
from scripts.serving.working_copy import snapshot

PAGE = """# H {#h}

```run src="a.py#x"
```
`{run} a.py#n`
"""
OTHER = "# Other {#other}\n"
BOTH = [("en", "a.md"), ("zh", "a.md")]


@pytest.fixture
def project(manual):
    return manual(
        {"a.py": "# %% x\nn = 1\nprint('one')\n"},
        {"a.md": PAGE, "b.md": OTHER},
        files={"docs/root/index.html": "root"},
    )


@pytest.fixture
def server(project):
    """A manual that is served, its first build done."""
    manual = BuildSession(serving=True)
    manual.begin(project.root, project.root / "served")
    manual.end()
    yield manual
    manual.stop()


@pytest.fixture
def save(project):
    """`save("docs/zh/a.md", "old", "new")`"""

    def change(name, old, new):
        path = project.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def staged(project, place):
    return (project.build / place[0] / place[1]).read_text(encoding="utf-8")


def after_the_run(server):
    server.runner.wait()
    return server.live.look()


def places(update):
    return sorted(update.pages), sorted(update.frames)


def test_prose_touches_its_page_in_its_language(server, project, save):
    save("docs/zh/a.md", "# H", "# 新 H")
    assert places(server.live.look()) == ([("zh", "a.md")], [])
    assert "# 新 H" in staged(project, ("zh", "a.md"))
    assert "新" not in staged(project, ("en", "a.md"))


def test_nothing_saved_touches_nothing(server):
    assert server.live.look() == Update([], [])


def test_a_comment_in_a_program_touches_the_pages_that_show_it_and_runs_nothing(server, save):
    save("snippets/a.py", "n = 1", "n = 1  # why")
    assert places(server.live.look()) == (BOTH, [])
    assert not server.runner.is_busy
    assert "run-stale" not in shown(server)


def shown(server, locale="en"):
    """The run fence of `a.py#x` as HTML."""
    from markdown import Markdown

    wanted = next(each for each in server.live.settings() if each.locale.code == locale)
    run = next(each for each in wanted.custom_fences if each["name"] == "run")["format"]
    return run("", "run", "run", {"src": "a.py#x"}, Markdown())


def test_a_program_s_pages_show_its_last_output_as_stale_and_then_the_new(server, project, save):
    save("snippets/a.py", "n = 1\nprint('one')", "n = 2\nprint('two')")
    assert places(server.live.look()) == (BOTH, [])
    html = shown(server)
    assert ("run-stale" in html, "two" in html, ">one" in html) == (True, True, True)
    assert "running again…" in html
    assert "\n1\n" in staged(project, ("en", "a.md"))
    assert places(after_the_run(server)) == (BOTH, [])
    assert "run-stale" not in shown(server)
    assert "\n2\n" in staged(project, ("en", "a.md"))


def test_a_value_that_the_last_run_lacks_is_left_open_until_there_is_one(server, project, save):
    save("snippets/a.py", "n = 1", "n = 1\nm = 3.14")
    save("docs/en/a.md", "a.py#n", "a.py#m:.1f")
    server.live.look()
    assert "\n…\n" in staged(project, ("en", "a.md")).replace("&#8230;", "…")
    assert server.live.told(("en", "a.md")) == ""
    after_the_run(server)
    assert "\n3.1\n" in staged(project, ("en", "a.md")).replace("&#46;", ".")


def test_a_run_that_fails_is_told_on_the_pages_of_its_program_in_one_line_here(server, save, capsys):
    save("snippets/a.py", "print('one')", "1 / 0")
    server.live.look()
    capsys.readouterr()
    assert places(after_the_run(server)) == (BOTH, [])
    assert "from before the error" in shown(server)
    assert "running again" not in shown(server)
    assert "snippets/a.py:3: cell 'x' raised ZeroDivisionError" in server.live.told(("en", "a.md"))
    assert server.live.told(("en", "b.md")) == ""
    said = [line for line in capsys.readouterr().out.splitlines() if "snippets/" in line]
    assert said == ["snippets/a.py:3: cell 'x' raised ZeroDivisionError: division by zero"]
    save("snippets/a.py", "1 / 0", "print('one')")
    assert places(server.live.look()) == (BOTH, [])
    assert server.live.told(("en", "a.md")) == ""


def test_a_wrong_page_is_told_of_on_itself_and_stays_as_it_was(server, project, save):
    save("docs/zh/a.md", "a.py#x", "a.py#y")
    assert places(server.live.look()) == ([], [("zh", "a.md")])
    assert server.live.told(("zh", "a.md")).startswith("docs/zh/a.md:7: no cell 'y' in snippets/a.py\n")
    assert "a.py#x" in staged(project, ("zh", "a.md"))
    save("docs/zh/b.md", "# Other", "# Another")
    assert places(server.live.look()) == ([("zh", "b.md")], [])
    save("docs/zh/a.md", "a.py#y", "a.py#x")
    assert places(server.live.look()) == ([], [("zh", "a.md")])
    assert server.live.told(("zh", "a.md")) == ""


def test_a_program_that_is_no_python_is_told_of_and_its_pages_stay(server, save):
    save("snippets/a.py", "n = 1", "n = (1")
    assert places(server.live.look()) == ([], BOTH)
    assert "snippets/a.py" in server.live.told(("zh", "a.md"))
    save("snippets/a.py", "n = (1", "n = 1")
    assert places(server.live.look()) == ([], BOTH)
    assert server.live.told(("zh", "a.md")) == ""


def test_a_picture_without_a_text_is_shown_and_told_of(server, save):
    drawn = "from IPython.display import SVG\nSVG('<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>')"
    save("snippets/a.py", "print('one')", drawn)
    server.live.look()
    assert places(after_the_run(server)) == (BOTH, [])
    assert "draws 1 picture, and 0 of them have text" in server.live.told(("en", "a.md"))
    assert "run-stale" not in shown(server)


def test_a_value_that_a_run_no_longer_has_is_left_open_and_told_of(server, project, save):
    save("snippets/a.py", "n = 1", "m = 1")
    server.live.look()
    assert places(after_the_run(server)) == (BOTH, [])
    assert "no value 'n' in snippets/a.py" in server.live.told(("en", "a.md"))
    assert "\n…\n" in staged(project, ("en", "a.md")).replace("&#8230;", "…")


def test_a_program_saved_again_while_it_runs_is_run_as_it_is_last(server, project, save):
    begun, ended = project.root / "begun", project.root / "ended"
    slow = (
        f"import time\nopen({str(begun)!r}, 'w').close()\ntime.sleep(20)\nopen({str(ended)!r}, 'w').close()"
    )
    save("snippets/a.py", "n = 1", slow)
    server.live.look()
    while not begun.exists():
        assert server.runner.take() is None
    save("snippets/a.py", slow, "n = 3")
    server.live.look()
    assert after_the_run(server).pages == []  # of the first: it is no longer wanted
    assert not ended.exists()
    assert server.live.told(("en", "a.md")) == ""
    after_the_run(server)
    assert "\n3\n" in staged(project, ("en", "a.md"))


@pytest.mark.parametrize(
    "name", ["docs/strings.yml", "docs/zh/new.md", "snippets/new.py", "docs/theme/x.css", "mkdocs.yml"]
)
def test_what_may_touch_anything_makes_everything_anew(server, project, name):
    path = project.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + "\n", encoding="utf-8")
    assert server.live.look() is None


def test_a_page_that_is_gone_makes_everything_anew(server, project):
    (project.root / "docs" / "zh" / "b.md").unlink()
    assert server.live.look() is None


def test_what_an_editor_leaves_beside_a_page_is_no_change(server, project):
    for name in (".a.md.swp", "a.md~"):
        (project.root / "docs" / "zh" / name).write_text("x", encoding="utf-8")
    assert server.live.look() == Update([], [])


def test_a_failed_whole_build_is_told_of_on_all_pages_until_one_succeeds(server, project, save):
    update = server.live.failed([Problem("mkdocs.yml", "is not YAML", "Fix it.")])
    assert places(update) == ([], sorted([*BOTH, ("en", "b.md"), ("zh", "b.md")]))
    assert server.live.told(("en", "b.md")) == "mkdocs.yml: is not YAML\n    Fix it."
    save("docs/zh/b.md", "# Other", "# Another")
    assert server.live.look() is None


def test_a_fence_that_can_t_be_shown_is_told_of_on_its_page_until_the_page_changes(server, save):
    problem = Problem("docs/zh/a.md:3", "the fence a.py#x can't be shown: ValueError: odd", "Change it.")
    assert places(server.live.unshown({("zh", "a.md"): problem})) == ([], [("zh", "a.md")])
    assert server.live.told(("zh", "a.md")) == str(problem)
    save("docs/en/a.md", "# H", "# New")
    server.live.look()
    assert server.live.told(("zh", "a.md")) == str(problem)
    save("docs/zh/a.md", "# H", "# 新 H")
    server.live.look()
    assert server.live.told(("zh", "a.md")) == ""


def test_redirects_that_can_t_be_read_are_told_of_on_all_pages(server, project):
    (project.docs / "redirects.yml").write_text("[", encoding="utf-8")
    assert server.live.look() is None
    server.live.failed([])
    assert "docs/redirects.yml" in server.live.told(("en", "b.md"))


def test_after_the_page_come_its_notebook_its_downloads_and_the_titles(server, project, save):
    save("docs/en/a.md", "title: T", "title: Title")
    save("docs/en/a.md", "# H", "Prose.\n\n# H")
    assert places(server.live.look()) == ([("en", "a.md")], [])
    rest = list(server.live.rest())
    assert rest == [
        Update(pages=[("en", "notebooks/a.ipynb")]),
        Update(frames=[("en", "a.md"), ("en", "b.md")]),
    ]
    served = project.root / "served" / "en" / "downloads"
    assert "Prose." in (served / "a.ipynb").read_text(encoding="utf-8")
    assert "Prose." in (served / "a.md").read_text(encoding="utf-8")
    assert list(server.live.rest()) == []


def test_what_follows_a_page_waits_if_the_next_save_is_there(server, project, save):
    save("docs/en/a.md", "# H", "Prose.\n\n# H")
    save("docs/zh/a.md", "# H", "文字\n\n# H")
    server.live.look()
    next(server.live.rest())
    assert [update.pages for update in server.live.rest()] == [
        [("en", "notebooks/a.ipynb")],
        [("zh", "notebooks/a.ipynb")],
    ]


def test_another_build_waits_while_a_run_is_under_way(server, save):
    server.hold()
    save("snippets/a.py", "n = 1", "n = 2")
    server.live.look()
    server.release()
    assert server._lock is not None
    after_the_run(server)
    server.release()
    assert server._lock is None


def test_where_nothing_is_run_a_changed_program_shows_itself_and_no_output(server, project, save, capsys):
    prose = BuildSession(serving=True)
    prose.prose = True
    prose.begin(project.root, project.root / "served")
    prose.end()
    assert ">one" in shown(prose)
    save("snippets/a.py", "print('one')", "print('two')")
    assert places(prose.live.look()) == (BOTH, [])
    assert not prose.runner.is_busy
    assert ("Not run here" in shown(prose), ">one" in shown(prose)) == (True, False)
    assert "\n…\n" in staged(project, ("en", "a.md"))
    assert "snippets/a.py is not run here, and the store has no run of it" in capsys.readouterr().out

    save("snippets/a.py", "print('two')", "print('three')")
    assert places(prose.live.look()) == (BOTH, [])
    assert "three" in shown(prose)

    save("snippets/a.py", "print('three')", "print('one')")
    assert places(prose.live.look()) == (BOTH, [])
    assert ("Not run here" in shown(prose), ">one" in shown(prose)) == (False, True)
    prose.stop()


@pytest.mark.parametrize("stuck", ["a.md", "b.md"])
def test_pages_that_an_exception_kept_from_being_shown_come_with_the_next_look(server, project, save, stuck):
    save("docs/zh/a.md", "# H", "# 新 H")
    save("docs/zh/b.md", "# Other", "# 新 Other")
    place = project.build / "zh" / stuck
    text = place.read_bytes()
    place.unlink()
    place.mkdir()
    with pytest.raises(IsADirectoryError):
        server.live.look()
    place.rmdir()
    place.write_bytes(text)
    assert places(server.live.look()) == ([("zh", "a.md"), ("zh", "b.md")], [])
    assert server.live.look() == Update([], [])


def test_a_banner_that_an_exception_kept_from_being_shown_comes_with_the_next_look(server, project, save):
    save("docs/zh/a.md", "a.py#x", "a.py#y")
    save("docs/zh/b.md", "# Other", "# 新 Other")
    (project.build / "zh" / "b.md").unlink()
    (project.build / "zh" / "b.md").mkdir()
    with pytest.raises(IsADirectoryError):
        server.live.look()
    (project.build / "zh" / "b.md").rmdir()
    assert places(server.live.look()) == ([("zh", "b.md")], [("zh", "a.md")])


def test_files_that_come_and_go_at_any_moment_disturb_nobody(project):
    ended = threading.Event()

    def edit():
        while not ended.is_set():
            folder = project.docs / "zh" / "sub"
            folder.mkdir()
            (folder / "4913").write_text("", encoding="utf-8")  # as Vim tries out a folder
            (folder / "4913").unlink()
            folder.rmdir()

    editor = threading.Thread(target=edit)
    editor.start()
    try:
        for _ in range(300):
            assert "docs/zh/a.md" in snapshot(project)
    finally:
        ended.set()
        editor.join()


def test_a_page_that_goes_between_a_look_and_its_reading_is_seen_at_the_next(server, project):
    page = project.docs / "zh" / "b.md"
    text = page.read_bytes()
    page.unlink()
    assert server.live._now.read({"docs/zh/b.md"}) == set()
    assert server.live.look() is None
    page.write_bytes(text)


def test_a_save_where_nothing_is_run_asks_no_published_manual(server, project, save, monkeypatch, capsys):
    monkeypatch.setenv("MANUAL_PUBLISHED", "http://127.0.0.1:9/")
    prose = BuildSession(serving=True)
    prose.prose = True
    prose.begin(project.root, project.root / "served")
    prose.end()
    capsys.readouterr()
    save("snippets/a.py", "print('one')", "print('two')")
    assert places(prose.live.look()) == (BOTH, [])
    assert capsys.readouterr().out.startswith("snippets/a.py is not run here, and the store has no run of it")
    prose.stop()


def test_what_keeps_all_runs_from_beginning_is_told_of_and_they_are_not_tried_again(server, save):
    save("snippets/a.py", "n = 1", "n = 2")
    manuscript, problem = server.live._now, Problem("pyproject.toml", "the import crashed", "Fix it.")
    manuscript.read({"snippets/a.py"})
    manuscript.collect(Batch(manuscript.waiting, problems=[problem]))
    assert (manuscript.waiting, manuscript.problems()) == ({}, [problem])
