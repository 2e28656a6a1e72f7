"""A voice, where this computer has one. Captions say everything too, so silence loses nothing."""

from __future__ import annotations

from typing import Protocol


class Voice(Protocol):
    def say(self, words: str) -> None:
        """Begins to say this, in place of what is being said. Never waits."""
        ...

    def stop(self) -> None:
        """Falls silent."""
        ...

    def close(self) -> None:
        """Gives everything back."""
        ...


class Silence:
    """No voice."""

    def say(self, words: str) -> None:
        """Says nothing."""

    def stop(self) -> None:
        """Is silent already."""

    def close(self) -> None:
        """Nothing to give back."""
