"""Lighthouse's four scores of a page that is served on loopback."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.audit.browser import CHROMIUM_ARGS, Lacking, find, served
from scripts.audit.measure import Measure

LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
OLDEST_NODE = 18
_SETTINGS = ("package.json", "package-lock.json", ".npmrc")
_STAMP = ".installed"


def measures(site: Path, pages: Sequence[str], *, root: Path, folder: Path) -> list[Measure]:
    """The scores of some pages of the site; the reports are left in `folder`.

    Args:
        root: of the project, whose `.ci/lighthouse` pins Lighthouse.
        folder: where Lighthouse is installed, if it isn't there.

    Raises:
        Lacking: no Chromium, no Node, no npm, or no registry to install from.
    """
    find()
    install(root / ".ci" / "lighthouse", folder)
    found = []
    with served(site) as address:
        for name in pages:
            scores = _scores(address + name, folder, name)
            if scores["performance"] < LEAST["performance"]:  # the machine did something else: one more try
                scores = _scores(address + name, folder, name)
            found += _of(name, scores)
    return found


def install(pins: Path, folder: Path) -> None:
    """Install what the lock in `pins` names into `folder`, unless that is what is there.

    Raises:
        Lacking: no Node, no npm, or npm couldn't.
    """
    node, npm = _program("node"), _program("npm")
    said = subprocess.run([node, "--version"], capture_output=True, text=True, encoding="utf-8", check=True)
    if int(said.stdout.lstrip("v").partition(".")[0]) < OLDEST_NODE:
        raise Lacking(
            f"Node {said.stdout.strip()} is too old: Lighthouse needs {OLDEST_NODE}.", "Install a newer one."
        )
    wanted = (pins / "package-lock.json").read_bytes()
    stamp = folder / _STAMP
    if stamp.is_file() and stamp.read_bytes() == wanted:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name in _SETTINGS:
        shutil.copyfile(pins / name, folder / name)
    # Lighthouse runs without any package's own scripts
    done = subprocess.run(
        [npm, "ci", "--ignore-scripts"], cwd=folder, capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode != 0:
        raise Lacking(
            f"npm couldn't install Lighthouse: {_last(done)}",
            "Check the network, or name a mirror in npm's settings.",
        )
    stamp.write_bytes(wanted)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Lacking(
            f"No {name} on the PATH, which Lighthouse needs.",
            f"Install Node {OLDEST_NODE} or later with npm (Debian: apt install nodejs npm).",
        )
    return found


def _scores(url: str, folder: Path, name: str) -> dict[str, float]:
    """Category -> 0 to 100.

    Raises:
        Lacking: Lighthouse didn't come to an end here.
    """
    report = folder / name.strip("/").replace("/", "-")
    done = subprocess.run(
        [
            *(_program("node"), "node_modules/lighthouse/cli/index.js", url),
            *("--quiet", "--output=json", "--output=html", f"--output-path={report}"),
            f"--only-categories={','.join(LEAST)}",
            f"--chrome-flags={' '.join(['--headless=new', *CHROMIUM_ARGS])}",
        ],
        cwd=folder,
        env={**os.environ, "CHROME_PATH": find()},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise Lacking(f"Lighthouse failed at {url}: {_last(done)}", "Type the command again.")
    told = json.loads(Path(f"{report}.report.json").read_text(encoding="utf-8"))
    return {name: round(100 * told["categories"][name]["score"]) for name in LEAST}


def _last(done: "subprocess.CompletedProcess[str]") -> str:
    """What a program said last before it failed."""
    return (done.stderr.strip().splitlines() or ["no word of why"])[-1]


def _of(page: str, scores: Mapping[str, float]) -> list[Measure]:
    return [
        Measure(f"Lighthouse's {name}", scores[name], least, where=page, at_least=True)
        for name, least in LEAST.items()
    ]
