# %% x
class Drawing:
    def _repr_svg_(self):
        return "<svg><g></svg>"


Drawing()
