"""What an author's browser sees from save to save, and what is left when the server ends."""

import signal

import psutil
import pytest
from manuals import add_builder, write_manual
from serving import PATIENCE_S, Served, served

TINY = {
    "snippets": {"a.py": "# %% x\nn = 1\nprint('one')\n"},
    "pages": {
        "index.md": "# Home {#home}\n",
        "a.md": '# H {#h}\n\nProse.\n\n```run src="a.py#x"\n```\n',
    },
    "files": {"docs/root/index.html": "root"},
}
BANNER = '<pre class="problems">'


@pytest.fixture(scope="module")
def server(tmp_path_factory):

    root = tmp_path_factory.mktemp("served") / "manual"
    root.mkdir()
    write_manual(root, TINY["snippets"], TINY["pages"], files=TINY["files"])
    add_builder(root)
    with served(root, root.parent / "log") as server:
        server.until("zh/a/", bool)
        yield server


def save(server: Served, name: str, old: str, new: str) -> None:
    path = server.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def times(server: Served) -> dict[str, int]:
    """Page of the served site -> when it was written."""
    return {
        path.relative_to(server.site).as_posix(): path.stat().st_mtime_ns
        for path in sorted(server.site.rglob("*.html"))
    }


@pytest.mark.slow
def test_prose_is_shown_and_no_other_page_is_made(server):
    before = times(server)
    save(server, "docs/zh/a.md", "Prose.", "散文。")
    server.until("zh/a/", lambda page: "散文。" in page)
    changed = {name for name, when in times(server).items() if before[name] != when}
    assert changed - {"zh/notebooks/a/index.html"} == {"zh/a/index.html"}


@pytest.mark.slow
def test_a_program_s_page_is_stale_and_then_fresh_by_the_same_server_of_processes(server):
    from_the_start = server.forkserver()
    save(server, "snippets/a.py", "print('one')", "import time; time.sleep(2); print('two')")
    page = server.until("en/a/", lambda page: "run-stale" in page)
    assert ("running again…" in page, ">one" in page) == (True, True)
    page = server.until("en/a/", lambda page: "run-stale" not in page)
    assert (">two" in page, ">one" in page) == (True, False)
    assert server.forkserver() == from_the_start
    server.until("en/notebooks/a/", lambda page: "two" in page)


@pytest.mark.slow
def test_an_error_is_on_its_page_and_one_line_here_until_it_is_fixed(server):
    save(server, "docs/zh/a.md", "a.py#x", "a.py#y")
    page = server.until("zh/a/", lambda page: BANNER in page)
    assert "docs/zh/a.md:9: no cell &#39;y&#39; in snippets/a.py\n" in page
    assert BANNER not in server.get("en/a/")
    assert server.said.count("docs/zh/a.md:9: no cell 'y' in snippets/a.py\n") == 1
    assert "Traceback" not in server.said
    save(server, "docs/zh/a.md", "a.py#y", "a.py#x")
    server.until("zh/a/", lambda page: BANNER not in page)


@pytest.mark.slow
def test_an_error_in_the_settings_is_on_every_page_until_it_is_fixed(server):
    save(server, "mkdocs.yml", "\ndocs_dir: docs\n", "\ndocs_dir: [docs\n")
    server.until("zh/", lambda page: BANNER in page)
    assert BANNER in server.get("en/a/")
    save(server, "mkdocs.yml", "\ndocs_dir: [docs\n", "\ndocs_dir: docs\n")
    server.until("zh/", lambda page: BANNER not in page)
    assert BANNER not in server.get("en/a/")


@pytest.mark.slow
def test_a_new_page_is_there_after_a_whole_build(server):
    for locale in ("zh", "en"):
        text = "---\ntitle: T\ndescription: D\n---\n# New {#new}\n"
        (server.root / "docs" / locale / "new.md").write_text(text, encoding="utf-8")
    server.until("en/new/", lambda page: 'id="new"' in page)
    save(server, "docs/en/new.md", "# New", "Newer.\n\n# New")
    server.until("en/new/", lambda page: "Newer." in page)


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_when_the_server_ends_in_the_middle_of_a_run_no_process_is_left(manual, tmp_path, how):
    project = manual(TINY["snippets"], TINY["pages"], files=TINY["files"])
    add_builder(project.root)
    with served(project.root, tmp_path / "log") as server:
        server.until("zh/a/", bool)
        site = server.site
        begun = project.root / "begun"
        save(
            server,
            "snippets/a.py",
            "n = 1",
            f"open({str(begun)!r}, 'w').close()\nimport time; time.sleep(600)",
        )
        server.until("en/a/", lambda page: "run-stale" in page and begun.exists())
        family = server.family
        assert len(family) >= 2
        server.process.send_signal(how)
        server.process.wait(timeout=PATIENCE_S)
        _, alive = psutil.wait_procs(family, timeout=PATIENCE_S)
        assert alive == []
    assert how == signal.SIGKILL or not site.exists()
