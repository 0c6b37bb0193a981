# ---
# limits: {memory_mb: 500}
# ---

# %% eat
held = []
while True:
    held.append(bytearray(10_000_000))
