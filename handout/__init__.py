"""Prints handouts about painful fatty nodules of the low back, from YAML to PDF."""

__version__ = "0.1.0"
