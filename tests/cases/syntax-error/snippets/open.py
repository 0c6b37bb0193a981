# %% open
if True:
        x = 1
    y = 2

# %% next
2
