# ---
# limits: {time_s: "2"}
# ---

# %% a
1
