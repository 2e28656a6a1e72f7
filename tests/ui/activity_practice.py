"""Sessions beside the exercises for the tests of screens: plausible facts, the same every time."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid5

from gmi_app.activities.facts import ActivityRecord, ActivitySession, ActivityStep
from gmi_app.activities.settings import (
    ActivitySettings,
    DesensitisationSettings,
    PacingSettings,
    PerceptionSettings,
    RelaxationSettings,
)
from gmi_app.clock import Moment
from gmi_app.facts.activity_goal import ActivityGoal, Unit
from gmi_app.facts.note import Note, NoteKind
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, SessionEnd
from gmi_app.journal import Journal
from tests.ui.practice import NOW

WALK = ActivityGoal(UUID(int=71), "Walk to the shop and back", Unit.MINUTES, 10, 12, 1)
CUPS = ActivityGoal(UUID(int=72), "Dry a few cups", Unit.TIMES, 3, 3, 1)
Said = tuple[tuple[str, float, int, RatingKind | None, int], ...]
"""Of each step: its exercise, seconds, repetitions, and what was said of it."""


def kept(
    journal: Journal,
    patient: UUID,
    settings: ActivitySettings,
    said: Said,
    *,
    days_ago: int,
    pain: tuple[int, int] = (4, 4),
) -> ActivityRecord:
    """One session that was completed."""
    at = Moment(NOW - timedelta(days=days_ago, hours=2))
    identity = uuid5(patient, f"{settings.kind} {days_ago}")
    session = ActivitySession(identity, patient, at, settings, "1.0")
    journal.begin_activity(session)

    def rate(kind: RatingKind, value: int, when: When, step: UUID | None = None) -> None:
        of = uuid5(identity, f"{kind} {when} {step}")
        journal.add_rating(Rating(of, patient, at, kind, value, when, identity, step))

    rate(RatingKind.PAIN_NOW, pain[0], When.BEFORE)
    for index, (exercise, seconds, times, kind, value) in enumerate(said):
        step = ActivityStep(
            uuid5(identity, f"step {index}"), identity, index, exercise, at, seconds, times
        )
        journal.add_activity_step(step)
        if kind is not None:
            rate(kind, value, When.DURING, step.id)
    rate(RatingKind.PAIN_NOW, pain[1], When.AFTER)
    end = SessionEnd(uuid5(identity, "end"), identity, at, EndKind.COMPLETED)
    return journal.end_activity(end)


def relaxed(journal: Journal, patient: UUID, days_ago: int = 1) -> ActivityRecord:
    said: Said = (("breathing", 180.0, 16, RatingKind.CALM, 4),)
    return kept(journal, patient, RelaxationSettings(), said, days_ago=days_ago)


def touched(
    journal: Journal,
    patient: UUID,
    days_ago: int = 2,
    *,
    texture: str = "silk",
    comfort: int = 4,
    pain: tuple[int, int] = (4, 4),
) -> ActivityRecord:
    """Up to the edge of the pain."""
    said: Said = (
        ("relax", 20.0, 0, None, 0),
        ("healthy", 25.0, 0, None, 0),
        ("remember", 15.0, 0, None, 0),
        ("at_far", 33.0, 0, RatingKind.COMFORT, 5),
        ("at_near", 33.0, 0, RatingKind.COMFORT, 4),
        ("at_edge", 33.0, 0, RatingKind.COMFORT, comfort),
    )
    settings = DesensitisationSettings(texture=texture)
    return kept(journal, patient, settings, said, days_ago=days_ago, pain=pain)


def noticed(journal: Journal, patient: UUID, days_ago: int = 3) -> ActivityRecord:
    said: Said = (
        ("touches", 20.0, 0, RatingKind.NOTICED, 3),
        ("warmth", 20.0, 0, RatingKind.NOTICED, 4),
        ("touch_one", 25.0, 0, RatingKind.LOCATED, 2),
        ("touch_light", 25.0, 0, RatingKind.LOCATED, 1),
    )
    prompts = tuple(each[0] for each in said)
    return kept(journal, patient, PerceptionSettings(prompts=prompts), said, days_ago=days_ago)


def walked(
    journal: Journal,
    patient: UUID,
    days_ago: int,
    *,
    goal: ActivityGoal = WALK,
    done: int | None = None,
    pain: tuple[int, int] = (3, 3),
) -> ActivityRecord:
    """Ticked off: all that was planned, or ``done`` of it."""
    amount = goal.amount if done is None else done
    minutes = goal.unit is Unit.MINUTES
    said: Said = (
        (
            "paced",
            amount * 60.0 if minutes else 0.0,
            0 if minutes else amount,
            RatingKind.HOW_WELL,
            6,
        ),
    )
    settings = PacingSettings(goal.goal, goal.name, goal.unit, goal.amount)
    return kept(journal, patient, settings, said, days_ago=days_ago, pain=pain)


def named(journal: Journal, patient: UUID, goal: ActivityGoal, days_ago: int = 9) -> None:
    """The goal is a note of that day."""
    at = Moment(NOW - timedelta(days=days_ago))
    of = uuid5(patient, f"{goal.goal} {days_ago}")
    journal.add_note(Note(of, patient, at, NoteKind.ACTIVITY_GOAL, goal))


def activity_days(journal: Journal, patient: UUID) -> list[ActivityRecord]:
    """Some of everything; newest first."""
    relaxed(journal, patient)
    touched(journal, patient)
    noticed(journal, patient)
    for goal in (WALK, CUPS):
        named(journal, patient, goal)
    for days_ago in (1, 2, 3):
        walked(journal, patient, days_ago)
    return journal.activity_records(patient)
