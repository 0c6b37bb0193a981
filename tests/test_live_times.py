"""How long an author waits for a save on the manual as it is; `--times` keeps what was measured in times.json."""

import json
import os
import re
import shutil
import statistics
import time
from pathlib import Path

import psutil
import pytest
from manuals import ROOT
from serving import Served, served

KEPT = Path(__file__).with_name("times.json")
WORD = "wortlos"
PROSE_S, BEYOND_THE_RUN_S = 1.5, 2
"""What is promised on a machine that does nothing else."""
HANGS_S = 60
"""No machine is so slow."""
SAVES = 5


@pytest.fixture(scope="module")
def server(tmp_path_factory, site):
    """The manual itself, a copy of it, with the runs of `site`."""
    root = tmp_path_factory.mktemp("whole") / "manual"
    for name in ("docs", "snippets", "scripts", ".store"):
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "lock"))
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, root)
    with served(root, root.parent / "log", patience_s=1800) as server:
        server.until("zh/graphviz/", bool)
        server.until_said("Reloading browsers")  # what runs need is imported
        yield server


@pytest.fixture
def keep(request):
    """`keep("what", {…})`: prints it; with --times also writes it down."""

    def write(name: str, found: dict[str, float]) -> None:
        said = ", ".join(f"{key} {value:g}" for key, value in found.items())
        print(f"\n{name}: {said} (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)")
        if request.config.getoption("--times"):
            kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
            kept[name] = {**found, "load": round(os.getloadavg()[0], 1), "cores": os.cpu_count()}
            KEPT.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")

    return write


def used(server: Served) -> float:
    """Seconds of processor time that the server itself has taken."""
    times = psutil.Process(server.process.pid).cpu_times()
    return times.user + times.system


def rest(server: Served) -> None:
    """Wait until the server does nothing."""
    before, now = -1.0, used(server)
    while now - before > 0.05:
        time.sleep(1)
        before, now = now, used(server)


@pytest.mark.slow
def test_prose_on_the_largest_page(server, keep):
    page = server.root / "docs" / "zh" / "graphviz.md"
    text = page.read_text(encoding="utf-8")
    waited, worked = [], []
    for number in range(SAVES):
        rest(server)
        before, began = used(server), time.monotonic()
        page.write_text(f"{text}\n{WORD}{number}\n", encoding="utf-8")
        server.until("zh/graphviz/", lambda shown, word=f"{WORD}{number}": word in shown, wait_s=0.02)
        waited.append(time.monotonic() - began)
        worked.append(used(server) - before)
    keep(
        "prose, docs/zh/graphviz.md, to the browser",
        {
            "median s": round(statistics.median(waited), 2),
            "worst s": round(max(waited), 2),
            "promised s": PROSE_S,
            "processor s": round(statistics.median(worked), 2),
        },
    )
    assert max(waited) < HANGS_S


@pytest.mark.slow
def test_a_program(server, keep):
    program = server.root / "snippets" / "sequential.py"
    text = program.read_text(encoding="utf-8")
    rest(server)
    began = time.monotonic()
    program.write_text(f"{text}\n{WORD} = 1\n", encoding="utf-8")
    server.until("zh/sequential/", lambda shown: "run-stale" in shown, wait_s=0.02)
    stale = time.monotonic() - began
    server.until("zh/sequential/", lambda shown: "run-stale" not in shown, wait_s=0.02)
    fresh = time.monotonic() - began
    run = float(re.findall(r"sequential\.py done in ([\d.]+) s", server.said)[-1])
    keep(
        "program, snippets/sequential.py, to the browser",
        {
            "marked stale after s": round(stale, 2),
            "its run s": run,
            "beyond its run s": round(fresh - run, 2),
            "promised beyond s": BEYOND_THE_RUN_S,
        },
    )
    assert fresh - run < HANGS_S
