"""Tiny manuals on disk, and MkDocs at work on one."""

import contextlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from scripts.core.project import Project, read_project

ROOT = Path(__file__).resolve().parents[1]

SETTINGS = """[tool.manual]
preload = ["IPython.core.interactiveshell", "matplotlib_inline.backend_inline"]
workers = 2
[tool.manual.locales.zh]
name = "中文"
html_lang = "zh-CN"
site = {site_name = "小手册", site_description = "很小。"}
[tool.manual.locales.en]
name = "English"
html_lang = "en"
site = {site_name = "Tiny manual", site_description = "Small."}
"""
WORDS = """Output: {zh: 输出}
Error: {zh: 报错}
Warning: {zh: 警告}
"all {} lines": {zh: "全部 {} 行"}
"layers: {}": {zh: "共 {} 层"}
"and {} more": {zh: "另有 {} 层"}
Where it is explained: {zh: 看手册里的讲解}
"run on": {zh: 运行于}
"{} cells in {} s": {zh: "{} 个单元格，用时 {} 秒"}
"{} cells in … s": {zh: "{} 个单元格，用时 … 秒"}
"{} cell in {} s": {zh: "{} 个单元格，用时 {} 秒"}
"{} cell in … s": {zh: "{} 个单元格，用时 … 秒"}
program: {zh: 程序}
notebook: {zh: 笔记本}
data: {zh: 数据}
This chapter as a notebook: {zh: 以笔记本形式查看本章}
Every line of code was run: {zh: 每一行代码都运行过}
page: {zh: 本页}
"[figure: …]": {zh: "[图：…]"}
Chapters: {zh: 章节}
all chapters in one file: {zh: 全部章节，一个文件}
Software: {zh: 软件}
Version: {zh: 版本}
Program: {zh: 程序}
Date: {zh: 日期}
Seconds: {zh: 秒}
Cells: {zh: 单元格}
"""
FRONT = "---\ntitle: T\ndescription: D\n---\n"
"""Put before a page that has no front matter: its own lines count from 5."""


def write_manual(
    root: Path,
    snippets: Mapping[str, str | bytes] | None = None,
    pages: Mapping[str, str | bytes] | None = None,
    *,
    settings: str = SETTINGS,
    files: Mapping[str, str | bytes] | None = None,
) -> Project:
    """A manual of a few files.

    Args:
        pages: by name; one named zh/… or en/… is of that locale, all others of both.
        files: anything else, by path from the root.
    """
    wanted: dict[str, str | bytes] = {"pyproject.toml": settings, "docs/strings.yml": WORDS}
    wanted |= {f"snippets/{name}": text for name, text in (snippets or {}).items()}
    for name, text in (pages or {}).items():
        text = FRONT + text if isinstance(text, str) and not text.startswith("---") else text
        places = [name] if name.startswith(("zh/", "en/")) else [f"zh/{name}", f"en/{name}"]
        wanted |= {f"docs/{place}": text for place in places}
    wanted |= files or {}
    for name, text in wanted.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_project(root)


def add_builder(root: Path) -> None:
    """What a tiny manual needs for `mkdocs build`: the engine, the theme and its settings."""
    shutil.copytree(
        ROOT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True
    )
    shutil.copytree(ROOT / "docs" / "theme", root / "docs" / "theme", dirs_exist_ok=True)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    before, _, after = settings.partition("\nnav:")
    rest = after[after.index("not_in_nav:") :]
    (root / "mkdocs.yml").write_text(before + "\n" + rest, encoding="utf-8")


def environment(**more: str) -> dict[str, str]:
    """That of a reader's terminal, without what this test run itself was given."""
    dropped = (
        "SOURCE_DATE_EPOCH",
        "SITE_URL",
        "PYTHONPATH",
        "MANUAL_SITE",
        "MANUAL_DOT",
        "MANUAL_PUBLISHED",
    )
    return {
        **{name: text for name, text in os.environ.items() if name not in dropped},
        "COLUMNS": "200",
        **more,
    }


def mkdocs(root: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """`python -m mkdocs ARGS` in a manual."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *args],
        cwd=root,
        env=environment(**env),
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder on this machine, for as long as it is needed."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def silent(*_: object) -> None:
    """Told of a run's progress, says nothing."""
