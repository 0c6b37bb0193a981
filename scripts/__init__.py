"""The engine of the executed Keras manual.

    snippets/*.py ─run──▶ runs (store) ──┐
    docs/zh, docs/en ───────────stage────┴──▶ build/zh, build/en ──MkDocs──▶ site/zh, site/en ──finish──▶ site

Snippets are programs; a program is run once; its outputs flow, one way, into the
pages of both languages, and into what readers take along. A step reads only what
the step before it left, and a module imports only from lower rows of the table in
`tests/test_layers.py`. A server goes round in the same direction, with what a save
touches alone: pages.py (MkDocs) asks live.py, which stages from manuscript.py and
lets runner.py run.
"""
