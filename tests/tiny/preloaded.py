"""What the runs of this manual preload: its import leaves a trace. Runs read ROOT."""

import os
from pathlib import Path

ROOT = str(Path(__file__).parent)
with open(Path(ROOT, "preloaded.txt"), "a", encoding="utf-8") as trace:
    trace.write(f"{os.getpid()}\n")
