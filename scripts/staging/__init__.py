"""Pages and runs in, the trees out from which a site builder makes the site of each language."""

from scripts.staging.downloads import download_program
from scripts.staging.exports import write_exports
from scripts.staging.site_settings import Settings, make_site_settings
from scripts.staging.tree import Built, notebook_text, page_text, stage_tree

__all__ = [
    "Built",
    "Settings",
    "download_program",
    "make_site_settings",
    "notebook_text",
    "page_text",
    "stage_tree",
    "write_exports",
]
