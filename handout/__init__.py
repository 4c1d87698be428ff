"""Prints handouts about painful fatty nodules of the low back, from YAML to PDF."""

__version__ = "2.0.0"
