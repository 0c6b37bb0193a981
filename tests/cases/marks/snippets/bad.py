import os

# %% a
1

# %% a
2

# %% b tags=["hide-inputs"]
3

# %% c tags=["raises-exception"]
4

# %% d cells="x"
5

# %% e
# zh: 没有译文
6

# %%
7
