"""A run holds as long as nothing changed that decides its outputs; a damaged entry is told and never read."""

from dataclasses import replace

import pytest

from scripts.build import build
from scripts.core.files import sha256
from scripts.core.run import Run
from scripts.sources.snippet import read_snippets
from scripts.store import disk, freshness

TEXT = "# %% x\n1\n"


def run_of(name="a.py", **more):
    return Run(name, {"x": []}, python="3", **more)


def load(project):
    return disk.load_runs(project, read_snippets(project)[0])


def keep(project, *runs):
    disk.save_runs(project, read_snippets(project)[0], runs)


@pytest.fixture
def kept(manual):
    project = manual({"a.py": TEXT, "data.txt": "data", "_module.py": "x = 1\n"})
    reads = {f"snippets/{name}": sha256(project.snippets / name) for name in ("data.txt", "_module.py")}
    keep(project, run_of(reads=reads, versions={"pytest": pytest.__version__}))
    return project


def entry(project):
    (path,) = project.store.glob("a.py/*+sum")
    return path


def test_a_kept_run_is_found_again(kept):
    runs, remarks = load(kept)
    assert (list(runs), remarks) == (["a.py"], [])
    assert runs["a.py"].reads.keys() == {"snippets/data.txt", "snippets/_module.py"}


@pytest.mark.parametrize(
    ("name", "text"), [("data.txt", "other"), ("_module.py", "x = 2\n"), ("a.py", "# %% x\n2\n")]
)
def test_a_change_of_what_it_read_or_of_its_program_makes_it_stale(kept, name, text):
    (kept.snippets / name).write_text(text, encoding="utf-8")
    assert load(kept) == ({}, [])


def test_a_file_that_is_gone_makes_it_stale(kept):
    (kept.snippets / "data.txt").unlink()
    assert load(kept) == ({}, [])


def test_a_file_that_is_touched_and_a_program_with_another_comment_do_not(kept):
    (kept.snippets / "data.txt").write_text("data", encoding="utf-8")
    (kept.snippets / "a.py").write_text("# %% x\n# why\n1\n", encoding="utf-8")
    assert list(load(kept)[0]) == ["a.py"]


@pytest.mark.parametrize("versions", [{"pytest": "0.1"}, {"no-such-package": "1"}])
def test_another_version_of_what_it_used_makes_it_stale(manual, versions):
    project = manual({"a.py": TEXT})
    keep(project, run_of(versions=versions))
    assert load(project) == ({}, [])


def test_another_graphviz_makes_it_stale(kept):
    assert load(replace(kept, dot="/usr/bin/dot"))[0] == {}


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"started": 0', '"started": 1'),
        lambda text: text[65:],
        lambda text: "",
        lambda text: b"\xff\xfe",
    ],
    ids=["cut short", "altered", "without its sum", "empty", "no text"],
)
def test_a_damaged_entry_is_told_and_not_read(kept, damage):
    path = entry(kept)
    damaged = damage(path.read_text(encoding="utf-8"))
    path.write_bytes(damaged if isinstance(damaged, bytes) else damaged.encode())
    said = f"{path.relative_to(kept.root).as_posix()} was cut short or altered; snippets/a.py runs again."
    assert load(kept) == ({}, [said])


def test_a_damaged_entry_is_run_again_and_replaced(manual, capsys):
    project = manual({"a.py": "# %% x\nprint(1)\n"}, {"a.md": '# H {#h}\n\n```run src="a.py#x"\n```\n'})
    build(project)
    path = entry(project)
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[:-20], encoding="utf-8")
    capsys.readouterr()
    assert "run a.py" in build(project).seconds
    assert (
        capsys.readouterr().out
        == f"{project.name_of(path)} was cut short or altered; snippets/a.py runs again.\n"
    )
    assert "run a.py" not in build(project).seconds
    assert capsys.readouterr().out == ""


def test_the_last_five_entries_of_a_program_are_kept(manual):
    project = manual({"a.py": TEXT, "sub/b.py": TEXT})
    keep(project, run_of("sub/b.py"))
    for number in range(7):
        (project.snippets / "a.py").write_text(f"# %% x\n{number}\n", encoding="utf-8")
        keep(project, run_of())
    assert len(list(project.store.glob("a.py/*"))) == 5
    assert list(load(project)[0]) == ["a.py", "sub/b.py"]


def newest(project):
    return {name: run.started for name, run in load(replace(project, prose=True))[0].items()}


def test_where_nothing_is_run_the_newest_run_of_the_program_counts_whoever_made_it(kept, monkeypatch):
    monkeypatch.setattr(freshness.platform, "machine", lambda: "another")
    assert newest(kept) == {"a.py": 0}
    keep(kept, run_of(started=9))
    monkeypatch.setattr(freshness.platform, "python_version", lambda: "3.0")
    keep(kept, run_of(started=8))
    assert newest(kept) == {"a.py": 9}
    (kept.snippets / "a.py").write_text("# %% x\n2\n", encoding="utf-8")
    assert newest(kept) == {}


@pytest.mark.parametrize(
    ("pin", "holds"), [("No.Such-Package==2", True), ("no-such-package==3", False), ("", True)]
)
def test_where_nothing_is_run_the_pins_stand_for_the_packages(manual, pin, holds):
    project = manual(
        {"a.py": TEXT}, files={"requirements.txt": f"# all\n{pin} ; os_name == 'none'\n" if pin else ""}
    )
    keep(project, run_of(versions={"no_such_package": "2"}))
    assert bool(newest(project)) is holds
