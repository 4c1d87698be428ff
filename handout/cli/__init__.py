"""The command line: reads the arguments, prints errors, ends with an exit code. Nothing else.

A module for each group of commands. ReportLab is imported only where a PDF is made.
"""

from handout.cli.app import main

__all__ = ["main"]
