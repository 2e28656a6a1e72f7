"""A clinic's fingerprint: large, in groups, to be read out by telephone."""

from __future__ import annotations

from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.text import Text


def spaced(fingerprint: str) -> str:
    """With room between the groups; it stays when the words wrap."""
    return fingerprint.replace("-", "\N{EN SPACE}\N{EN SPACE}")


class FingerprintCard(Card):
    """``why``: what the person does with it."""

    def __init__(self, title: str, fingerprint: str, why: str) -> None:
        super().__init__("tint", pad=24, gap=10)
        groups = Text(spaced(fingerprint), "display", wrap=True)
        groups.setAccessibleName(", ".join(" ".join(part) for part in fingerprint.split("-")))
        self.fingerprint = fingerprint
        self.add(Text(title, "heading", wrap=True), groups, Text(why, wrap=True))
