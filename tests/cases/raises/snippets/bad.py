# %% setup
shapes = [(2, 3), (4, 5)]

# %% multiply
# zh: 形状不合
# en: shapes do not fit
def multiply(a, b):
    if a[1] != b[0]:
        raise ValueError(f"shapes {a} and {b}")


multiply(*shapes)

# %% after
print(1)
