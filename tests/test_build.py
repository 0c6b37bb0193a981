"""One function from programs and pages to staged trees: what is stale runs once, all that is wrong is said at once."""

import pytest

from scripts.build import build, format_seconds, hold_build_lock
from scripts.core.problem import Problems

PAGE = '# H {#h}\n\n```run src="a.py#x"\n```\n'


def ran(built):
    return sorted(step for step in built.seconds if step.startswith("run "))


def test_what_is_stale_runs_and_nothing_else(manual):
    project = manual({"a.py": "# %% x\n1\n", "b.py": "# %% x\n2\n"}, {"a.md": PAGE})
    assert ran(build(project)) == ["run a.py", "run b.py"]
    again = build(project)
    assert (ran(again), list(again.seconds)) == ([], ["staging"])
    (project.snippets / "b.py").write_text("# %% x\n3\n", encoding="utf-8")
    assert ran(build(project)) == ["run b.py"]


def test_a_change_of_a_page_a_word_or_a_translation_runs_nothing(manual):
    project = manual({"a.py": "# %% x\n# zh: 一\n# en: one\n1\n"}, {"a.md": PAGE})
    build(project)
    for path, text in (
        ("docs/zh/a.md", "---\ntitle: 新\ndescription: D\n---\n" + PAGE),
        ("docs/strings.yml", "a: {zh: 甲}\n"),
        ("snippets/a.py", "# %% x\n# zh: 壹\n# en: one\n1\n"),
    ):
        (project.root / path).write_text(text, encoding="utf-8")
        assert ran(build(project)) == []


def test_a_change_of_a_local_module_or_a_file_runs_its_program_alone(manual):
    read = "from pathlib import Path\ndef text(): return Path(__file__).with_name('d.txt').read_text(encoding='utf-8')\n"
    project = manual(
        {"a.py": "# %% x\nimport _m\n_m.text()\n", "b.py": "# %% x\n2\n", "_m.py": read, "d.txt": "1"},
        {"a.md": PAGE},
    )
    assert build(project).runs["a.py"].outputs["x"][0].text == "'1'"
    (project.snippets / "d.txt").write_text("2", encoding="utf-8")
    built = build(project)
    assert ran(built) == ["run a.py"]
    assert built.runs["a.py"].outputs["x"][0].text == "'2'"
    (project.snippets / "_m.py").write_text(read + "# other\n", encoding="utf-8")
    assert ran(build(project)) == ["run a.py"]


def test_a_failed_build_leaves_the_trees_as_they_were(manual):
    project = manual({"a.py": "# %% x\n1\n"}, {"a.md": PAGE})
    build(project)
    before = (project.build / "zh" / "a.md").read_bytes()
    (project.snippets / "a.py").write_text("# %% x\n1 / 0\n", encoding="utf-8")
    (project.docs / "zh" / "a.md").write_text(
        "---\ntitle: 新\ndescription: D\n---\n" + PAGE, encoding="utf-8"
    )
    with pytest.raises(Problems):
        build(project)
    assert (project.build / "zh" / "a.md").read_bytes() == before


def test_going_back_to_a_program_that_ran_before_runs_nothing(manual):
    project = manual({"a.py": "# %% x\n1\n"}, {"a.md": PAGE})
    for text, steps in (("1", ["run a.py"]), ("2", ["run a.py"]), ("1", [])):
        (project.snippets / "a.py").write_text(f"# %% x\n{text}\n", encoding="utf-8")
        assert ran(build(project)) == steps


def test_progress_is_told_in_plain_lines_where_there_is_no_terminal(manual, capfd):
    build(manual({"a.py": "# %% x\n1\n"}, {"a.md": PAGE}))
    said = capfd.readouterr().err.splitlines()
    assert said[0] == "Running 1 snippet; the first waits while IPython.core.interactiveshell is imported."
    assert said[-1].startswith("  a.py done in ")


def test_where_the_time_went_is_said_longest_first():
    assert (
        format_seconds({"staging": 0.04, "run a.py": 12.34, "run b.py": 1.0})
        == "    12.3 s  run a.py\n     1.0 s  run b.py\n     0.0 s  staging"
    )


def test_a_manual_is_built_by_one_process_at_a_time(manual):
    project = manual()
    lock = hold_build_lock(project)
    assert lock.is_locked
    lock.release()
    hold_build_lock(project).release()
