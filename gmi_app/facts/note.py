"""Notes: what a person wrote or chose about a day, each kind a small structure of its own.

A note is a fact like any other: never changed. Where one replaces another (the flare-up plan, the
help contacts, a choice about the same exercise of the same day), the newest counts. One that was
kept by mistake is taken back by another one (``standing``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any, Protocol, Self
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.activity_goal import ActivityGoal
from gmi_app.facts.clinic_note import Archiving, Visit


class NoteKind(StrEnum):
    """Each has its content in ``CONTENTS``."""

    DAILY = "daily"
    FLARE = "flare"
    FLARE_PLAN = "flare_plan"
    HELP_CONTACTS = "help_contacts"
    DAY_CHOICE = "day_choice"
    PACE = "pace"
    PLAN_ANSWER = "plan_answer"
    ACTIVITY_GOAL = "activity_goal"
    VISIT = "visit"
    ARCHIVING = "archiving"
    TAKEN_BACK = "taken_back"


class NoteContent(Protocol):
    """``of`` reads what ``values`` gives, through JSON; it raises ValueError, KeyError or TypeError
    for anything else."""

    def values(self) -> dict[str, Any]: ...

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self: ...


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is wanted")
    return value


@dataclass(frozen=True, slots=True)
class Daily:
    """What the daily question adds to the ratings of the day: what helped, in own words."""

    helped: str = ""

    def values(self) -> dict[str, Any]:
        return {"helped": self.helped}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        return cls(_text(values["helped"]))


class FlareChange(StrEnum):
    """What may change in a flare-up (clinical.md 8): the person's own words, no diagnosis."""

    PAIN = "pain"
    SWELLING = "swelling"
    COLOUR = "colour"
    TEMPERATURE = "temperature"
    SWEATING = "sweating"
    STIFFNESS = "stiffness"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FlareNote:
    """A flare-up, said by the person (clinical.md 5.2). ``changed``: without repeats. ``words``:
    what changed, ``before``: what came before, in own words."""

    changed: tuple[FlareChange, ...] = ()
    words: str = ""
    before: str = ""

    def values(self) -> dict[str, Any]:
        return {
            "changed": [change.value for change in self.changed],
            "words": self.words,
            "before": self.before,
        }

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        changed = tuple(FlareChange(each) for each in values["changed"])
        return cls(changed, _text(values["words"]), _text(values["before"]))


