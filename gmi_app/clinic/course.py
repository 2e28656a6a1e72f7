"""The course of a treatment: stages, plans, suggestions with their decisions, and visits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gmi_app.clock import Moment
from gmi_app.facts.clinic_note import Visit
from gmi_app.facts.note import Note, NoteKind, PlanAnswer
from gmi_app.programme.plan import ItemKind, PlanVersion
from gmi_app.programme.suggestion import Decided


class Happened(StrEnum):
    """What one entry is about, and which field says more."""

    BEGAN = "began"  # the first plan; ``stage``
    STAGE = "stage"  # another stage; ``stage``
    CHANGED = "changed"  # a new version of the same stage; ``version``
    SUGGESTED = "suggested"  # ``decided``
    VISITED = "visited"  # ``note``
    ANSWERED = "answered"  # what the patient said to a plan that came as a file; ``note``,
    # and ``version`` where it is here
    FLARED = "flared"  # a flare-up that the patient noted; ``note``


@dataclass(frozen=True, slots=True)
class Entry:
    happened: Happened
    at: Moment
    author: str = ""
    stage: ItemKind | None = None
    version: PlanVersion | None = None
    before: PlanVersion | None = None
    decided: Decided | None = None
    note: Note | None = None

    @property
    def day(self) -> date:
        """The local day that it is about."""
        return (self.note.day if self.note is not None else None) or self.at.day


def course(
    versions: Sequence[PlanVersion], decided: Iterable[Decided], notes: Iterable[Note]
) -> tuple[Entry, ...]:
    """Newest first. ``versions``: newest first, too."""
    found = [*_of_plans(versions), *_of_suggestions(decided), *_of_notes(notes, versions)]
    return tuple(sorted(found, key=lambda entry: (entry.day, entry.at.utc), reverse=True))


def _of_plans(versions: Sequence[PlanVersion]) -> Iterator[Entry]:
    """The plan began with the first version that was made from no other. Any other one is compared
    with the one that it was made from, or with the one that was written before it."""
    by_id = {version.id: version for version in versions}
    in_time = list(reversed(versions))
    in_time.sort(key=lambda version: version.at.utc)
    began = next((version for version in in_time if version.parent is None), None)
    last: PlanVersion | None = None
    for version in in_time:
        stage = version.plan.stage
        parent = None if version.parent is None else by_id.get(version.parent)
        before = None if version is began else parent or last
        if version is began:
            happened = Happened.BEGAN
        elif before is not None and stage is not before.plan.stage:
            happened = Happened.STAGE
        else:
            happened = Happened.CHANGED
        yield Entry(happened, version.at, version.author, stage, version=version, before=before)
        last = version


def _of_suggestions(decided: Iterable[Decided]) -> Iterator[Entry]:
    for each in decided:
        suggestion = each.suggestion
        stage = suggestion.advice.stage
        yield Entry(Happened.SUGGESTED, suggestion.at, suggestion.author, stage, decided=each)


def _of_notes(notes: Iterable[Note], versions: Iterable[PlanVersion]) -> Iterator[Entry]:
    by_id = {version.id: version for version in versions}
    for note in notes:
        if note.kind is NoteKind.VISIT and isinstance(note.content, Visit) and note.content.words:
            yield Entry(Happened.VISITED, note.at, note.author, note=note)
        elif isinstance(note.content, PlanAnswer):
            about = by_id.get(note.content.version)
            yield Entry(Happened.ANSWERED, note.at, note.author, version=about, note=note)
        elif note.kind is NoteKind.FLARE:
            yield Entry(Happened.FLARED, note.at, note.author, note=note)
