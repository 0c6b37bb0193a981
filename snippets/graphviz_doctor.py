# %% setup tags=["remove-cell"]
import os
import pathlib
import subprocess
import sys
import tempfile

# as a reader has it: a file on its own
original = pathlib.Path(sys.path[0]).parent / "scripts" / "doctor.py"
doctor = pathlib.Path(tempfile.mkdtemp()) / "doctor.py"
doctor.write_text(original.read_text(encoding="utf-8"), encoding="utf-8")

def ask_doctor(*options, path):
    home = tempfile.mkdtemp()
    kept = {name: value for name, value in os.environ.items() if name in ("SYSTEMROOT", "PYTHONUTF8")}
    done = subprocess.run(
        [sys.executable, str(doctor), *options],
        env={**kept, "PATH": str(path), "HOME": home, "USERPROFILE": home},
        capture_output=True, text=True, encoding="utf-8",
    )
    return f"{done.stdout.replace(home, '~').strip()}\n[exit code {done.returncode}]"

# %% no-dot-zh tags=["hide-input"]
print(ask_doctor("--lang", "zh", path=tempfile.mkdtemp()))

# %% no-dot-en tags=["hide-input"]
print(ask_doctor("--lang", "en", path=tempfile.mkdtemp()))

# %% healthy tags=["hide-input"]
print(ask_doctor("--lang", "en", path=os.environ["PATH"]))
