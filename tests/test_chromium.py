"""The machine's Chromium: found on the PATH, asked for its version, and a failure told in one line."""

import pytest

from scripts.publishing.chromium import NotPrinted, find_chromium, print_pdf, version


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def program(folder, name, text):
    (folder / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    (folder / name).chmod(0o755)
    return str(folder / name)


def test_none_is_found_where_none_is(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_chromium() is None


def test_chrome_will_do(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_chromium() is None
    chrome = program(tmp_path, "google-chrome", "")
    assert find_chromium() == chrome


def test_it_says_its_version_and_nothing_if_it_can_t_start(folder):
    assert version(program(folder, "chromium", "echo 'Chromium 1.2 '; echo noise >&2")) == "Chromium 1.2"
    assert version(str(folder / "none")) == ""


def test_what_it_prints_is_given_back(folder):
    path = program(
        folder,
        "chromium",
        'for each; do case "$each" in --print-to-pdf=*) echo P > "${each#*=}";; esac; done',
    )
    assert print_pdf(path, "<p>") == b"P\n"


@pytest.mark.parametrize(("text", "code"), [("exit 3", 3), ("exit 0", 0)])
def test_one_that_prints_nothing_has_failed(folder, text, code):
    path = program(folder, "chromium", text)
    with pytest.raises(NotPrinted) as failed:
        print_pdf(path, "<p>")
    assert str(failed.value) == f"{path} ended with code {code} and no PDF"


def test_one_that_can_t_start_has_failed(folder):
    with pytest.raises(NotPrinted) as failed:
        print_pdf(str(folder / "none"), "<p>")
    assert str(failed.value) == f"{folder / 'none'}: FileNotFoundError"
