"""Screens for what leaves and enters: invitations, results, plans, reports."""
