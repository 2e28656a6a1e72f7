"""Suggestions and reasons in sentences: each has its words, with its numbers, without blame."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    unsure = (
        "Left: 80 % correct. From 86 % on, or with more pictures, the goal{} is surely reached."
    )
    assert said(ReasonKind.SURE, 0.8, 120.2 / 140, Side.LEFT) == unsure.format("")
    goal_named = Reason(ReasonKind.SURE, 0.8, 120.2 / 140, Side.LEFT, beside=0.8)
    assert reason_words.sentence(goal_named) == unsure.format(" of 80 %")
    none_yet = said(ReasonKind.ACCURACY, None, 0.8, Side.LEFT)
    assert none_yet == "Left: no answers yet; the goal is 80 % correct."
    assert "67 % correct on that day" in said(ReasonKind.ACCURACY, 0.6666, 0.7, None)
    assert said(ReasonKind.RT, 2.449, 2.5, Side.LEFT).startswith("Left: the usual time is 2.4 s")
    assert "no usual time yet" in said(ReasonKind.RT, None, 2.5, Side.LEFT)
    assert "3.5 of 5" in said(ReasonKind.CLARITY, 3.5, 3.0, None)


CLOSE = [
    (ReasonKind.ACCURACY, 0.796, 0.8, "79.6 % correct; the goal is 80 %."),
    (ReasonKind.ACCURACY, 0.7997, 0.8, "79.97 % correct; the goal is 80 %."),
    (ReasonKind.ACCURACY, 0.8, 0.8, "80 % correct; the goal is 80 %."),
    (ReasonKind.ACCURACY, 0.825, 0.825, "82.5 % correct; the goal is 82.5 %."),
    (ReasonKind.ACCURACY, 0.82, 0.825, "82 % correct; the goal is 82.5 %."),
    (ReasonKind.ACCURACY, None, 0.825, "no answers yet; the goal is 82.5 % correct."),
    (ReasonKind.RT, 2.54, 2.5, "the usual time is 2.54 s; the goal is 2.5 s or less."),
    (ReasonKind.RT, 2.46, 2.5, "the usual time is 2.5 s; the goal is 2.5 s or less."),
    (ReasonKind.RT, 2.2, 2.25, "the usual time is 2.2 s; the goal is 2.25 s or less."),
    (ReasonKind.RT, None, 2.25, "no usual time yet; the goal is 2.25 s."),
    (ReasonKind.CLARITY, 2.97, 3.0, "2.97 of 5; the goal is 3."),
]


@pytest.mark.parametrize(("kind", "value", "limit", "words"), CLOSE)
def test_what_is_missing_never_reads_as_if_it_were_met(
    kind: ReasonKind, value: float | None, limit: float, words: str
) -> None:
    assert reason_words.sentence(Reason(kind, value, limit, Side.LEFT)).endswith(words)


def test_a_share_close_to_what_it_is_held_against_reads_as_it_stands() -> None:
    hard = reason_words.sentence(Reason(ReasonKind.ACCURACY, 0.697, 0.7))
    assert hard == "69.7 % correct on that day; easier below 70 %."
    sure = reason_words.sentence(Reason(ReasonKind.SURE, 0.856, 120 / 140, Side.LEFT))
    assert "85.6 % correct. From 85.8 % on" in sure
    at_goal = Reason(ReasonKind.SURE, 0.825, 0.9, Side.LEFT, beside=0.825)
    assert "82.5 % correct. From 90 % on" in reason_words.sentence(at_goal)
    assert "the goal of 82.5 %" in reason_words.sentence(at_goal)


@given(st.integers(0, 300), st.integers(1, 300), st.integers(50, 100))
def test_counted_shares_stand_to_their_goal_as_they_are_said(
    correct: int, more: int, goal: int
) -> None:
    share, goal_share = correct / (correct + more), goal / 100
    text = reason_words.sentence(Reason(ReasonKind.ACCURACY, share, goal_share, Side.LEFT))
    said, of = map(float, re.findall(r"([\d.]+) %", text))
    assert (said >= of) is (100 * correct >= goal * (correct + more))


def test_it_is_said_how_many_days_are_looked_at() -> None:
    days = Reason(ReasonKind.PRACTICE_DAYS, 3, 5, beside=7)
    of_days = "Days with practice among the 7 that are looked at: 3; the goal is 5."
    assert reason_words.sentence(days) == of_days
    flares = Reason(ReasonKind.FLARE_DAYS, 3, 3, beside=7)
    assert "among the 7 that are looked at: 3." in reason_words.sentence(flares)


def test_what_rests_is_not_told_to_go_on_as_it_is() -> None:
    rests = Advice(SuggestionKind.CONTINUE, (Reason(ReasonKind.PAUSED),))
    assert reason_words.title(rests) == "Let it rest until you take it up again"


ONES = [
    (ReasonKind.DECIDED, 0, "You decided about this today. It is asked again after 7 days."),
    (ReasonKind.DECIDED, 1, "You decided about this yesterday. It is asked again after 7 days."),
    (ReasonKind.DECIDED, 2, "You decided about this 2 days ago. It is asked again after 7 days."),
    (ReasonKind.FLARE_SESSION, 1, "Pain rose by 1 point during the mirror."),
    (ReasonKind.FLARE_SESSION, 1.5, "Pain rose by 1.5 points during the mirror."),
    (ReasonKind.FLARE_DAY, 1, "was 1 point above the usual of the week before."),
    (ReasonKind.FLARES_IN_A_ROW, 1, "Pain rose the last time with the mirror."),
    (ReasonKind.LOW_ACCURACY_DAYS, 1, "It was hard on the last practice day."),
    (ReasonKind.TRIALS, 1, "Left: 1 picture; 7 tell enough."),
]


@pytest.mark.parametrize(("kind", "value", "words"), ONES)
def test_one_and_none_are_said_as_people_say_them(
    kind: ReasonKind, value: float, words: str
) -> None:
    reason = Reason(kind, value, 7.0, Side.LEFT, ItemKind.MIRROR)
    assert reason_words.sentence(reason).endswith(words)


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
