# %% graph
print("You must install graphviz for `plot_model` to work.")
