"""The suggestion: written-out histories, and what must hold for every history."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.clock import Moment
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.flares import FlareKind, flares_of
from gmi_app.programme.plan import ItemKind, Plan, TimedItem
from gmi_app.programme.record import Practice, Record
from gmi_app.programme.stages import Lock, locks
from gmi_app.programme.suggest import advise, ahead
from gmi_app.programme.suggestion import (
    Advice,
    LevelChange,
    Reason,
    ReasonKind,
    SuggestionKind,
    advice_of,
    advice_text,
)
from tests.examples import tries
from tests.unit.histories import (
    ANNA,
    NOW,
    TODAY,
    History,
    histories,
    measures,
    standard,
    with_day,
)

ALL = histories()
MOMENT = Moment(NOW)


def test_there_are_enough_histories_and_every_kind_is_among_them() -> None:
    assert len(ALL) >= 30
    assert len({history.title for history in ALL}) == len(ALL)
    assert {history.expected for history in ALL} == set(SuggestionKind)


@pytest.mark.parametrize("history", ALL, ids=lambda history: history.title)
def test_a_written_out_history(history: History) -> None:
    advice = advise(history.plan, history.record, MOMENT)
    assert advice.kind is history.expected, advice
    said = {advice.change, advice.stage, *(reason.kind for reason in advice.reasons)}
    for word in history.words:
        assert word in said
    assert advice.reasons, "every suggestion says why"
    assert advice_of(advice.kind, advice_text(advice)) == advice


# ---- what holds for every history

shares = st.integers(0, 10)
times = st.floats(0.5, 6.0)
pains = st.one_of(st.none(), st.integers(0, 10))
REACHED = [TODAY - timedelta(days=back) for back in range(14)]


@st.composite
def sets_of_days(draw: st.DrawFn, least: int = 0) -> Record:
    """Sets on some of the last two weeks' days, with all that may happen in them."""
    record = Record(since=TODAY - timedelta(days=41))
    for back in draw(st.lists(st.integers(0, 13), min_size=least, max_size=7, unique=True)):
        words = ["sets", f"{draw(st.integers(1, 3))}x20"]
        record = with_day(record, -back, words)
    practice = []
    for each in record.practice:
        before, after = draw(pains), draw(pains)
        figures = measures((draw(shares), 10), (draw(shares), 10), (draw(times), draw(times)))
        practice.append(replace(each, measures=figures, pain_before=before, pain_after=after))
    practice.sort(key=lambda p: p.at.utc, reverse=True)
    return replace(record, practice=tuple(practice))


def plans() -> st.SearchStrategy[Plan]:
    stages = st.sampled_from([ItemKind.LATERALITY, ItemKind.IMAGERY, ItemKind.MIRROR])
    return stages.map(lambda stage: replace(standard(), stage=stage))


@given(sets_of_days(), plans())
def test_it_always_answers_and_always_the_same(record: Record, plan: Plan) -> None:
    first = advise(plan, record, MOMENT)
    assert first == advise(plan, record, MOMENT)
    assert first.reasons


@given(sets_of_days(least=1), plans(), st.integers(0, 6), st.sampled_from(FlareKind))
def test_never_forward_after_a_flare(
    record: Record, plan: Plan, back: int, kind: FlareKind
) -> None:
    flared = with_flare(record, back, kind)
    assert flares_of(flared, plan.thresholds, TODAY)
    assert not advise(plan, flared, MOMENT).kind.forward


def with_flare(record: Record, back: int, kind: FlareKind) -> Record:
    match kind:
        case FlareKind.SESSION:
            changed = with_day(record, -back, ["mirror", "1", "pain", "2>4"])
        case FlareKind.SAID:
            changed = with_day(record, -back, ["flare"])
        case _:
            for earlier in range(back + 1, back + 8):
                record = with_day(record, -earlier, ["day", "2"])
            changed = with_day(record, -back, ["day", "4"])
    practice = sorted(changed.practice, key=lambda p: p.at.utc, reverse=True)
    return replace(changed, practice=tuple(practice))


