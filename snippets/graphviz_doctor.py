# %% setup tags=["remove-cell"]
import os
import pathlib
import subprocess
import sys
import tempfile

# zh: 与读者下载的一样，是单独的一个文件
# en: a file on its own, as readers download it
original = pathlib.Path(sys.path[0]).parent / "scripts" / "doctor.py"
folder = pathlib.Path(tempfile.mkdtemp())
(folder / "doctor.py").write_text(original.read_text(encoding="utf-8"), encoding="utf-8")
# zh: 构建所用的机器可能自己装有 dot，这里不去查找它
# en: the machine of the build may have a dot of its own, which isn't looked for here
diagnose = f"""
import sys
sys.path.append({str(folder)!r})
import doctor
doctor.SYSTEMS_FOLDERS = ()
sys.exit(doctor.main(sys.argv[1:]))
"""

def ask_doctor(*options, path):
    home = tempfile.mkdtemp()
    kept = {name: value for name, value in os.environ.items() if name in ("SYSTEMROOT", "PYTHONUTF8")}
    done = subprocess.run(
        [sys.executable, "-c", diagnose, *options],
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
