"""Built sites of all locales become one site."""

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from scripts.files import write
from scripts.problem import Problems
from scripts.project import Project
from scripts.redirects import write_redirects
from scripts.sitemap import sitemap

# Material 9.8.1 cuts a Chinese query into words, and lets no word reach the query's end: 过拟合 becomes 过*
_SEGMENTER = re.compile(r"(for\(let (\w)=(\w)\+1;\2)<(\w)\.length;(\2\+\+\)\4\.slice\(\3,\2\)in )")
# On the root pages: what must be a whole address, and addresses from the site's root.
_WHOLE = re.compile(r'(<link rel="(?:canonical|alternate)"[^>]* href=")([^"]*)')
_FROM_ROOT = re.compile(r'((?:href|action)=")/')

# What the search worker runs before its own code
_SEARCH = Path(__file__).with_name("search.js")


def finish(project: Project, site: Path) -> None:
    """Add to `site`, which holds one folder a locale, what no site builder makes: the root pages, the
    sitemap, what readers take along as text, and a page at each address that is no more.

    The search worker of each locale is mended, and gets `search.js` before its own code.

    Raises:
        Problems: the search worker is not the one whose segmenter is mended here; see `write_redirects`.
    """
    for folder in (project.docs / "root", project.build / "take"):
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            content = path.read_bytes()
            whole = _at(project.url, content.decode()) if path.suffix == ".html" else content
            write(site / path.relative_to(folder), whole)
    write_redirects(project, site)
    for path in site.glob("*/sitemap.xml*"):  # MkDocs writes one a locale, without the other
        path.unlink()
    if not project.url:  # a language's own page for wrong addresses finds its styles by the site's alone
        for path in site.glob("*/404.html"):
            path.unlink()
    else:
        write(site / "sitemap.xml", sitemap(site, project.url))
        write(site / "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {project.url}sitemap.xml\n")
    _mend_search(site)


def _at(url: str, page: str) -> str:
    """A root page of the site at `url`; as it is, if that is not known."""
    if not url:
        return page
    page = _WHOLE.sub(lambda link: link[1] + urljoin(url, link[2]), page)
    return _FROM_ROOT.sub(rf"\1{urlsplit(url).path}", page)


def _mend_search(site: Path) -> None:
    search = _SEARCH.read_text(encoding="utf-8")
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