def better(practice: Practice, more: int, quicker: float) -> Practice:
    """The same set with more right answers on each side, quicker, and no more pain."""
    assert practice.measures is not None
    left, right = practice.measures.left, practice.measures.right
    rt_s = [s.median_rt_s.value if s.median_rt_s else 3.0 for s in (left, right)]
    figures = measures(
        (min(10, left.correct + more), 10),
        (min(10, right.correct + more), 10),
        (rt_s[0] * quicker, rt_s[1] * quicker),
    )
    calm = practice.pain_before
    return replace(practice, measures=figures, pain_after=calm)


@tries(80)
@given(sets_of_days(least=1), st.integers(0, 5), st.floats(0.3, 1.0), st.data())
def test_better_figures_never_make_it_more_careful(
    record: Record, more: int, quicker: float, data: st.DataObject
) -> None:
    """Where the answers are told from guessing: under that nothing is read from them at all."""
    plan = standard()
    told = [replace_told(each) for each in record.practice]
    worse = replace(record, practice=tuple(told))
    which = data.draw(st.sets(st.integers(0, len(told) - 1)))
    changed = [better(p, more, quicker) if i in which else p for i, p in enumerate(told)]
    improved = replace(record, practice=tuple(changed))
    was, now = advise(plan, worse, MOMENT), advise(plan, improved, MOMENT)
    assert now.kind.rank >= was.kind.rank


def replace_told(practice: Practice) -> Practice:
    """At least 65 % on each side: told from guessing, and still possibly under 70 %."""
    assert practice.measures is not None
    sides = practice.measures.left, practice.measures.right
    rt_s = [s.median_rt_s.value if s.median_rt_s else 3.0 for s in sides]
    left, right = (max(13, 10 + side.correct) for side in sides)
    return replace(practice, measures=measures((left, 20), (right, 20), (rt_s[0], rt_s[1])))


@given(sets_of_days(least=1), plans())
def test_nothing_is_read_from_sets_that_are_guessing(record: Record, plan: Plan) -> None:
    guessed = [
        replace(p, measures=measures((5, 10), (5, 10), (0.5, 0.5)), pain_after=None)
        for p in record.practice
    ]
    advice = advise(plan, replace(record, practice=tuple(guessed)), MOMENT)
    assert advice.kind in (SuggestionKind.CONTINUE, SuggestionKind.CHECK_UP)


@given(sets_of_days(least=1), plans(), st.integers(7, 28))
def test_a_week_away_asks_for_a_check_up(record: Record, plan: Plan, away: int) -> None:
    """Whatever was before: a flare of that time is no reason to step back now."""
    newest = max(p.day for p in record.practice)
    shift = timedelta(days=away - (TODAY - newest).days)
    earlier = [replace(p, at=Moment(p.at.utc - shift)) for p in record.practice]
    advice = advise(plan, replace(record, practice=tuple(earlier)), MOMENT)
    three = SuggestionKind.PAUSE  # three flares in a row stay three
    assert advice.kind in (SuggestionKind.CHECK_UP, three)


@given(sets_of_days(least=1), plans(), st.integers(1, 400))
def test_what_is_dated_later_counts_when_its_day_comes(
    record: Record, plan: Plan, ahead: int
) -> None:
    """The computer's clock was wrong, and was set back."""
    future = [replace(p, at=Moment(p.at.utc + timedelta(days=ahead + 14))) for p in record.practice]
    both = replace(record, practice=(*future, *record.practice))
    assert advise(plan, both, MOMENT) == advise(plan, record, MOMENT)


# ---- flares


def imagining() -> tuple[Plan, Record]:
    """In the stage of imagined movements, done calmly for a week."""
    plan = replace(standard(), stage=ItemKind.IMAGERY)
    record = Record(since=TODAY - timedelta(days=41))
    for back in range(1, 9):
        record = with_day(record, -back, ["imagery", "1", "pain", "3>3"])
    return plan, record


