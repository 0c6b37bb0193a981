"""What `python3 -m scripts check` measures: each measure sees a page that breaks it, and the real site holds all."""

import os
import subprocess
import sys

import pytest
from manuals import ROOT

from scripts.audit import axe, keyboard

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="en"><title>A page</title>
<body data-md-color-scheme="default"><main><h1>A page</h1>{}</main>"""


@pytest.fixture
def shown(reader):
    def make(content):
        page = reader().new_page()
        page.set_content(PAGE.format(content))
        return page

    return make


def test_axe_says_which_element_shuts_readers_out(shown):
    assert axe.faults(shown('<img src="data:,">')) == ["light: image-alt at img"]


def test_what_can_t_be_read_in_the_dark_is_found_there(shown):
    dark = "<style>[data-md-color-scheme=slate] p { color: #eee }</style><p>some words</p>"
    assert axe.faults(shown(dark)) == ["dark: color-contrast at p"]


def test_a_page_that_follows_the_system_is_looked_at_in_the_dark_too(shown):
    dark = "<style>@media (prefers-color-scheme: dark) { p { color: #eee } }</style><p>some words</p>"
    assert axe.faults(shown(dark)) == ["dark: color-contrast at p"]


def test_of_words_of_code_that_look_alike_one_is_looked_at(shown):
    pale = '<span style="color: #eee">word</span>'
    assert axe.faults(shown(f"<pre>{pale * 3}</pre>")) == [
        f"{scheme}: color-contrast at span" for scheme in ("light", "dark")
    ]


def test_tab_comes_to_what_a_mouse_can_press(shown):
    page = shown('<a href="#a">a</a> <button>b</button> <button tabindex="-1">c</button>')
    assert keyboard.walk(page) == (['<button class=""> c'], [])


def test_what_has_the_focus_looks_so(shown):
    page = shown('<style>a:focus { outline: none }</style><a href="#a">a</a> <button>b</button>')
    assert keyboard.walk(page) == ([], ['<a class=""> a'])


@pytest.mark.slow
def test_the_real_site_keeps_every_measure(chromium, site):
    done = subprocess.run(
        [sys.executable, "-m", "scripts", "check", "--site", str(site.resolve())],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode == 2 and not os.environ.get("CI"):
        lacking = [line for line in done.stdout.splitlines() if line.startswith(("No ", "Node ", "npm "))]
        if lacking and "BROKEN" not in done.stdout:
            pytest.skip(lacking[0])
    # how fast a page is says as much of the machine: `check` prints it, and no test depends on a clock
    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    only_speed = (
        done.returncode == 1 and broken and all("Lighthouse's performance" in line for line in broken)
    )
    if done.returncode and not only_speed:
        pytest.fail(done.stdout, pytrace=False)
    print(done.stdout)
