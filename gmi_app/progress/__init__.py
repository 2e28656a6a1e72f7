"""Measures of a session and their change over time."""
