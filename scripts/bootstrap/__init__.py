"""The environment that the commands need: pins in, a Python that has them out.

Standard library only, since old Pythons read it before anything is installed.
"""

from scripts.bootstrap.env import EnvProblem, ensure_environment, run_in_environment
from scripts.bootstrap.pins import PIN, pin_lines

__all__ = [
    "PIN",
    "EnvProblem",
    "ensure_environment",
    "pin_lines",
    "run_in_environment",
]
