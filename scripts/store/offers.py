"""What a finished manual offers of its runs, so that nobody who fixes prose has to run them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from scripts.core import Project, Run
from scripts.sources import Snippet
from scripts.store import disk

FOLDER, INDEX = "runs", "index.json"


@dataclass(frozen=True)
class Offer:
    """One run; its file in the folder is named `<sha256>.json`."""

    key: str
    """The fingerprint of the program that was run."""
    sha256: str
    bytes: int

    @property
    def file(self) -> str:
        return f"{self.sha256}.json"


def offer_runs(project: Project, snippets: Mapping[str, Snippet], runs: Mapping[str, Run]) -> dict[str, str]:
    """Files of a site by path: each run as the store keeps it, and an index of them.

    With SOURCE_DATE_EPOCH there are none: runs hold times, and such a site is made to be compared.
    """
    if project.epoch is not None:
        return {}
    files, offers = {}, {}
    for name, run in sorted(runs.items()):
        text = disk.run_to_text(run, snippets[name])
        content = text.encode()
        offer = Offer(snippets[name].fingerprint, hashlib.sha256(content).hexdigest(), len(content))
        files[f"{FOLDER}/{offer.file}"], offers[name] = text, asdict(offer)
    return {**files, f"{FOLDER}/{INDEX}": json.dumps(offers, indent=1, sort_keys=True) + "\n"}


def read_offers(index: bytes) -> dict[str, Offer]:
    """Snippet -> offer, out of the index that `publish` wrote.

    Raises:
        ValueError, TypeError, AttributeError: it is something else.
    """
    found = {name: Offer(**given) for name, given in json.loads(index).items()}
    for offer in found.values():
        if [type(value) for value in asdict(offer).values()] != [str, str, int]:
            raise TypeError(offer)
        if len(bytes.fromhex(offer.sha256)) != hashlib.sha256().digest_size:
            raise ValueError(offer)
    return found
