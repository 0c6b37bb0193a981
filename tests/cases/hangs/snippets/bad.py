# ---
# limits: {time_s: 2}
# ---

# %% before
1

# %% hang
import time

while True:
    time.sleep(1)
