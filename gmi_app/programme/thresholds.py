"""Every threshold of the programme: its usual value, its limits, and where the value comes from.

They belong to a plan, and whoever writes the plan may change them (clinical.md 4 and 5). "Ours"
says that no publication gives the figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final

from gmi_app.language import tr
from gmi_app.pictures.model import BodyPart


class Unit(StrEnum):
    DAYS = "days"
    TRIALS = "trials"
    SHARE = "share"
    SECONDS = "seconds"
    POINTS = "points"
    TIMES = "times"
    SESSIONS = "sessions"
    PICTURES = "pictures"
    RATING = "rating"


@dataclass(frozen=True, slots=True)
class Threshold:
    """``low`` and ``high``: what may be set. ``title`` and ``source``: sentences for a person."""

    name: str
    usual: float
    low: float
    high: float
    unit: Unit
    title: str
    source: str

    @property
    def whole(self) -> bool:
        """Whether only whole numbers make sense."""
        return isinstance(self.usual, int)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The values of one plan; ``THRESHOLDS`` says what each one means. Limits are checked where a
    plan is made (``plan.problems_of``)."""

    window_days: int = 7
    practice_days: int = 5
    trials_a_side: int = 60
    accuracy: float = 0.80
    rt_limb_s: float = 2.5
    rt_trunk_s: float = 2.1
    stage_days: int = 0
    clarity: float = 3.0
    level_days: int = 3
    back_accuracy: float = 0.70
    back_days: int = 2
    absent_days: int = 7
    check_up_days: int = 7
    plateau_days: int = 28
    flare_rise: int = 2
    flare_day_rise: int = 2
    flares_to_pause: int = 3
    flare_days_to_talk: int = 3
    low_mood_days: int = 3
    baseline_days: int = 3
    good_days_a_step: int = 3
    step_pictures: int = 2
    step_s: int = 30

    def rt_s(self, part: BodyPart) -> float:
        """The slowest usual time that meets the goal, in seconds."""
        return self.rt_limb_s if part.one_sided else self.rt_trunk_s


def thresholds() -> tuple[Threshold, ...]:
    """All of them, in the order of ``Thresholds``, in the program's language."""
    ours = tr("Our choice: no study gives this figure.")
    goal = tr("The usual goal as physiotherapists quote it. A guideline, not strict.")
    rule = tr("The usual goal, held for a week. How many days and pictures that takes is ours.")
    pace = tr("Our choice: small whole steps, as pacing asks for.")
    flare = tr("Our choice: about the smallest rise that people call more pain.")
    t, u = Threshold, Unit
    return (
        t("window_days", 7, 3, 28, u.DAYS, tr("Days that are looked at"), rule),
        t("practice_days", 5, 1, 28, u.DAYS, tr("Days with practice among them"), rule),
        t("trials_a_side", 60, 10, 1000, u.TRIALS, tr("Pictures on each side"), rule),
        t("accuracy", 0.80, 0.5, 1.0, u.SHARE, tr("Correct, both sides"), goal),
        t(
            "rt_limb_s",
            2.5,
            0.5,
            20.0,
            u.SECONDS,
            tr("Median time of hands, feet, knees, shoulders"),
            tr("The usual goal of 2.0 seconds, and its spread of 0.5. A guideline, not strict."),
        ),
        t(
            "rt_trunk_s",
            2.1,
            0.5,
            20.0,
            u.SECONDS,
            tr("Median time of necks and backs"),
            tr("The usual goal of 1.6 seconds, and its spread of 0.5. A guideline, not strict."),
        ),
        t(
            "stage_days",
            0,
            0,
            90,
            u.DAYS,
            tr("Days in a stage, at least"),
            tr("Two weeks a stage in the first studies (Moseley 2004 and 2006). 0 is without."),
        ),
        t("clarity", 3.0, 1.0, 5.0, u.RATING, tr("How clear imagined movements are"), ours),
        t("level_days", 3, 1, 28, u.DAYS, tr("Days on a level before a harder one"), ours),
        t("back_accuracy", 0.70, 0.3, 0.95, u.SHARE, tr("Easier below so many correct"), ours),
        t("back_days", 2, 1, 14, u.DAYS, tr("on so many practice days in a row"), ours),
        t("absent_days", 7, 2, 60, u.DAYS, tr("Days away before a check-up comes first"), ours),
        t("check_up_days", 7, 2, 60, u.DAYS, tr("Days between check-ups"), ours),
        t("plateau_days", 28, 7, 180, u.DAYS, tr("Days without a change before a talk"), ours),
        t("flare_rise", 2, 1, 10, u.POINTS, tr("Pain rises in a session by"), flare),
        t("flare_day_rise", 2, 1, 10, u.POINTS, tr("Pain of a day above the week's by"), flare),
        t("flares_to_pause", 3, 1, 10, u.TIMES, tr("Flare-ups in a row before a pause"), ours),
        t("flare_days_to_talk", 3, 1, 28, u.DAYS, tr("Days with a flare before a talk"), ours),
        t("low_mood_days", 3, 1, 14, u.DAYS, tr("Days of low mood before help is shown"), ours),
        t("baseline_days", 3, 1, 14, u.DAYS, tr("Calm days that make the baseline"), pace),
        t("good_days_a_step", 3, 1, 14, u.DAYS, tr("Good days for a step up"), pace),
        t("step_pictures", 2, 1, 20, u.PICTURES, tr("Pictures of a step"), pace),
        t("step_s", 30, 10, 120, u.SECONDS, tr("Time of a step"), pace),
    )


NAMES: Final = tuple(field.name for field in fields(Thresholds))


def usual_of(values: Thresholds) -> Mapping[str, bool]:
    """Which of the values are the usual ones, by name."""
    usual = Thresholds()
    return {name: getattr(values, name) == getattr(usual, name) for name in NAMES}
