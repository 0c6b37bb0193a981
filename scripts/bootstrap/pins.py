"""The pins of the requirement files, and which of them a Python has not.

Like env.py: the standard library alone, and it must parse on Pythons as old as 3.6.
"""

import ast
import operator
import os
import platform
import re
import sys
from pathlib import Path
from typing import Any, Callable

PIN = re.compile(r"(?P<name>[\w.-]+)(?:\[.*?\])?==(?P<version>[^\s;]+)(?:\s*;\s*(?P<marker>.+))?")


class BadPin(Exception):
    """A line of a requirement file that is no pin; its only argument."""


def missing(files: "list[Path]") -> "list[str]":
    """The pins of `files`, as name==version, that the running Python has not, or has half.

    Raises:
        BadPin: a line is none.
    """
    from importlib import metadata  # since 3.8

    absent = []
    for name, version in pins(files):
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            absent.append(f"{name}=={version}")
            continue
        # An installer writes INSTALLER last but one: a package without it was stopped half-way.
        if _plain(found.version) != _plain(version) or found.read_text("INSTALLER") is None:
            absent.append(f"{name}=={version}")
    return absent


def pins(files: "list[Path]") -> "list[tuple[str, str]]":
    """The (name, version) pairs of `files` whose markers hold for the running Python, each once, in order."""
    found = []  # type: list[tuple[str, str]]
    for line in pin_lines(files):
        match = PIN.match(line)
        if match is None:
            raise BadPin(line)
        pin = (match.group("name"), match.group("version"))
        if pin not in found and (match.group("marker") is None or applies(match.group("marker"))):
            found.append(pin)
    return found


def applies(marker: str) -> bool:
    """Whether an environment marker (PEP 508), as uv writes them, holds here."""
    facts = {
        "implementation_name": sys.implementation.name,
        "os_name": os.name,
        "platform_machine": platform.machine(),
        "platform_python_implementation": platform.python_implementation(),
        "platform_system": platform.system(),
        "python_full_version": platform.python_version(),
        "python_version": "{}.{}".format(*sys.version_info[:2]),
        "sys_platform": sys.platform,
    }
    # A marker is also a Python expression, so Python reads it; it is never evaluated as one.
    return _holds(ast.parse(marker.strip(), mode="eval").body, facts)


def pin_lines(files: "list[Path]") -> "list[str]":
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return [line.strip() for line in text.split("\n") if line.strip() and not line.strip().startswith("#")]


def _holds(node: "ast.AST", facts: "dict[str, str]") -> bool:
    if isinstance(node, ast.BoolOp):
        join = all if isinstance(node.op, ast.And) else any
        return join(_holds(part, facts) for part in node.values)
    assert isinstance(node, ast.Compare)
    assert isinstance(node.left, ast.Name)
    name, value = node.left.id, ast.literal_eval(node.comparators[0])
    compare: "dict[type, Callable[[Any, Any], bool]]"
    compare = {ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le}
    compare.update({ast.Gt: operator.gt, ast.GtE: operator.ge})
    as_known: "Callable[[str], Any]" = _numbers if name.startswith("python_") else str
    return bool(compare[type(node.ops[0])](as_known(facts[name]), as_known(value)))


def _numbers(version: str) -> "tuple[int, ...]":
    numbers = [int(number) for number in re.findall(r"\d+", version)[:3]]
    return tuple(numbers + [0] * (3 - len(numbers)))


def _plain(version: str) -> str:
    """A version without local part and leading zeros: 2023.03.07+x is 2023.3.7."""
    return re.sub(r"\b0+(?=\d)", "", version.split("+")[0])


if __name__ == "__main__":  # asked by another Python, by env.py
    sys.exit(1 if missing([Path(name) for name in sys.argv[1:]]) else 0)
