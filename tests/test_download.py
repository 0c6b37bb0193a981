"""Without running: what the store lacks comes from a published manual, checked; every refusal is one sentence."""

import hashlib
import json
from dataclasses import replace

import pytest
from manuals import served, write_manual

from scripts.core.files import sha256
from scripts.core.run import Output, Run
from scripts.sources.snippet import read_snippets
from scripts.store import disk, download, offers

PROGRAM, FILE = "# %% x\nprint(1)\n", "snippets/data.txt"
NOWHERE = "http://127.0.0.1:9/"


@pytest.fixture
def site(tmp_path):
    """A published manual of one program; its address and its folder."""
    project = write_manual(tmp_path / "theirs", {"a.py": PROGRAM, "data.txt": "data"})
    files = offers.offer_runs(project, read_snippets(project)[0], {"a.py": ran(project)})
    for name, text in files.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    with served(tmp_path / "site") as address:
        yield address, tmp_path / "site" / "runs"


@pytest.fixture
def ours(tmp_path):
    return replace(write_manual(tmp_path / "ours", {"a.py": PROGRAM, "data.txt": "data"}), prose=True)


def ran(project, **more):
    reads = {FILE: sha256(project.root / FILE)}
    return Run("a.py", {"x": [Output("stdout", {"text/plain": "1\n"})]}, {"n": 1}, reads, **more)


def load(project, url=""):
    return download.load_or_download_runs(replace(project, published=url), read_snippets(project)[0])


def entry(folder):
    (path,) = (path for path in folder.iterdir() if path.name != "index.json")
    return path


def offer_instead(folder, change):
    """The published run, changed and offered again by its new checksum."""
    path = entry(folder)
    content = change(path.read_bytes())
    name = hashlib.sha256(content).hexdigest()
    path.with_name(f"{name}.json").write_bytes(content)
    index = json.loads((folder / "index.json").read_bytes())
    index["a.py"] |= {"sha256": name, "bytes": len(content)}
    (folder / "index.json").write_text(json.dumps(index), encoding="utf-8")
    return f"http://…/runs/{name}.json"


def test_a_run_is_fetched_once_and_then_in_the_store(site, ours):
    runs, remarks = load(ours, site[0])
    assert (runs, remarks) == ({"a.py": ran(ours)}, [])
    assert load(ours, NOWHERE) == (runs, [])


def test_what_was_fetched_is_not_for_builds_that_run(site, ours):
    load(ours, site[0])
    assert load(replace(ours, prose=False), site[0]) == ({}, [])


def test_an_ordinary_build_fetches_nothing(site, ours):
    assert load(replace(ours, prose=False), site[0]) == ({}, [])
    assert not ours.store.exists()


def test_what_the_store_has_is_not_fetched(ours):
    own = ran(ours, python="3.1", started=5)
    disk.save_runs(ours, read_snippets(ours)[0], [own])
    assert load(ours, NOWHERE) == ({"a.py": own}, [])


def test_a_changed_program_is_not_fetched(site, ours):
    (ours.snippets / "a.py").write_text("# %% x\nprint(2)\n", encoding="utf-8")
    assert load(ours, site[0]) == (
        {},
        [f"snippets/a.py is not run here, and {site[0]} has no run of it as it is here."],
    )


def test_a_run_that_read_another_file_is_refused(site, ours):
    (ours.root / FILE).write_text("other", encoding="utf-8")
    said = f"and the run at {site[0]}runs/{entry(site[1]).name} is of another {FILE}"
    assert load(ours, site[0]) == ({}, [f"snippets/a.py is not run here, {said}."])


def test_an_altered_run_is_refused(site, ours):
    path = entry(site[1])
    path.write_bytes(path.read_bytes().replace(b'"1\\n"', b'"2\\n"'))
    said = f"and the run at {site[0]}runs/{path.name} was altered on its way: its checksum is another"
    assert load(ours, site[0]) == ({}, [f"snippets/a.py is not run here, {said}."])
    assert not list(ours.store.rglob("*+sum"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda content: b"[]", "and {} is no run"),
        (lambda content: content[:-9], "and {} is no run"),
        (lambda content: b"\xff" + content, "and {} is no run"),
        (
            lambda content: content.replace(b'"snippet": "a.py"', b'"snippet": "b.py"'),
            "and the run at {} is that of another program",
        ),
        (
            lambda content: content.replace(b'"name": "x"', b'"name": "y"'),
            "and the run at {} is that of another program",
        ),
        (
            lambda content: content.replace(b'"fingerprint": "', b'"fingerprint": "0'),
            "and the run at {} is that of another program",
        ),
    ],
    ids=["a list", "cut short", "no text", "another name", "another cell", "another key"],
)
def test_what_is_not_the_run_of_this_program_is_refused(site, ours, change, said):
    url = offer_instead(site[1], change).replace("http://…/", site[0])
    assert load(ours, site[0]) == ({}, [f"snippets/a.py is not run here, {said.format(url)}."])


def test_a_run_that_is_too_large_is_not_read(site, ours, monkeypatch):
    monkeypatch.setattr(download, "RUN_BYTES", 100)
    (said,) = load(ours, site[0])[1]
    assert said.endswith("is larger than 0.0001 MB.")


def test_a_missing_file_is_said_with_its_answer(site, ours):
    path = entry(site[1])
    path.unlink()
    url = f"{site[0]}runs/{path.name}"
    assert load(ours, site[0])[1] == [
        f"snippets/a.py is not run here, and its run can't be fetched: {url} answers 404 File not found."
    ]


def test_a_host_that_does_not_answer_is_said_once(ours):
    runs, (first, *rest) = load(ours, NOWHERE)
    assert runs == {}
    assert first.startswith(f"No runs from {NOWHERE}: {NOWHERE}runs/index.json can't be reached (")
    assert rest == ["snippets/a.py is not run here, and its run can't be fetched."]


def test_a_site_that_offers_something_else_is_said(site, ours):
    (site[1] / "index.json").write_text("<html>", encoding="utf-8")
    assert load(ours, site[0])[1][0] == f"No runs from {site[0]}: runs/index.json is no list of runs."


def test_without_a_published_manual_the_setting_is_named(ours):
    said = "and no manual is named to take its run from (`published` in pyproject.toml)"
    assert load(ours) == ({}, [f"snippets/a.py is not run here, {said}."])
