"""Runs without running: where nothing is run, what the store lacks comes from a published manual."""

import hashlib
import http.client
import urllib.error
import urllib.request
from collections.abc import Mapping

from scripts.core import Project, Run
from scripts.sources import Snippet
from scripts.store import disk
from scripts.store.freshness import changed_input
from scripts.store.offers import FOLDER, INDEX, Offer, read_offers

TIMEOUT_S = 10
INDEX_BYTES, RUN_BYTES = 1_000_000, 20_000_000
"""What is larger is not read: a run may print 1 MB, and draws some pictures."""


class Refused(Exception):
    """Why a run is not taken; its only argument."""


def load_or_download_runs(
    project: Project, snippets: Mapping[str, Snippet]
) -> tuple[dict[str, Run], list[str]]:
    """The runs that need not be made, by snippet, and a sentence about each that was hoped for in vain.

    Those of the store. Where nothing is run (`project.prose`) also those that the published manual
    offers for the same programs; they are checked, and kept in the store.
    """
    runs, remarks = disk.load_runs(project, snippets)
    missing = {name: snippet for name, snippet in snippets.items() if name not in runs}
    if not (project.prose and missing):
        return runs, remarks
    offered: dict[str, Offer] = {}
    lacking = "and no manual is named to take its run from (`published` in pyproject.toml)"
    if project.published:
        lacking = f"and {project.published} has no run of it as it is here"
        try:
            offered = _index(project.published)
        except Refused as refused:
            remarks.append(f"No runs from {project.published}: {refused}.")
            lacking = "and its run can't be fetched"
    for name, snippet in missing.items():
        try:
            if name not in offered or offered[name].key != snippet.fingerprint:
                raise Refused(lacking)
            runs[name] = _fetch(project, snippet, offered[name])
        except Refused as refused:
            remarks.append(f"{snippet.path} is not run here, {refused}.")
    return runs, remarks


def _index(url: str) -> dict[str, Offer]:
    content = _get(f"{url}{FOLDER}/{INDEX}", INDEX_BYTES)
    try:
        return read_offers(content)
    except (ValueError, TypeError, AttributeError) as wrong:
        raise Refused(f"{FOLDER}/{INDEX} is no list of runs") from wrong


def _fetch(project: Project, snippet: Snippet, offer: Offer) -> Run:
    """The run that was offered, once it is in the store."""
    url = f"{project.published}{FOLDER}/{offer.file}"
    try:
        content = _get(url, RUN_BYTES)
    except Refused as refused:
        raise Refused(f"and its run can't be fetched: {refused}") from refused
    if hashlib.sha256(content).hexdigest() != offer.sha256:
        raise Refused(f"and the run at {url} was altered on its way: its checksum is another")
    try:
        text = content.decode()
        run, fingerprint = disk.text_to_run(text)
    except disk.DAMAGES as wrong:
        raise Refused(f"and {url} is no run") from wrong
    names = {cell.name for cell in snippet.cells}
    if (run.snippet, fingerprint) != (snippet.name, snippet.fingerprint) or not names <= run.outputs.keys():
        raise Refused(f"and the run at {url} is that of another program")
    if other := changed_input(project, run):
        raise Refused(f"and the run at {url} is of another {other}")
    disk.save_downloaded_run(project, snippet, text)
    return run


def _get(url: str, limit_bytes: int) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT_S) as answer:
            content = answer.read(limit_bytes + 1)
    except urllib.error.HTTPError as error:
        raise Refused(f"{url} answers {error.code} {error.reason}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Refused(f"{url} can't be reached ({getattr(error, 'reason', None) or error})") from error
    if len(content) > limit_bytes:
        raise Refused(f"{url} is larger than {limit_bytes / 1e6:g} MB")
    return bytes(content)