@dataclass(frozen=True, slots=True)
class FlarePlan:
    """The personal flare-up plan in the person's own words (clinical.md 5.3)."""

    stop_when: str = ""
    helps: str = ""

    @property
    def empty(self) -> bool:
        return not (self.stop_when or self.helps)

    def values(self) -> dict[str, Any]:
        return {"stop_when": self.stop_when, "helps": self.helps}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        return cls(_text(values["stop_when"]), _text(values["helps"]))


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to turn to: ``who`` (a name or "family doctor"), ``how`` (a telephone number or
    another way). Either may be empty."""

    who: str = ""
    how: str = ""

    @property
    def empty(self) -> bool:
        return not (self.who or self.how)

    def values(self) -> dict[str, Any]:
        return {"who": self.who, "how": self.how}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        return cls(_text(values["who"]), _text(values["how"]))


@dataclass(frozen=True, slots=True)
class HelpContacts:
    """Whom to turn to when mood is low (clinical.md 5.10), as the person entered them."""

    contacts: tuple[Contact, ...] = ()

    def values(self) -> dict[str, Any]:
        return {"contacts": [contact.values() for contact in self.contacts]}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        return cls(tuple(Contact.of(each) for each in values["contacts"]))


class Choice(StrEnum):
    NOT_TODAY = "not_today"
    LATER = "later"
    AFTER_ALL = "after_all"
    """Takes the other two back."""


@dataclass(frozen=True, slots=True)
class DayChoice:
    """What was chosen about one item of the plan on the note's day. ``until``: local wall-clock
    time for LATER; None: until it is started."""

    item: UUID
    choice: Choice
    until: time | None = None

    def values(self) -> dict[str, Any]:
        until = None if self.until is None else self.until.isoformat("minutes")
        return {"item": str(self.item), "choice": self.choice.value, "until": until}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        until = values["until"]
        return cls(
            UUID(values["item"]),
            Choice(values["choice"]),
            None if until is None else time.fromisoformat(until),
        )


class PaceChange(StrEnum):
    BASELINE = "baseline"
    """What was done in the first days without a flare."""
    UP = "up"
    DECLINED = "declined"
    """The step up, or the baseline, was offered and not wanted: the amount stays."""
    DOWN = "down"
    """An easier day after a flare, or what the person asked for."""


@dataclass(frozen=True, slots=True)
class PaceNote:
    """How much of an item is done at a time from the note's day on. ``amount``: pictures of a set,
    else seconds of a session; above 0. ``planned``: what the plan itself said then; when the plan
    says something else, it was changed since, and this note counts no longer."""

    item: UUID
    change: PaceChange
    amount: int
    planned: int

    def __post_init__(self) -> None:
        for amount in (self.amount, self.planned):
            if type(amount) is not int or amount <= 0:
                raise ValueError("an amount is a whole number above 0")

    def values(self) -> dict[str, Any]:
        return {
            "item": str(self.item),
            "change": self.change.value,
            "amount": self.amount,
            "planned": self.planned,
        }

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        change = PaceChange(values["change"])
        return cls(UUID(values["item"]), change, values["amount"], values["planned"])


@dataclass(frozen=True, slots=True)
class PlanAnswer:
    """What the person said to a plan that came as a file. ``version``: of the plan.
    ``fingerprint``: of whoever signed it. ``words``: why, in own words."""

    version: UUID
    accepted: bool
    fingerprint: str
    words: str = ""

    def values(self) -> dict[str, Any]:
        return {
            "version": str(self.version),
            "accepted": self.accepted,
            "fingerprint": self.fingerprint,
            "words": self.words,
        }

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        if not isinstance(values["accepted"], bool):
            raise TypeError("accepted or not")
        return cls(
            UUID(values["version"]),
            values["accepted"],
            _text(values["fingerprint"]),
            _text(values["words"]),
        )


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Another ``note`` was kept by mistake, and counts no longer."""

    note: UUID

    def values(self) -> dict[str, Any]:
        return {"note": str(self.note)}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        return cls(UUID(values["note"]))


CONTENTS: Mapping[NoteKind, type[NoteContent]] = {
    NoteKind.DAILY: Daily,
    NoteKind.FLARE: FlareNote,
    NoteKind.FLARE_PLAN: FlarePlan,
    NoteKind.HELP_CONTACTS: HelpContacts,
    NoteKind.DAY_CHOICE: DayChoice,
    NoteKind.PACE: PaceNote,
    NoteKind.PLAN_ANSWER: PlanAnswer,
    NoteKind.ACTIVITY_GOAL: ActivityGoal,
    NoteKind.VISIT: Visit,
    NoteKind.ARCHIVING: Archiving,
    NoteKind.TAKEN_BACK: TakenBack,
}
"""What a note of each kind holds. A new kind: its word above, its structure, its line here."""


@dataclass(frozen=True, slots=True)
class Note:
    """``day``: the local day that it is about. ``author``: who or what wrote it. A content that is
    not its kind's raises ValueError."""

    id: UUID
    patient: UUID
    at: Moment
    kind: NoteKind
    content: NoteContent
    day: date | None = None
    author: str = "patient"

    def __post_init__(self) -> None:
        if not isinstance(self.content, CONTENTS[self.kind]):
            raise ValueError(f"a note of kind {self.kind} holds something else")


def standing(notes: Iterable[Note]) -> list[Note]:
    """Those that count, in the same order: without what was taken back, and without saying so."""
    found = list(notes)
    gone = {note.content.note for note in found if isinstance(note.content, TakenBack)}
    return [n for n in found if n.id not in gone and n.kind is not NoteKind.TAKEN_BACK]
