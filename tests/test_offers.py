"""A finished manual offers its runs; with masked times it offers none."""

import hashlib
import json
from dataclasses import replace

import pytest

from scripts.core.run import Run
from scripts.sources.snippet import read_snippets
from scripts.store import disk, offers

RUN = Run("a.py", {"x": []}, python="3", started=7)


@pytest.fixture
def offered(manual):
    project = manual({"a.py": "# %% x\n1\n"})
    return offers.offer_runs(project, read_snippets(project)[0], {"a.py": RUN})


def test_each_run_is_a_file_named_by_its_checksum_as_the_store_keeps_it(offered):
    (name,) = (name for name in offered if name != "runs/index.json")
    assert name == f"runs/{hashlib.sha256(offered[name].encode()).hexdigest()}.json"
    assert disk.text_to_run(offered[name])[0] == RUN


def test_the_index_says_key_checksum_and_size_of_each(manual, offered):
    snippet = read_snippets(manual({"a.py": "# %% x\n1\n"}))[0]["a.py"]
    (offer,) = offers.read_offers(offered["runs/index.json"].encode()).values()
    text = offered[f"runs/{offer.file}"]
    assert (offer.key, offer.bytes) == (snippet.fingerprint, len(text.encode()))


def test_a_build_whose_times_are_masked_offers_none(manual):
    project = manual({"a.py": "# %% x\n1\n"})
    assert offers.offer_runs(replace(project, epoch=1), read_snippets(project)[0], {"a.py": RUN}) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        {"a.py": {}},
        {"a.py": {"key": "k", "sha256": "../../x", "bytes": 1}},
        {"a.py": {"key": "k", "sha256": "ab", "bytes": 1}},
        {"a.py": {"key": "k", "sha256": "ab" * 32, "bytes": "1"}},
    ],
)
def test_an_index_that_names_no_runs_is_none(wrong):
    with pytest.raises((ValueError, TypeError, AttributeError)):
        offers.read_offers(json.dumps(wrong).encode())
