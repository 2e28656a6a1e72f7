"""Explicit motor imagery: ladders of exercises as data, the planner, the guided session."""
