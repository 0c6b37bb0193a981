"""Runs on disk: kept by what decides their outputs, offered by a finished site, downloaded from one."""

from scripts.store.disk import load_runs, save_runs
from scripts.store.download import load_or_download_runs
from scripts.store.offers import offer_runs

__all__ = [
    "load_or_download_runs",
    "load_runs",
    "offer_runs",
    "save_runs",
]
