# ---
# limits: {time: 2}
# ---

# %% a
1
