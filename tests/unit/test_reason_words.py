"""Suggestions and reasons in sentences: each has its words, with its numbers, without blame."""

from __future__ import annotations

import re

import pytest

from gmi_app.pictures.model import Side
from gmi_app.programme import reason_words
from gmi_app.programme.plan import STAGES, ItemKind
from gmi_app.programme.suggestion import Advice, LevelChange, Reason, ReasonKind, SuggestionKind
from tests.unit.histories import histories

WITH_NUMBERS = set(ReasonKind) - {
    ReasonKind.FLARE_SAID,
    ReasonKind.GUESSING,
    ReasonKind.LAST_STAGE,
    ReasonKind.NEW,
    ReasonKind.NOTHING_EASIER,
    ReasonKind.PAUSED,
}
BLAME = re.compile(r"\b(fail|wrong|bad|must|should|mistake|poor)", re.IGNORECASE)


@pytest.mark.parametrize("kind", list(ReasonKind))
def test_every_reason_is_a_sentence_with_its_number(kind: ReasonKind) -> None:
    said = reason_words.sentence(Reason(kind, 7.0, 9.0, Side.LEFT, ItemKind.MIRROR))
    assert said.endswith(".")
    assert "{" not in said
    assert not BLAME.search(said)
    if kind in WITH_NUMBERS:
        assert "7" in said
    others = {
        reason_words.sentence(Reason(other, 7.0, 9.0, Side.LEFT, ItemKind.MIRROR))
        for other in ReasonKind
        if other is not kind
    }
    assert said not in others


def test_figures_are_rounded_as_people_read_them() -> None:
    def said(kind: ReasonKind, value: float | None, limit: float, side: Side | None) -> str:
        return reason_words.sentence(Reason(kind, value, limit, side))

    right = said(ReasonKind.ACCURACY, 0.8666, 0.8, Side.RIGHT)
    assert right == "Right: 87 % correct; the goal is 80 %."
    sure = said(ReasonKind.SURE, 0.8, 120.2 / 140, Side.LEFT)
    assert sure == "Left: 80 % correct. From 86 % on, or with more pictures, it is surely so."
    none_yet = said(ReasonKind.ACCURACY, None, 0.8, Side.LEFT)
    assert none_yet == "Left: no answers yet; the goal is 80 % correct."
    assert "67 % correct on that day" in said(ReasonKind.ACCURACY, 0.6666, 0.7, None)
    assert said(ReasonKind.RT, 2.449, 2.5, Side.LEFT).startswith("Left: the usual time is 2.4 s")
    assert "no usual time yet" in said(ReasonKind.RT, None, 2.5, Side.LEFT)
    assert "3.5 of 5" in said(ReasonKind.CLARITY, 3.5, 3.0, None)


@pytest.mark.parametrize("kind", list(SuggestionKind))
def test_every_suggestion_has_a_title(kind: SuggestionKind) -> None:
    title = reason_words.title(Advice(kind, change=LevelChange.LIMIT))
    assert title
    assert not title.endswith(".")
    assert not BLAME.search(title)
    if kind in (SuggestionKind.NEXT_STAGE, SuggestionKind.STEP_BACK):
        titles = {reason_words.title(Advice(kind, stage=stage)) for stage in STAGES}
        assert len(titles) == len(STAGES)


def test_every_change_of_a_level_is_said_both_ways() -> None:
    harder = [reason_words.change(each, easier=False) for each in LevelChange]
    easier = [reason_words.change(each, easier=True) for each in LevelChange]
    assert len(set(harder)) == len(set(easier)) == len(LevelChange)
    assert reason_words.change(LevelChange.SESSIONS, easier=True) == "fewer times a day"
    assert reason_words.change(LevelChange.DOSE, easier=True) == "shorter sessions"
    assert reason_words.change(None, easier=True) == "less than now"


def test_every_exercise_has_a_name() -> None:
    names = {reason_words.exercise(kind) for kind in (*ItemKind, None)}
    assert len(names) == len(ItemKind) + 1


def test_the_reasons_of_real_suggestions_are_read_in_order() -> None:
    for history in histories():
        advice = Advice(history.expected, (Reason(ReasonKind.AWAY, 8.0, 7.0),))
        assert reason_words.why(advice) == [
            "The last practice was 8 days ago. From 7 days, a check-up comes first."
        ]
    assert reason_words.in_one(["One.", "Two."]) == "One. Two."
