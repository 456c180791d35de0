"""Yardsticks, one runnable file each; `python -m bench` runs them all and writes RESULTS.md.

Each prints what it measured, on what and how. They read public sets from a `shared` folder beside
the project, which the project does not hold, and say so where it is missing.
"""
