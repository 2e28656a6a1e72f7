"""What a set means, in words: one sentence for the set, a few for each figure, none that blames."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from gmi_app.facts.session import StopReason
from gmi_app.laterality.check_up import Change, CheckUpChange
from gmi_app.laterality.measures import SideMeasures
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.progress.check_ups import Comparison
from gmi_app.progress.goals import Goal, Standing
from gmi_app.progress.meaning import Meaning, Reading
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui import words

translate = QCoreApplication.translate


UNREAD = frozenset(
    {Meaning.STOPPED_EARLY, Meaning.TOO_FEW, Meaning.MANY_TIME_OUTS, Meaning.GUESSING}
)
"""Nothing is read into such a set, so its figures are not held against the goal either."""


class Counted(QObject):
    """Sentences with a number in them (the translator's tools see a plural only in ``tr``)."""

    def early(self, count: int) -> str:
        return self.tr("%n answers came too early to count.", "", count)

    def out_of_time(self, count: int) -> str:
        return self.tr("%n pictures ran out of time.", "", count)

    def kept(self, count: int) -> str:
        """With a place for how many pictures there were to be."""
        return self.tr("You did %n of {0} pictures. They are kept.", "", count)


def both(settings: DrillSettings) -> str:
    """Both sides at the start of a sentence."""
    if settings.asked is Task.DIRECTION:
        return translate("meaning", "Left and right")
    match settings.part:
        case BodyPart.HAND:
            return translate("meaning", "Both hands")
        case BodyPart.FOOT:
            return translate("meaning", "Both feet")
        case BodyPart.KNEE:
            return translate("meaning", "Both knees")
        case _:
            return translate("meaning", "Both shoulders")


def the_side(side: Side, asked: Task) -> str:
    """At the start of a sentence, after the part was named."""
    if asked is Task.DIRECTION:
        if side is Side.LEFT:
            return translate("meaning", "The way to the left")
        return translate("meaning", "The way to the right")
    if side is Side.LEFT:
        return translate("meaning", "The left")
    return translate("meaning", "The right")


def sentence(summary: SessionSummary, reading: Reading) -> str:
    """The meaning of one set, in one or two short sentences."""
    settings, asked = summary.settings, summary.settings.asked
    match reading.meaning:
        case Meaning.STOPPED_EARLY:
            return answered(summary)
        case Meaning.TOO_FEW:
            return translate("meaning", "These are too few answers to say something yet.")
        case Meaning.MANY_TIME_OUTS:
            return translate("meaning", "The time was often too short. A longer limit may help.")
        case Meaning.GUESSING:
            return translate(
                "meaning",
                "This set cannot be told apart from guessing. That happens. Take your time.",
            )
        case Meaning.BOTH_ON_GOAL if reading.sure:
            start = translate("meaning", "{0} are at the usual goal.").format(both(settings))
            return _and_slower(start, reading, asked)
        case Meaning.BOTH_ON_GOAL:
            start = translate(
                "meaning", "{0} are at the usual goal, as far as so few pictures can tell."
            ).format(both(settings))
            return _and_slower(start, reading, asked)
        case Meaning.ONE_SIDE_SLOWER:
            text = (
                translate("meaning", "You were right on both sides. {0} still takes longer.")
                if asked is Task.SIDE
                else translate("meaning", "You were right both ways. {0} still takes longer.")
            )
            return text.format(the_side(reading.side or Side.LEFT, asked))
        case Meaning.ONE_SIDE_LESS_ACCURATE:
            text = (
                translate("meaning", "{0} is still the harder side to tell.")
                if asked is Task.SIDE
                else translate("meaning", "{0} is still the harder one to tell.")
            )
            return text.format(the_side(reading.side or Side.LEFT, asked))
        case Meaning.OWN_ONLY:
            return _and_slower(own_only(summary), reading, asked)
        case Meaning.NEARLY:
            return translate("meaning", "{0} are near the usual goal.").format(both(settings))
        case Meaning.ACCURATE_NOT_YET_QUICK:
            return translate("meaning", "You were right most of the time. Quick comes next.")
        case Meaning.QUICK_NOT_YET_ACCURATE:
            return translate("meaning", "You were quick. There is time to look a little longer.")
        case Meaning.ON_THE_WAY:
            return translate("meaning", "You are on the way. First right, then quick.")


def of_patient(summary: SessionSummary, reading: Reading) -> str:
    """The same for a clinician."""
    asked = summary.settings.asked
    match reading.meaning:
        case Meaning.STOPPED_EARLY:
            text = translate("meaning", "{0} of {1} pictures were answered.")
            return text.format(summary.trials, summary.settings.count)
        case Meaning.GUESSING:
            return translate("meaning", "This set cannot be told apart from guessing.")
        case Meaning.ONE_SIDE_SLOWER:
            text = translate("meaning", "Both at the goal for correct. {0} takes longer.")
            return text.format(the_side(reading.side or Side.LEFT, asked))
        case Meaning.OWN_ONLY:
            left, right = summary.measures.left, summary.measures.right
            text = translate("meaning", "{0} of {1} correct.")
            found = text.format(left.correct + right.correct, left.scored + right.scored)
            return _and_slower(found, reading, asked)
        case Meaning.ACCURATE_NOT_YET_QUICK:
            return translate("meaning", "Mostly correct, not yet quick.")
        case Meaning.QUICK_NOT_YET_ACCURATE:
            return translate("meaning", "Quick, not yet mostly correct.")
        case Meaning.ON_THE_WAY:
            return translate("meaning", "Not yet mostly correct, and not yet quick.")
        case _:
            return sentence(summary, reading)


def own_only(summary: SessionSummary) -> str:
    """How often it was right, for pictures that nobody has published a goal of."""
    left, right = summary.measures.left, summary.measures.right
    text = translate("meaning", "You were right {0} of {1} times.")
    return text.format(left.correct + right.correct, left.scored + right.scored)


def no_goal() -> str:
    return translate(
        "meaning", "There is no usual goal for moving pictures: compare with your own sets."
    )


def _and_slower(start: str, reading: Reading, asked: Task) -> str:
    if reading.slower is None:
        return start
    more = translate("meaning", "{0} is still a little slower.").format(
        the_side(reading.slower, asked)
    )
    return f"{start} {more}"


def answered(summary: SessionSummary) -> str:
    """How many pictures were answered, without a word on how well."""
    if summary.trials >= summary.settings.count:
        return translate("meaning", "You did all {0} pictures.").format(summary.settings.count)
    return Counted().kept(summary.trials).format(summary.settings.count)


def heading(reading: Reading) -> str:
    """The few words above the sentence."""
    if reading.stopped_early:
        return translate("meaning", "Stopped early, that is fine")
    return translate("meaning", "Set finished")


def reason(summary: SessionSummary) -> str:
    """Why it was stopped, as the person said; empty when they did not."""
    match summary.reason:
        case None:
            return ""
        case StopReason.UPSETTING:
            return translate(
                "meaning",
                "You said: upsetting. Pictures can do that. If it stays with you, talk to your "
                "therapist or your family doctor.",
            )
        case StopReason.MORE_PAIN:
            return translate(
                "meaning", "You said: more pain. Stopping was a good choice. Rest for a while."
            )
        case given:
            return translate("meaning", "You said: {0}.").format(words.stop_reason(given))


# ---- one figure against the goal
def standing(value: Standing | None) -> str:
    """A few words: sure of the goal only where the whole interval is, near only what is near."""
    if value is None:
        return ""
    if value.met:
        if value.sure:
            return translate("meaning", "At the goal")
        return translate("meaning", "About at the goal")
    if value.near:
        return translate("meaning", "Near the goal")
    return translate("meaning", "On the way")


def accuracy_goal(goal: Goal) -> str:
    return translate("meaning", "goal {0} or more").format(words.share(goal.accuracy))


def rt_goal(goal: Goal) -> str:
    return translate("meaning", "goal {0} or less").format(words.seconds(goal.rt_s))


def left_out(side: SideMeasures) -> str:
    """Which answers of a side are not in its figures, or count otherwise; empty when none."""
    said = []
    if side.anticipations == 1:
        said.append(translate("meaning", "1 answer came too early to count."))
    elif side.anticipations:
        said.append(Counted().early(side.anticipations))
    if side.timed_out == 1:
        said.append(translate("meaning", "1 picture ran out of time."))
    elif side.timed_out:
        said.append(Counted().out_of_time(side.timed_out))
    return " ".join(said)


# ---- two check-ups
def since_last(comparison: Comparison) -> str:
    """What really changed since the check-up before, and what chance can do."""
    change, part = comparison.change, comparison.later.settings.part
    found = [text for side in Side for text in _changes(part, side, change)]
    day = words.day(comparison.earlier.at.day)
    if not found:
        text = translate(
            "meaning",
            "No real change since the check-up on {0}. Up to {1} and {2} points can be chance.",
        )
        points = words.number(100 * change.error.accuracy, 0)
        return text.format(day, words.seconds(change.error.rt_s), points)
    text = translate("meaning", "This really changed since the check-up on {0}.").format(day)
    return " ".join([text, *found])


def _changes(part: BodyPart, side: Side, change: CheckUpChange) -> list[str]:
    one = change.of(side)
    name = words.side_of(part, side)
    said = []
    if one.rt_s is not None and one.rt in (Change.BETTER, Change.WORSE):
        size = words.seconds(abs(one.rt_s))
        text = (
            translate("meaning", "{0}: quicker by {1}.")
            if one.rt is Change.BETTER
            else translate("meaning", "{0}: slower by {1}.")
        )
        said.append(text.format(name, size))
    if one.accuracy_share is not None and one.accuracy in (Change.BETTER, Change.WORSE):
        points = words.number(abs(100 * one.accuracy_share), 0)
        text = (
            translate("meaning", "{0}: more often right, by {1} points.")
            if one.accuracy is Change.BETTER
            else translate("meaning", "{0}: less often right, by {1} points.")
        )
        said.append(text.format(name, points))
    return said
