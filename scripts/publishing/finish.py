"""Built sites of all locales become one site."""

import re
import shutil
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from scripts.core import Project, write
from scripts.publishing.search_index import write_indexes
from scripts.publishing.sitemap import sitemap
from scripts.sources import write_redirects

# On the root pages: what must be a whole address, and addresses from the site's root.
_WHOLE = re.compile(r'(<link rel="(?:canonical|alternate)"[^>]* href=")([^"]*)')
_FROM_ROOT = re.compile(r'((?:href|action)=")/')


def finish_site(project: Project, site: Path) -> None:
    """Add to `site`, which holds one folder a locale, what no site builder makes: the root pages, the
    sitemap, what readers take along as text, and a page at each address that is no more.

    The search index of each locale becomes the one that our search reads; Material's own search is left out.

    Raises:
        Problems: see `write_redirects` and `write_indexes`.
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
    write_indexes(project, site)
    for path in site.glob("*/assets/javascripts"):  # pages don't load Material's script
        shutil.rmtree(path)


def _at(url: str, page: str) -> str:
    """A root page of the site at `url`; as it is, if that is not known."""
    if not url:
        return page
    page = _WHOLE.sub(lambda link: link[1] + urljoin(url, link[2]), page)
    return _FROM_ROOT.sub(rf"\1{urlsplit(url).path}", page)
