# %% value
2
