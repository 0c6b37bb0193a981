"""The machine's Chromium prints a page, with the standard library alone."""

import shutil
import subprocess
import tempfile
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""Programs that are Chromium, or Chrome, as they are found on a PATH."""
CHROMIUM_ARGS = (
    "--no-sandbox",  # in a container there is none; what is opened is our own
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
"""What every start of it needs."""

_TIME_S = 180


class NotPrinted(Exception):
    """Chromium gave no PDF; says why, in one line."""


def find_chromium() -> str | None:
    """The program on the PATH; None if there is none."""
    return next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)


def version(program: str) -> str:
    """What the program says of itself: `Chromium 156.0.1.2`; empty if it can't be started."""
    try:
        said = subprocess.run(
            [program, "--version"], capture_output=True, text=True, encoding="utf-8", timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return said.stdout.strip()


def print_pdf(program: str, html: str) -> bytes:
    """The PDF of a whole document: tagged, with the headings as its outline and its own page size.

    Raises:
        NotPrinted: the program failed, took too long, or left no PDF.
    """
    # until it ends, a child of the browser may still write into its profile
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page, pdf = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html, encoding="utf-8", newline="\n")
        command = [
            program,
            *CHROMIUM_ARGS,
            "--headless",
            f"--user-data-dir={Path(folder, 'profile')}",
            "--no-pdf-header-footer",
            "--generate-pdf-document-outline",
            f"--print-to-pdf={pdf}",
            page.as_uri(),
        ]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_TIME_S, check=False)
        except (OSError, subprocess.TimeoutExpired) as failed:
            raise NotPrinted(f"{program}: {type(failed).__name__}") from failed
        if done.returncode or not pdf.is_file():
            raise NotPrinted(f"{program} ended with code {done.returncode} and no PDF")
        return pdf.read_bytes()