def also(record: Record, day: int, *words: str) -> Record:
    found = with_day(record, day, list(words))
    newest_first = sorted(found.practice, key=lambda p: p.at.utc, reverse=True)
    return replace(found, practice=tuple(newest_first))


def test_an_exercise_is_made_easier_for_its_own_flares_only() -> None:
    plan, calm = imagining()
    (imagery,) = plan.of_kind(ItemKind.IMAGERY)
    own = advise(plan, also(calm, 0, "imagery", "1", "pain", "3>6"), MOMENT)
    assert (own.kind, own.item) == (SuggestionKind.STEP_BACK, imagery.id)
    assert own.reasons[0].exercise is ItemKind.IMAGERY
    freely = also(calm, 0, "sets", "1x20", "pain", "3>6")
    assert flares_of(freely, plan.thresholds, TODAY)
    beside_it = advise(plan, freely, MOMENT)
    assert beside_it.kind is not SuggestionKind.STEP_BACK
    assert not beside_it.kind.forward
    both = advise(plan, also(freely, -1, "imagery", "1", "pain", "3>6"), MOMENT)
    assert (both.kind, both.item) == (SuggestionKind.STEP_BACK, imagery.id)
    assert both.reasons[0].exercise is ItemKind.IMAGERY
    noted = advise(plan, also(freely, 0, "flare"), MOMENT)
    assert (noted.kind, noted.item) == (SuggestionKind.STEP_BACK, imagery.id)
    assert noted.reasons[0].kind is ReasonKind.FLARE_SAID


def test_of_two_of_a_kind_the_one_is_made_easier_that_flared() -> None:
    plan, calm = imagining()
    (imagery,) = plan.of_kind(ItemKind.IMAGERY)
    what = imagery.what
    assert isinstance(what, TimedItem)
    foot = replace(imagery, id=ANNA.id, what=replace(what, part=BodyPart.FOOT))
    plan = replace(plan, items=(*plan.items, foot))
    flared = also(calm, 0, "imagery", "1", "pain", "3>6")
    for item in (imagery, foot):
        practice = tuple(
            replace(p, item=item.id, part=item.part) if p.day == TODAY else p
            for p in flared.practice
        )
        assert advise(plan, replace(flared, practice=practice), MOMENT).item == item.id


def test_whatever_is_made_easier_for_pain_that_rose_is_what_it_rose_in() -> None:
    for history in ALL:
        advice = advise(history.plan, history.record, MOMENT)
        item = history.plan.item(advice.item)
        for reason in advice.reasons:
            if advice.kind is SuggestionKind.STEP_BACK and reason.kind is ReasonKind.FLARE_SESSION:
                assert item is not None
                assert item.kind is reason.exercise


def test_the_newest_value_of_a_day_counts_and_it_is_held_against_the_week_before() -> None:
    record = Record(since=TODAY)
    for back in range(1, 8):
        record = with_day(record, -back, ["day", str(back % 2 + 2)])
    values = [(9, 0), (4, 60)]
    ratings = [
        Rating(
            ANNA.id, ANNA.id, Moment(NOW + timedelta(seconds=s)), RatingKind.PAIN_24H, v, When.ALONE
        )
        for v, s in values
    ]
    found = flares_of(
        replace(record, ratings=(*record.ratings, *ratings)), standard().thresholds, TODAY
    )
    assert found == ()
    louder = replace(ratings[1], value=5)
    found = flares_of(
        replace(record, ratings=(*record.ratings, ratings[0], louder)),
        standard().thresholds,
        TODAY,
    )
    assert [(f.kind, f.rise) for f in found] == [(FlareKind.DAY, 2)]


def test_someone_elses_session_is_no_flare() -> None:
    record = with_day(Record(since=TODAY), 0, ["sets", "1x20", "pain", "1>9"])
    theirs = [replace(p, someone_else=True) for p in record.practice]
    assert flares_of(record, standard().thresholds, TODAY)
    assert not flares_of(replace(record, practice=tuple(theirs)), standard().thresholds, TODAY)


