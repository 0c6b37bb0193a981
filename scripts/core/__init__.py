"""The values that every package speaks of: problems, the project, runs, curves, files.

It imports nothing of ours.
"""

from scripts.core.addresses import page_address, page_folder, path_to_top, resolve_link
from scripts.core.curves import CURVES, Curves, Line, column_names, parse_curves, read_curves
from scripts.core.files import keep_only, sha256, write, write_all
from scripts.core.problem import Problem, Problems, count_of, did_you_mean, stop_if
from scripts.core.project import Limits, Locale, Project, read_project
from scripts.core.run import DOT, HTML, PNG, SVG, TEXT, Kind, Output, Run, from_notebook, to_notebook
from scripts.core.terminal import apply_control_characters, strip_ansi
from scripts.core.yaml_files import key_lines, parse_yaml

__all__ = [
    "CURVES",
    "DOT",
    "HTML",
    "PNG",
    "SVG",
    "TEXT",
    "Curves",
    "Kind",
    "Limits",
    "Line",
    "Locale",
    "Output",
    "Problem",
    "Problems",
    "Project",
    "Run",
    "apply_control_characters",
    "column_names",
    "count_of",
    "did_you_mean",
    "from_notebook",
    "keep_only",
    "key_lines",
    "page_address",
    "page_folder",
    "parse_curves",
    "parse_yaml",
    "path_to_top",
    "read_curves",
    "read_project",
    "resolve_link",
    "sha256",
    "stop_if",
    "strip_ansi",
    "to_notebook",
    "write",
    "write_all",
]
