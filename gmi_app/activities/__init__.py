"""Beside the three stages: desensitisation, relaxation, body perception, activity pacing."""
