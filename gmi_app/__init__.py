"""Graded motor imagery: left-right discrimination, imagined movement and mirror feedback at home."""

__version__ = "0.1.0"