def test_a_next_level_needs_pictures_for_it() -> None:
    record = with_day(Record(since=TODAY), 0, ["sets", "2x20"])
    for back in (1, 2):
        record = with_day(record, -back, ["sets", "2x20"])
    found = advise(standard(), record, MOMENT)
    assert found.change is LevelChange.LIMIT
    without = advise(standard(), record, MOMENT, lambda settings: settings.limit_s is None)
    assert without.change is LevelChange.CONTEXT
    assert advise(standard(), record, MOMENT, lambda _: False).kind is SuggestionKind.CONTINUE


def test_an_advice_that_nobody_wrote_is_refused() -> None:
    good = Advice(SuggestionKind.TALK, (Reason(ReasonKind.PLATEAU, 30.0, 28.0),))
    text = advice_text(good)
    assert advice_of("talk", text) == good
    for damaged in (text.replace("plateau", "weather"), "{}", "[]", "null"):
        with pytest.raises((ValueError, KeyError, TypeError)):
            advice_of("talk", damaged)
    with pytest.raises(ValueError, match="weather"):
        advice_of("weather", text)


def test_at_the_goal_by_luck_opens_the_lock_and_is_not_yet_suggested() -> None:
    """Who wants to go on may; the program speaks up when it is sure (docs/decisions/0042)."""
    record = Record(since=TODAY - timedelta(days=41))
    for back in range(7):
        record = with_day(record, -back, ["sets", "2x20", "left", "80", "right", "90"])
    plan = standard()
    assert locks(plan, record.practice, (), TODAY)[ItemKind.IMAGERY] is Lock.OPEN
    advice = advise(plan, record, MOMENT)
    assert advice.kind is SuggestionKind.CONTINUE
    (reason,) = advice.reasons
    assert (reason.kind, reason.side) == (ReasonKind.SURE, Side.LEFT)
    assert reason.value == pytest.approx(0.8)
    assert reason.limit == pytest.approx(120 / 140)  # the first that is surely 80 % of 140
    assert reason.beside == pytest.approx(0.8)
    assert advice_of(advice.kind, advice_text(advice)) == advice


def test_what_is_missing_is_known_whatever_is_suggested() -> None:
    plan, empty = standard(), Record(since=TODAY - timedelta(days=41))
    first, *missing = ahead(plan, empty, MOMENT)
    assert first.kind is ReasonKind.NEW
    assert Reason(ReasonKind.ACCURACY, None, 0.8, Side.LEFT) in missing
    record = empty
    for back in range(3):
        record = with_day(record, -back, ["sets", "4x20", "left", "65", "right", "70"])
    assert advise(plan, record, MOMENT).kind is SuggestionKind.STEP_BACK
    kinds = {reason.kind for reason in ahead(plan, record, MOMENT)}
    assert {ReasonKind.ACCURACY, ReasonKind.PRACTICE_DAYS} <= kinds
    assert ahead(replace(plan, stage=ItemKind.MIRROR), record, MOMENT) == (
        Reason(ReasonKind.LAST_STAGE),
    )


@given(st.sampled_from(ALL))
def test_going_on_says_what_is_missing(history: History) -> None:
    advice = advise(history.plan, history.record, MOMENT)
    reasons = ahead(history.plan, history.record, MOMENT)
    assert reasons
    if advice.kind is SuggestionKind.CONTINUE:
        assert set(advice.reasons) <= set(reasons)
    if advice.kind is SuggestionKind.NEXT_STAGE:
        assert reasons == advice.reasons


def test_who_gave_no_answer_is_not_told_that_the_answers_are_guesses() -> None:
    nobody = Record(since=TODAY - timedelta(days=41))
    silent = with_day(nobody, 0, ["imagery", "1"])
    guessed = with_day(nobody, 0, ["sets", "2x20", "left", "50", "right", "50", "rt", "2.0/2.0"])
    for record, is_said in ((nobody, False), (silent, False), (guessed, True)):
        reasons = [reason.kind for reason in ahead(standard(), record, MOMENT)]
        assert (ReasonKind.GUESSING in reasons) is is_said
        assert reasons.count(ReasonKind.TRIALS) == 2, "it is not met all the same"
