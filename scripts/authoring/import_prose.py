"""The prose of a notebook as a page has it: headings with ids, no pictures, no Python that is not run."""

import re
from collections.abc import Iterable
from typing import Any

from scripts.authoring.import_cells import free
from scripts.core import Problem
from scripts.sources import PYTHON_NAMES, Heading, blocks, fenced_lines, find_headings, read_block_head

_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]*)|<img\b[^>]*\bsrc=[\"']?([^\"'\s>]*)")
_NOT_RUN = 'python not-run="from the notebook\'s prose"'
_SENTENCE = re.compile(r".+?(?:[。！？]|[.!?](?=\s|$)|$)")


class Prose:
    """Goes through a notebook's cells in order, and knows what came before."""

    def __init__(self) -> None:
        self.title = ""
        """The notebook's first heading of the first level, which is left to the page's head."""
        self.heading = ""
        """The id of the last heading; its reader may take it away. Empty if it says nothing in English."""
        self.remarks: list[str] = []
        self._ids: set[str] = set()

    def read(self, cell: Any, where: str) -> tuple[str, list[Problem]]:
        """A cell's text for a page, and what in it can't be on one."""
        lines = cell.source.split("\n")
        problems = [
            Problem(where, f"shows a picture, {found[1] or found[2] or 'without a name'}",
                    "Let a cell draw it, or take it out: pictures come from runs.")
            for line in lines
            if (found := _PICTURE.search(line))
        ]  # fmt: skip
        out = list(lines)
        for start, _, opening in blocks(lines):
            if read_block_head(opening["head"])[0].lower() in PYTHON_NAMES:
                out[start] = f"{opening['indent']}{opening['marks']}{_NOT_RUN}"
        prose = set(range(len(lines))) - fenced_lines(lines)
        made = [(heading, self._heading(heading)) for heading in find_headings(lines, prose, where)]
        for heading, title in reversed(made):
            first = heading.below - heading.size
            line = lines[first]
            before = line[: line.index("#")] if heading.size == 1 else line[: len(heading.lead)]
            out[first : heading.below] = [f"{before}{line}" for line in title]
        return "\n".join(out).strip("\n"), problems

    def _heading(self, found: Heading) -> list[str]:
        text, level = found.text, found.level
        if level == 1 and not self.title:
            self.title = re.sub(r"[`*_{}<>]", "", text).strip()
            return []
        slug = found.id or re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        has_words = bool(re.search("[a-z]{2}", slug))
        id = free(slug if has_words else f"section-{len(self._ids) + 1}", self._ids)
        self._ids.add(id)
        if not has_words:
            self.remarks.append(f"the heading '{text}' has the id '{id}': give it one that says what it is")
        self.heading = id if has_words else ""
        return [f"{'#' * max(level, 2)} {text} {{#{id}}}"]


def description(texts: Iterable[str]) -> str:
    """The first sentence of the first paragraph, without Markdown; empty if there is none."""
    for text in texts:
        for paragraph in text.split("\n\n"):
            line = " ".join(paragraph.split())
            if line and not line.startswith(("#", "```", "~~~", "|", "<", "!", "-", "*", ">")):
                plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line)
                sentence = _SENTENCE.match(re.sub(r"[`*_]", "", plain))
                return sentence[0][:200] if sentence else ""
    return ""
