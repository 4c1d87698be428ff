"""The command line: takes words, tells errors once, ends with an exit code. Does nothing else.

A module a command. ReportLab is imported only where a PDF is made.
"""

from handout.cli.app import main

__all__ = ["main"]
