"""Built sites of all locales become one site."""

import re
from pathlib import Path

from scripts.files import write
from scripts.problem import Problems
from scripts.project import Project

# Material 9.8.1 cuts a Chinese query into words, and lets no word reach the query's end: 过拟合 becomes 过*
_SEGMENTER = re.compile(r"(for\(let (\w)=(\w)\+1;\2)<(\w)\.length;(\2\+\+\)\4\.slice\(\3,\2\)in )")

# What the search worker runs before its own code
_SEARCH = Path(__file__).with_name("search.js")


def finish(project: Project, site: Path) -> None:
    """Add to `site`, which holds one folder a locale, what no site builder makes: the root page
    and the like, and what readers take along as text.

    The search worker of each locale is mended, and gets `search.js` before its own code.

    Raises:
        Problems: the search worker is not the one whose segmenter is mended here.
    """
    search = _SEARCH.read_text(encoding="utf-8")
    for folder in (project.docs / "root", project.build / "take"):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                write(site / path.relative_to(folder), path.read_bytes())
    for worker in sorted(site.glob("*/assets/javascripts/workers/search.*.js")):
        text = worker.read_text(encoding="utf-8")
        # until mkdocs-material's segment() runs to the end of the query
        mended, count = _SEGMENTER.subn(r"\1<=\4.length;\5", text)
        if count == 0 and not re.search(r"<=\w\.length;\w\+\+\)\w\.slice", text):
            raise Problems.of(
                "",
                "mkdocs-material's search worker has changed",
                "See whether its segment() still drops the last character; mend scripts/finish.py.",
            )
        write(worker, search + mended.removeprefix(search))
