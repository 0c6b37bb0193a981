"""The engine of the executed Keras manual. Data flows one way:

    snippets/*.py ──execution──▶ runs (store) ──────────────┐
    docs/zh, docs/en ──sources──▶ pages ──checks, staging───┴──▶ build/zh, build/en
    build/zh, build/en ──builder (MkDocs)──▶ site/zh, site/en ──publishing──▶ site/

`build.py` is the first half as one function. From the top down; a package imports only from those below it:

    __main__    the commands
    hook        what MkDocs calls, and what it calls
    builder     one build from programs to the finished site, with MkDocs making the pages
    serving     a save in, the pages that it changes out, while a server runs
    authoring   the commands new, import, rename and remove
    audit       the finished site in, measures out
    build       programs and pages in, staged trees out
    staging     pages and runs to the trees that a site builder reads
    checks      what must hold: pages, programs and runs in, problems out
    publishing  sites of all languages to one: sitemap, search, PDF, zip
    rendering   runs and pages to HTML, Markdown and notebooks
    execution   programs to runs
    store       runs on disk
    figures     figures in a reader's language and the page's colors
    sources     what authors write, read once
    core        values that all speak of
    bootstrap   the environment, before anything is installed
    doctor      the program that readers download

A package's `__init__` says what goes in and what comes out, and exports what the others may use.
"""
