"""Kinds of simulated people for the demonstration: how they learn, miss days, and flare.

The words are those of ``simulation.programme``, whose people give the rule's error rates. The
figures are **ours**, chosen so that each kind is recognised within some weeks; they stand for
nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import exp


class Persona(StrEnum):
    IMPROVES = "improves"
    PLATEAU = "plateau"
    """Stays a little under the goal on the painful side."""
    FLARES = "flares"
    FORGETS = "forgets"
    """Stays away for a week or two now and then."""
    GUESSES = "guesses"
    """Presses without looking, as fast as on the first day."""

    @property
    def habits(self) -> Habits:
        return _HABITS.get(self, Habits())


@dataclass(frozen=True, slots=True)
class Habits:
    """``learning_days``: after which what can be gained is gained to about two thirds. ``stays``:
    share of it that is never gained. ``flare_a_day``: chance that one is noted. ``flare_a_set``:
    chance that pain rises with a set, ``again`` with the next one after such a set. ``goes_away``:
    chance a day to begin ``away_days``."""

    learning_days: float = 8.0
    stays: float = 0.0
    guesses: bool = False
    flare_a_day: float = 0.02
    flare_a_set: float = 0.0
    again: float = 0.0
    goes_away: float = 0.0
    away_days: tuple[int, int] = (7, 12)

    def to_learn(self, day: int) -> float:
        """Share of what can be gained that is still to gain after so many days of practice."""
        return max(self.stays, exp(-day / self.learning_days))


_HABITS = {
    Persona.PLATEAU: Habits(stays=0.6),
    Persona.FLARES: Habits(flare_a_day=0.06, flare_a_set=0.07, again=0.55),
    Persona.FORGETS: Habits(goes_away=0.09),
    Persona.GUESSES: Habits(guesses=True),
}
