"""Quiet charts painted by us: few points, one goal, two sides told apart by more than colour."""
