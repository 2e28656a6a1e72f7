"""Graded motor imagery: left–right discrimination, imagined movement, mirror feedback."""

__version__ = "0.1.0"
