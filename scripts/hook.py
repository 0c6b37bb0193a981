"""MkDocs calls the engine: the runs before the first locale's site, the finish after the last one's."""

import logging
import signal
import sys
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.builder import Site, apply_settings, page_names, translate_titles  # noqa: E402
from scripts.builder import current_build as manual  # noqa: E402
from scripts.builder import current_sites as sites  # noqa: E402
from scripts.core import Problems, count_of  # noqa: E402
from scripts.rendering import FenceFailed  # noqa: E402


def on_startup(command: str, **_: Any) -> None:
    manual.serving = command == "serve"
    if manual.serving:  # as after Ctrl-C, MkDocs then leaves no files behind
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def on_config(config: Any) -> Any:
    if str(ROOT) not in sys.path:  # MkDocs puts sys.path back after it has loaded a hook; workers need it
        sys.path.insert(0, str(ROOT))
    if "manual" not in config.extra:  # the first locale: all that comes before the sites
        config.extra["root_url"] = "" if manual.serving else config.site_url or ""
        config.extra["manual"] = _or_abort(
            manual.begin, ROOT, Path(config.site_dir), config.extra["root_url"], page_names(config.nav)
        )
        config.extra["warnings"] = CountHandler(level=logging.WARNING)  # of all locales; MkDocs counts one's
        if not manual.serving:
            logging.getLogger("mkdocs").addHandler(config.extra["warnings"])
    wanted, root_url = config.extra["manual"][0], config.extra["root_url"]
    config.update(wanted.top)
    config.site_url = f"{root_url}{wanted.locale.code}/" if root_url else None
    config.theme["language"] = wanted.locale.code
    config.nav = translate_titles(config.nav, wanted.label)
    config.markdown_extensions.extend(name for name in wanted.extensions if name.startswith("scripts."))
    apply_settings(config, wanted)
    return config


def on_nav(nav: Any, config: Any, files: Any) -> None:
    config.extra["nav"] = nav  # MkDocs gives it to no later event


def on_env(env: Any, config: Any, files: Any) -> None:
    sites.keep(config.extra["locale"], Site(config, files, config.extra.pop("nav"), env))


@event_priority(-100)  # after mkdocs-jupyter has put its own `render` there
def on_pre_page(page: Any, config: Any, **_: Any) -> Any:
    if page.file.src_uri.startswith("notebooks/"):
        page.canonical_url = config.site_url and config.site_url + page.url.removeprefix("notebooks/")
        page.render = partial(_render_notebook, page, page.render)
    return page


def on_post_build(config: Any) -> None:
    done, *rest = config.extra["manual"]
    manual.done(done.locale.code)
    if rest:
        extra = {**config.extra, "manual": rest}
        given = config.user_configs[-1]  # the options of the command line, which hold for every locale
        wanted = {**given, "extra": extra, "site_dir": str(done.site.parent)}
        build_site(load_config(config.config_file_path, **wanted))
    elif counts := config.extra["warnings"].get_counts():
        raise Abort(f"\n{count_of(sum(count for _, count in counts), 'warning')}. The site is as it was.")
    else:
        _or_abort(manual.end)


def on_build_error(error: Exception, **_: Any) -> None:
    manual.release()  # a server lives on, and must not keep other builds waiting
    if isinstance(error, FenceFailed):
        problems = Problems([error.args[0]])
        raise Abort(f"\n{problems}") from problems


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    return sites.serve(server, builder, config.docs_dir)


def on_shutdown() -> None:
    manual.stop()


def _render_notebook(page: Any, render: Any, config: Any, files: Any) -> None:
    def html() -> str:
        render(config, files)
        return str(page.content)

    chapter = page.file.src_uri.removeprefix("notebooks/").replace(".ipynb", ".md")
    ids = config.extra["manual"][0].headings[chapter]
    page.content, tokens = manual.notebook_page(Path(page.file.abs_src_path), ids, html)
    page.toc = get_toc(tokens)  # type: ignore[arg-type]
    page.meta["search"] = {"exclude": True}  # the chapter says the same


def _or_abort(step: Any, *args: Any) -> Any:
    try:
        return step(*args)
    except Problems as problems:
        raise Abort(f"\n{problems}") from problems
