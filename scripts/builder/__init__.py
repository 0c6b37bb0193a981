"""One build from programs to the finished site, with MkDocs making the pages."""

from scripts.builder.mkdocs_sites import Site, apply_settings, current_sites, page_names, translate_titles
from scripts.builder.session import current_build

__all__ = [
    "Site",
    "apply_settings",
    "current_build",
    "current_sites",
    "page_names",
    "translate_titles",
]
