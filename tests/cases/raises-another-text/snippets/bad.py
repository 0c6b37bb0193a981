# %% lesson tags=["raises-exception"] shows="division by zero"
int("x")
