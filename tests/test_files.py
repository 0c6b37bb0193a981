"""A file is there whole or not at all, and an equal one is left alone."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.core.files import keep_only, sha256, write, write_all


def test_text_is_written_as_utf_8_with_line_feeds(tmp_path):
    assert write(tmp_path / "new" / "a.txt", "中\nb\n")
    assert (tmp_path / "new" / "a.txt").read_bytes() == "中\nb\n".encode()


def test_an_equal_file_is_left_alone(tmp_path):
    path = tmp_path / "a"
    write(path, "one")
    before = path.stat()
    assert not write(path, b"one")
    assert path.stat() == before
    assert write(path, "two")


def test_others_can_read_what_is_written(tmp_path):
    write(tmp_path / "a", "one")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644


KILLED = """
import os, signal, sys
from pathlib import Path
from scripts.core import files
whole = os.replace
def at_the_last_moment(*names):
    os.kill(os.getpid(), signal.SIGKILL)
os.replace = at_the_last_moment
files.write(Path(sys.argv[1]), "new" * 100000)
"""


@pytest.mark.skipif(os.name == "nt", reason="kills by a POSIX signal")
def test_a_write_that_is_killed_leaves_the_old_file(tmp_path):
    write(tmp_path / "a", "old")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / "a")], cwd=Path(__file__).parents[1], check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert (tmp_path / "a").read_text(encoding="utf-8") == "old"


def test_a_write_that_fails_leaves_nothing_beside_the_old_file(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "in the way").touch()
    with pytest.raises(OSError, match="a"):
        write(tmp_path / "a", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_what_is_not_wanted_goes_with_the_folders_that_it_leaves_empty(tmp_path):
    for name in ("a", "b/c/d", "b/e", "f/g/h"):
        write(tmp_path / name, name)
    keep_only(tmp_path, {tmp_path / "a", tmp_path / "b" / "e"})
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == ["a", "b", "b/e"]


def test_a_file_is_known_by_its_content(tmp_path):
    write(tmp_path / "a", "abc")
    assert sha256(tmp_path / "a") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_several_files_change_together(tmp_path):
    (tmp_path / "gone").write_text("1", encoding="utf-8")
    write_all({tmp_path / "new": "2", tmp_path / "gone": None})
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_or_none_of_them_does(tmp_path):
    (tmp_path / "kept").write_text("1", encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="file"):
        write_all({tmp_path / "kept": "2", tmp_path / "new": "2", tmp_path / "file" / "in": "2"})
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {
        "kept": "1",
        "file": "",
    }
