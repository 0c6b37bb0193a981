# ---
# limits: {output_kb: 50}
# ---

# %% print
while True:
    print("again and again")
