"""Text as a terminal would show it at the end."""

import re

_TOKEN = re.compile(r"\x1b\[(?P<args>[0-9;?]*)(?P<kind>[A-Za-z])|(?P<char>.)", re.DOTALL)
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def strip_ansi(text: str) -> str:
    """The text without terminal codes."""
    return _ANSI.sub("", text)


def apply_control_characters(text: str) -> str:
    """The text with carriage returns and backspaces carried out; colours are kept.

    A progress bar that redraws its line a hundred times leaves its last state.
    """
    return "\n".join(_line(line) if "\r" in line or "\b" in line else line for line in text.split("\n"))


def _line(line: str) -> str:
    """One line, on which a cursor moved: cells of (style, character), overwritten in place."""
    cells: list[tuple[str, str]] = []
    style, column = "", 0
    for token in _TOKEN.finditer(line):
        char = token["char"]
        if char is None:
            if token["kind"] == "m":
                style = "" if token["args"] in ("", "0") else style + token[0]
            elif token["kind"] == "K":
                del cells[0 if token["args"] == "2" else column :]
        elif char == "\r":
            column = 0
        elif char == "\b":
            column = max(0, column - 1)
        else:
            cells[column : column + 1] = [(style, char)]
            column += 1
    return _join(cells)


def _join(cells: list[tuple[str, str]]) -> str:
    while cells and cells[-1][1] == " ":
        cells = cells[:-1]
    parts, current = [], ""
    for style, char in cells:
        if style != current:
            parts.append(("\x1b[0m" if current else "") + style)
            current = style
        parts.append(char)
    return "".join(parts) + ("\x1b[0m" if current else "")
