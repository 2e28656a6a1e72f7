"""Patient histories as small tables in ``histories.txt``, and the record that each one makes.

A history: a title after ``#``, a plan, a line for each day (counted from today, 0), and what is
expected. Words of a day:

    sets 2x20 left 90 right 85 rt 2.0/2.2   two sets of 20, percent correct and usual seconds a side
    imagery 2, mirror 1                     so many whole sessions
    pain 3>5                                before and after the (last) session of the line
    stopped more_pain                       how the last session of the line ended
    clear 4                                 how clear the imagined movements were
    limit 10, moving, check-up, foot        what the sets were like
    day 6, mood 1                           pain over 24 hours, mood
    flare                                   the person noted one
    said step_back declined                 a suggestion was decided about, in the evening
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from gmi_app.clock import Moment
from gmi_app.facts.note import FlareNote, Note, NoteKind
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, StopReason
from gmi_app.laterality.guessing import Answers, guessing_p
from gmi_app.laterality.measures import Estimate, Measures, SideMeasures
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.programme.plan import ItemKind, LateralityItem, Plan
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.programme.record import Practice, Record
from gmi_app.programme.suggestion import (
    Advice,
    Decided,
    Decision,
    DecisionKind,
    Suggestion,
    SuggestionKind,
)

NOW = datetime(2026, 3, 30, 12, tzinfo=UTC)
TODAY = NOW.date()
ROOT = UUID(int=99)
ANNA = Patient(UUID(int=7), Moment(NOW), "Anna", AffectedSide.LEFT, BodyPart.HAND)
FILE = Path(__file__).with_name("histories.txt")


@dataclass(frozen=True, slots=True)
class History:
    title: str
    plan: Plan
    record: Record
    expected: SuggestionKind
    """The words behind the kind: a change, a stage, or reasons."""
    words: tuple[str, ...]


def histories() -> list[History]:
    """All of the file."""
    blocks = FILE.read_text(encoding="utf-8").split("\n# ")[1:]
    return [_history(block) for block in blocks]


def _history(block: str) -> History:
    title, *lines = [line.strip() for line in block.splitlines() if line.strip()]
    plan = standard()
    record = Record(since=TODAY - timedelta(days=41))
    expected, words = SuggestionKind.CONTINUE, tuple[str, ...]()
    for line in lines:
        head, *rest = line.split()
        if head == "plan":
            plan = changed(plan, rest)
        elif head == "=":
            expected, words = SuggestionKind(rest[0]), tuple(rest[1:])
        elif head == "before":
            record = replace(record, last_day=TODAY - timedelta(days=int(rest[0])))
        else:
            for day in _days(head):
                record = with_day(record, day, rest)
    record = replace(
        record, practice=tuple(sorted(record.practice, key=lambda p: p.at.utc, reverse=True))
    )
    return History(title, plan, record, expected, words)


def _days(text: str) -> list[int]:
    """ "-6" is one day, "-6..-2" five."""
    first, _, last = text.partition("..")
    return list(range(int(first), int(last or first) + 1))


def standard() -> Plan:
    """Sets of 20 upright pictures; begun three weeks ago, without a least length of a stage."""
    numbers = iter(range(100))
    plan = ready_plan(Ready.STANDARD, ANNA, TODAY, lambda: uuid5(ROOT, f"item {next(numbers)}"))
    start = TODAY - timedelta(days=21)
    plan = replace(plan, start=start, stage_since=start, review=None)
    plan = replace(plan, thresholds=replace(plan.thresholds, stage_days=0))
    return with_settings(plan, angles=(0,))


def with_settings(plan: Plan, **settings: object) -> Plan:
    (item, *_) = plan.of_kind(ItemKind.LATERALITY)
    assert isinstance(item.what, LateralityItem)
    what = replace(item.what, settings=replace(item.what.settings, **settings))  # type: ignore[arg-type]
    return plan.with_item(replace(item, what=what))


def changed(plan: Plan, words: list[str]) -> Plan:
    """ "stage imagery", "accuracy 0.9", "since 40", "paused laterality", "easiest" …"""
    name, value = words[0], words[1] if len(words) > 1 else ""
    match name:
        case "stage":
            return replace(plan, stage=ItemKind(value))
        case "since":
            start = TODAY - timedelta(days=int(value))
            return replace(plan, start=min(plan.start, start), stage_since=start)
        case "paused":
            for item in plan.of_kind(ItemKind(value)):
                plan = plan.with_item(replace(item, paused=True))
            return plan
        case "easiest":
            (item, *_) = plan.of_kind(ItemKind.LATERALITY)
            plan = plan.with_item(replace(item, per_day=1))
            return with_settings(plan, count=10)
        case "turned":
            return with_settings(plan, angles=FOUR_ANGLES)
        case "limit":
            return with_settings(plan, limit_s=float(value))
        case "only":
            kept = tuple(i for i in plan.items if i.kind in value.split("+"))
            return replace(plan, items=kept)
        case _:
            kind = type(getattr(plan.thresholds, name))
            return replace(plan, thresholds=replace(plan.thresholds, **{name: kind(value)}))


def with_day(record: Record, day: int, words: list[str]) -> Record:
    """The record with what a line says added."""
    rest, found = iter(words), _Day(day)
    for word in rest:
        found.read(word, rest)
    sessions = tuple(found.sessions())
    return replace(
        record,
        practice=(*record.practice, *sessions),
        ratings=(*record.ratings, *found.ratings),
        notes=(*record.notes, *found.notes),
        decided=(*found.decided, *record.decided),
        first_day=record.first_day or TODAY - timedelta(days=41),
    )


class _Day:
    """What the words of a line amount to."""

    def __init__(self, day: int) -> None:
        self.day = day
        self.settings = DrillSettings()
        self.sets = 0
        self.left = self.right = 0.9
        self.rt_s = (2.0, 2.0)
        self.guided: tuple[ItemKind, int] | None = None
        self.pain: tuple[int, int] | None = None
        self.reason: StopReason | None = None
        self.clarity: float | None = None
        self.ratings: list[Rating] = []
        self.notes: list[Note] = []
        self.decided: list[Decided] = []

    def at(self, number: int) -> Moment:
        return Moment(NOW + timedelta(days=self.day, minutes=number - 180))

    def read(self, word: str, rest: Iterator[str]) -> None:
        match word:
            case "sets":
                sets, count = next(rest).split("x")
                self.sets = int(sets)
                self.settings = replace(self.settings, count=int(count))
            case "left":
                self.left = float(next(rest)) / 100
            case "right":
                self.right = float(next(rest)) / 100
            case "rt":
                left, _, right = next(rest).partition("/")
                self.rt_s = float(left), float(right or left)
            case "imagery" | "mirror":
                self.guided = ItemKind(word), int(next(rest))
            case "pain":
                before, after = next(rest).split(">")
                self.pain = int(before), int(after)
            case "stopped":
                self.reason = StopReason(next(rest))
            case "clear":
                self.clarity = float(next(rest))
            case _:
                self._of_the_day(word, rest)

    def _of_the_day(self, word: str, rest: Iterator[str]) -> None:
        match word:
            case "day" | "mood":
                kind = RatingKind.PAIN_24H if word == "day" else RatingKind.MOOD
                at, value = self.at(-60), int(next(rest))
                self.ratings.append(
                    Rating(self._id(word), ANNA.id, at, kind, value, When.ALONE, day=at.day)
                )
            case "flare":
                self.notes.append(
                    Note(self._id(word), ANNA.id, self.at(120), NoteKind.FLARE, FlareNote())
                )
            case "said":
                kind_of, how = SuggestionKind(next(rest)), DecisionKind(next(rest))
                suggestion = Suggestion(self._id("s"), ANNA.id, self.at(300), Advice(kind_of))
                decision = Decision(self._id("d"), ANNA.id, self.at(301), suggestion.id, how)
                self.decided.append(Decided(suggestion, decision))
            case "limit":
                self.settings = replace(self.settings, limit_s=float(next(rest)))
            case "moving":
                self.settings = replace(self.settings, moving=True)
            case "turned":
                self.settings = replace(self.settings, angles=FOUR_ANGLES)
            case "foot":
                self.settings = replace(self.settings, part=BodyPart.FOOT)
            case "check-up":
                self.settings = DrillSettings.for_check_up()
                self.sets = 1
            case _:
                raise ValueError(f"the word {word} is unknown in a history")

    def sessions(self) -> Iterator[Practice]:
        kinds = [ItemKind.LATERALITY] * self.sets
        if self.guided is not None:
            kinds += [self.guided[0]] * self.guided[1]
        for number, kind in enumerate(kinds):
            last = number == len(kinds) - 1
            yield self._session(kind, number, last)

    def _session(self, kind: ItemKind, number: int, last: bool) -> Practice:
        stopped = last and self.reason is not None
        before, after = self.pain if last and self.pain is not None else (None, None)
        done = Practice(
            session=self._id(f"{kind} {number}"),
            kind=kind,
            at=self.at(number * 30),
            part=self.settings.part,
            end=EndKind.STOPPED if stopped else EndKind.COMPLETED,
            reason=self.reason if stopped else None,
            pain_before=before,
            pain_after=after,
            amount=300,
            duration_s=300.0,
            clarity=self.clarity,
        )
        if kind is not ItemKind.LATERALITY:
            return done
        each = self.settings.count // 2
        figures = measures(
            (round(self.left * each), each), (round(self.right * each), each), self.rt_s
        )
        return replace(done, amount=2 * each, settings=self.settings, measures=figures)

    def _id(self, name: str) -> UUID:
        return uuid5(ROOT, f"{self.day} {name}")


def measures(left: tuple[int, int], right: tuple[int, int], rt_s: tuple[float, float]) -> Measures:
    """Of a set with so many right answers of so many pictures on each side."""
    answers = Answers(left[0], left[1] - left[0], right[1] - right[0], right[0])
    p = guessing_p(answers)
    sides = [
        SideMeasures(
            side,
            correct,
            scored - correct,
            0,
            0,
            Estimate(correct / scored, None, None) if scored else None,
            Estimate(rt, None, None) if correct else None,
            rt if correct else None,
        )
        for side, (correct, scored), rt in zip(Side, (left, right), rt_s, strict=True)
    ]
    return Measures(sides[0], sides[1], p, p is None or p >= 0.05, True, None, None)


def day_of(number: int) -> date:
    return TODAY + timedelta(days=number)
