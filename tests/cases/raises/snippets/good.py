# %% value
value = 2
value
