"""Who wrote a fact, where that is nobody's name."""

from __future__ import annotations

from typing import Final

PROGRAM: Final = "program"
PATIENT: Final = "patient"
SIMULATION: Final = "simulation"
"""The simulated person of the demonstration."""

NAMELESS: Final = frozenset({PROGRAM, PATIENT, SIMULATION})
"""Every other author is a clinician's name."""


def unnamed(author: str) -> str:
    """The same, without a name."""
    return author if author in NAMELESS else ""
