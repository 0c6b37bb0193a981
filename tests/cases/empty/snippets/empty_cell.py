# %% a

# %% b
# only a word
