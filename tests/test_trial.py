"""What the contributor's page promises: from a fresh clone to a chapter in both languages, seen live and green."""

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from manuals import ROOT
from serving import served

pytestmark = pytest.mark.slow

PROGRAM = """# %% setup tags=["remove-cell"]
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

# %% build
import keras
from keras import layers

keras.utils.set_random_seed(2)
# zh: 一个数进，一个数出
# en: one number in, one out
model = keras.Sequential([keras.Input(shape=(1,)), layers.Dense(1)])

# %% fit
import numpy as np

x = np.linspace(-1, 1, 64).reshape(-1, 1)
model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.2), loss="mse")
history = model.fit(x, 3 * x + 1, epochs=5, verbose=0).history

# %% values tags=["remove-cell"]
last_loss = history["loss"][-1]

# %% curve
import matplotlib.pyplot as plt

plt.figure(figsize=(5, 2.4))
plt.plot(range(1, 6), history["loss"], label="loss")
plt.xlabel("epoch")
plt.legend()
plt.show()

# %% wrong tags=["raises-exception"] shows="expected axis -1"
model(np.ones((1, 2)))
"""
PAGE = """---
title: {title}
description: {description}
---

# {title} {{#straight-line}}

{first}

```run src="straight-line.py#build"
```

## {train} {{#train}}

```run src="straight-line.py#fit"
```

{loss}

```run src="straight-line.py#curve"
alt: {alt}
```

## {wrong} {{#wrong}}

```run src="straight-line.py#wrong"
```
"""
VALUE = "`{run} straight-line.py#last_loss:.3f`"
ENGLISH = PAGE.format(
    title="A straight line",
    description="One dense layer finds a straight line.",
    first="Build it:",
    train="Train it",
    loss=f"The loss ends at {VALUE}.",
    alt=f"A falling curve of the loss, which ends at {VALUE}.",
    wrong="A number too many",
)
CHINESE = PAGE.format(
    title="一条直线",
    description="一个全连接层就能找出一条直线。",
    first="搭起来：",
    train="训练",
    loss=f"损失最后是 {VALUE}。",
    alt=f"一条下降的损失曲线，最后是 {VALUE}。",
    wrong="多了一个数",
)


@pytest.fixture
def clone(tmp_path, site):
    """What a contributor has after `git clone` and a first command: the files, an environment, runs of `site`."""
    there = tmp_path / "keras-manual"
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    tracked = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("no git, or no clone: nothing says which files are the project's")
    for name in filter(None, tracked.stdout.split("\0")):
        if (ROOT / name).is_file():
            (there / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, there / name)
    (there / ".venv").symlink_to(Path(sys.prefix), target_is_directory=True)
    if (ROOT / ".store").is_dir():
        shutil.copytree(ROOT / ".store", there / ".store", ignore=shutil.ignore_patterns("lock"))
    return there


def command(clone, *args):
    typed = [sys.executable, "-m", "scripts", *args]
    done = subprocess.run(
        typed,
        cwd=clone,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_new_contributor_adds_a_chapter_in_both_languages_and_sees_it_live(clone):
    began = time.monotonic()

    def tell(what):
        print(f"{what} after {time.monotonic() - began:.0f} s")

    titles = ("--title-zh", "一条直线", "--title-en", "A straight line")
    command(clone, "new", "straight-line", *titles, "--after", "quickstart")
    with served(clone, clone.parent / "serve.log", 400, "scripts serve") as server:
        server.until("en/straight-line/", lambda page: "One layer is enough to begin with." in page)
        tell("served with the new chapter")

        (clone / "snippets/straight-line.py").write_text(PROGRAM, encoding="utf-8")
        (clone / "docs/en/straight-line.md").write_text(ENGLISH, encoding="utf-8")
        (clone / "docs/zh/straight-line.md").write_text(CHINESE, encoding="utf-8")
        page = server.until("en/straight-line/", re.compile(r"ends at \d\.\d{3}\.").search)
        assert "figure-plot" in page
        assert "expected axis -1" in page
        assert "# one number in, one out" in page
        page = server.until("zh/straight-line/", re.compile(r"最后是 \d\.\d{3}。").search)
        assert "# 一个数进，一个数出" in page
        tell("live in both languages")

    command(clone, "agree", "straight-line.md")
    command(clone, "build", "--update")
    command(clone, "check", "--quick")
    tell("built and checked")
    command(clone, "test", "tests/test_manual_pages.py", "-q")
    tell("green")
    assert time.monotonic() - began < 600
