"""The commands that create, import, rename and remove pages: names in, changed files out."""
