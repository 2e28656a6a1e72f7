"""Why somebody needs a look, in words: one line that says it, and one that says more."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QObject

from gmi_app.clinic.adherence import DayMark
from gmi_app.clinic.look import Look, Reason, Why
from gmi_app.programme.plan import ItemKind
from gmi_app.programme.suggestion import SuggestionKind
from gmi_app.ui import person_words, words

translate = QCoreApplication.translate


class Counts(QObject):
    """What is counted. Methods, because the translator's tools see the plural only in ``tr``."""

    def new_sessions(self, count: int) -> str:
        return self.tr("%n new sessions", "", count)

    def sets_in_a_row(self, count: int) -> str:
        return self.tr("after the last %n sets", "", count)

    def guessed(self, count: int) -> str:
        return self.tr("In the last %n sets", "", count)

    def practised(self, count: int) -> str:
        return self.tr("practised on %n of the last 14 days", "", count)

    def need_a_look(self, count: int) -> str:
        return self.tr("%n need a look", "", count)

    def waiting(self, count: int) -> str:
        return self.tr("%n have a suggestion waiting", "", count)

    def sessions(self, count: int) -> str:
        return self.tr("%n sessions", "", count)


def headline(reason: Reason, look: Look) -> str:
    """The reason in a few words."""
    days = round(reason.value)
    match reason.why:
        case Why.PAIN_AFTER_SETS:
            return translate("look", "Pain rose {0}").format(Counts().sets_in_a_row(days))
        case Why.PAIN_RISING:
            return translate("look", "More pain than last week")
        case Why.CAREFUL | Why.SUGGESTION:
            waiting = look.glimpse.waiting
            return suggestion(waiting.kind) if waiting is not None else ""
        case Why.ABSENT:
            return translate("look", "No practice for {0}").format(words.Counts().days(days))
        case Why.GUESSING:
            return translate("look", "Like guessing")
        case Why.PLAN_ENDS if days < 0:
            ago = words.Counts().days(-days)
            return translate("look", "The plan was to be reviewed {0} ago").format(ago)
        case Why.PLAN_ENDS if days == 0:
            return translate("look", "The plan is to be reviewed today")
        case Why.PLAN_ENDS:
            return translate("look", "The plan ends in {0}").format(words.Counts().days(days))
        case Why.NEW_RESULTS:
            return translate("look", "New results")
        case Why.NO_PLAN:
            return translate("look", "No plan yet")
        case _:
            return translate("look", "On plan")


def suggestion(kind: SuggestionKind) -> str:
    """What the program suggests, as it waits in the list."""
    match kind:
        case SuggestionKind.PAUSE:
            return translate("look", "A pause is suggested")
        case SuggestionKind.TALK:
            return translate("look", "A talk is suggested")
        case SuggestionKind.STEP_BACK:
            return translate("look", "An easier step is suggested")
        case SuggestionKind.CHECK_UP:
            return translate("look", "A check-up is suggested")
        case SuggestionKind.NEXT_LEVEL:
            return translate("look", "Ready for the next level")
        case SuggestionKind.NEXT_STAGE:
            return translate("look", "Ready for the next stage")
        case _:
            return translate("look", "Goes on as it is")


def more(reason: Reason, look: Look) -> str:
    """What stands below: figures, else the next reason."""
    match reason.why:
        case Why.PAIN_RISING if look.pain is not None and look.pain_before is not None:
            text = translate("look", "{0} a day, {1} the week before")
            return text.format(words.number(look.pain), words.number(look.pain_before))
        case Why.GUESSING:
            return Counts().guessed(round(reason.value))
        case Why.NEW_RESULTS:
            return Counts().new_sessions(round(reason.value))
        case Why.SUGGESTION if look.glimpse.waiting is not None and look.glimpse.waiting.stage:
            text = translate("look", "To {0}", "the next stage")
            return text.format(stage_word(look.glimpse.waiting.stage).lower())
        case Why.ABSENT if look.glimpse.last is not None:
            text = translate("look", "The last time was {0}")
            return text.format(words.day(look.glimpse.last))
    if len(look.reasons) > 1:
        return headline(look.reasons[1], look)
    done = sum(mark in (DayMark.FULL, DayMark.PART, DayMark.EXTRA) for _, mark in look.days)
    return words.capital(Counts().practised(done))


def stage_word(kind: ItemKind) -> str:
    """Short enough for a column."""
    match kind:
        case ItemKind.LATERALITY:
            return translate("look", "Left–right")
        case ItemKind.IMAGERY:
            return translate("look", "Imagery")
        case _:
            return translate("look", "Mirror")


def stage(look: Look) -> str:
    plan = look.glimpse.plan
    return stage_word(plan.stage) if plan is not None else "–"


def limb(look: Look) -> str:
    """ "Left hand"; empty where neither side nor part is known."""
    patient = look.glimpse.patient
    return words.capital(person_words.limb(patient.affected, patient.part))


def last_day(look: Look, today: date) -> str:
    last = look.glimpse.last
    if last is None:
        return "–"
    match (today - last).days:
        case 0:
            return translate("look", "Today")
        case 1:
            return translate("look", "Yesterday")
        case _ if last.year != today.year:
            return words.month(last)
        case _:
            return words.day(last)


def days(look: Look) -> str:
    """The fourteen days, for who cannot see them."""
    done = sum(mark in (DayMark.FULL, DayMark.PART, DayMark.EXTRA) for _, mark in look.days)
    planned = sum(mark in (DayMark.FULL, DayMark.PART, DayMark.NONE) for _, mark in look.days)
    if not planned:
        return words.capital(Counts().practised(done))
    text = translate("look", "Practised on {0} days, {1} of the last 14 were planned")
    return text.format(done, planned)


def day_mark(mark: DayMark) -> str:
    """One day, in words."""
    match mark:
        case DayMark.FULL:
            return translate("look", "all done")
        case DayMark.PART:
            return translate("look", "part done")
        case DayMark.NONE:
            return translate("look", "not practised")
        case DayMark.REST:
            return translate("look", "a day of rest")
        case DayMark.EXTRA:
            return translate("look", "practised, not planned")
        case DayMark.OPEN:
            return translate("look", "today, still open")
        case DayMark.BEFORE:
            return translate("look", "before the plan")
