"""``python -m handout``."""

from handout.cli.app import main

main()
