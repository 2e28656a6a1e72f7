"""Whether imagined movements are open for a person (clinical.md 4 and 5).

The stage before is left-right discrimination; its rule is the mirror's, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gmi_app.imagery.facts import ImageryRecord
from gmi_app.imagery.settings import USUAL_MINUTES, ImagerySettings
from gmi_app.mirror.gate import USUAL, Gate, Way, practised
from gmi_app.mirror.settings import Opened
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.progress.flare import is_flare
from gmi_app.progress.summary import SessionSummary

if TYPE_CHECKING:
    from gmi_app.programme.plan import Plan


def gate(
    part: BodyPart,
    summaries: Sequence[SessionSummary],
    records: Sequence[ImageryRecord],
    today: date,
    plan: Plan | None = None,
) -> Gate:
    """``records``: the person's imagery sessions, newest first. Once opened it stays open; a plan
    opens it that has come to it, or names it as open."""
    found = practised(summaries, today, part, plan)
    goal = found.thresholds
    if flares_in_a_row(records, goal.flare_rise) >= goal.flares_to_pause:
        return Gate(Way.PAUSED, found, Opened.READ_WHY)
    if plan is not None and {"imagery", "mirror"} & {plan.stage, *plan.opened}:
        return Gate(Way.OPEN, found, Opened.MET)
    if found.met:
        return Gate(Way.OPEN, found, Opened.MET)
    chosen = [r for r in records if r.session.settings.opened is not Opened.COMMAND]
    if chosen:
        return Gate(Way.OPEN, found, chosen[0].session.settings.opened)
    return Gate(Way.LOCKED, found, Opened.READ_WHY)


def flares_in_a_row(records: Sequence[ImageryRecord], rise: int = USUAL.flare_rise) -> int:
    """How many of the newest sessions ended with pain ``rise`` or more above their start."""
    count = 0
    for record in records:
        if record.someone_else:
            continue
        if not is_flare(record.pain_before, record.pain_after, rise):
            break
        count += 1
    return count


@dataclass(frozen=True, slots=True)
class ImageryWish:
    """What the command line asks for. ``part`` None: the painful one, else the hand."""

    part: BodyPart | None = None
    minutes: float = USUAL_MINUTES
    eyes_closed: bool = False

    def settings(self, patient: Patient) -> ImagerySettings:
        """For this person, still without exercises."""
        return ImagerySettings(
            part=self.part or patient.part or BodyPart.HAND,
            side=painful_side(patient),
            minutes=self.minutes,
            eyes_closed=self.eyes_closed,
            opened=Opened.COMMAND,
        )


def painful_side(patient: Patient) -> Side:
    """The limb that is imagined; the right one where both hurt or it is not known."""
    return Side.LEFT if patient.affected is AffectedSide.LEFT else Side.RIGHT
