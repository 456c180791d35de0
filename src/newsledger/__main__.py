"""`python -m newsledger` is the command line."""

from newsledger.cli import main

main()
