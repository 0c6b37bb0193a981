# %% fixed tags=["raises-exception"] shows="division by zero"
1 / 1
