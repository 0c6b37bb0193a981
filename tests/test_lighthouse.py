"""Lighthouse is installed from its lock, and what is missing for that is said."""

import json

import pytest
from manuals import ROOT

from scripts.audit import lighthouse
from scripts.audit.browser import Lacking

PINS = ROOT / ".ci" / "lighthouse"


def test_a_machine_without_node_is_told_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Lacking) as lacking:
        lighthouse.install(PINS, tmp_path)
    assert str(lacking.value) == (
        "No node on the PATH, which Lighthouse needs.\n"
        "    Install Node 18 or later with npm (Debian: apt install nodejs npm)."
    )


def test_the_lock_names_no_host():
    lock = json.loads((PINS / "package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"]["node_modules/lighthouse"]["version"].startswith("12.")
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
