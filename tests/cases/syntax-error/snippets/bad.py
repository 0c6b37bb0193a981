# %% fine
1

# %% wrong
x = 1
y = = 2
