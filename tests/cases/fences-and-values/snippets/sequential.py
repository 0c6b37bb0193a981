# %% build
parameters = 12
name = "three"

# %% summary
print(parameters)
