"""`python -m balance_rules`: the command line, where no script is on the path."""

from balance_rules.cli import main

main()
