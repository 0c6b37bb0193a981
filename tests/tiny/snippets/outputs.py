# %% setup tags=["remove-cell"]
import random
from pathlib import Path

import preloaded

Path(preloaded.ROOT, "began.txt").touch()

# %% random
# zh: 每次运行都不同
# en: another one at each run
print(random.SystemRandom().random())
total = 12
accuracy = 0.9321
print("epoch took 3s 12ms/step")

# %% print
print("<script>alert(1)</script>\n# Heading\n\n```python\n{{ 7 * 7 }} {% raw %}\n```\n&amp; [link](http://x)")
print("`{run} outputs.py#total` *stars* <!-- comment\n</pre><h2 id=evil>Heading</h2>")
text = "<b class=evil>*x* `y` [z](u) |\n# h\n## 1. - &amp; {{ 1 }}"

# %% html
from IPython.display import HTML

HTML(
    "<script>alert(2)</script><table><tr><td onclick='x()'>cell</td></tr></table><img src=x onerror=alert(2)>"
)

# %% markdown
from IPython.display import Markdown

Markdown("# Heading\n<iframe src='http://x'></iframe>")

# %% curve
import matplotlib.pyplot as plt

plt.plot([3, 2, 1], label="loss")
plt.legend()
plt.show()

# %% lesson tags=["raises-exception"] shows="division by zero"
1 / 0
