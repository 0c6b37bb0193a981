"""The sites of all languages in, the finished site out: one folder with sitemap, search, PDF and zip."""

from scripts.publishing.chromium import CHROMIUM_ARGS, CHROMIUM_NAMES, find_chromium
from scripts.publishing.download_sizes import add_sizes, write_download_sizes
from scripts.publishing.finish import finish_site
from scripts.publishing.notebook_page import NotebookPage, clean_notebook_page
from scripts.publishing.offline_zip import ZIP_ENDING, pack_offline_zip
from scripts.publishing.pdf import remove_pdf_links, write_pdfs

__all__ = [
    "CHROMIUM_ARGS",
    "CHROMIUM_NAMES",
    "ZIP_ENDING",
    "NotebookPage",
    "add_sizes",
    "clean_notebook_page",
    "find_chromium",
    "finish_site",
    "pack_offline_zip",
    "remove_pdf_links",
    "write_download_sizes",
    "write_pdfs",
]
