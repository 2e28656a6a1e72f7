"""The questions of sessions beside the three stages: shown and spoken alike."""

from __future__ import annotations

from gmi_app.facts.rating import RatingKind
from gmi_app.language import tr


def question(kind: RatingKind) -> str:
    """What is asked after a passage."""
    match kind:
        case RatingKind.COMFORT:
            return tr("How comfortable was that? 1 is not at all, 5 is quite comfortable.")
        case RatingKind.CALM:
            return tr("How calm is my body now? 1 is not at all, 5 is very calm.")
        case RatingKind.NOTICED:
            return tr("How clearly did I feel it? 1 is hardly, 5 is very clearly.")
        case RatingKind.LOCATED:
            return tr("Was it as I thought?")
        case _:
            raise ValueError(f"{kind} is not asked here")
