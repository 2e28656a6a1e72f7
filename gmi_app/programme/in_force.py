"""Which version of a plan held on which day, where the person says yes or no to it at home."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.authors import NAMELESS
from gmi_app.facts.note import Note, PlanAnswer
from gmi_app.facts.transfer import INVITATION_KEY, REPLY_KEY
from gmi_app.programme.plan import PlanVersion


class Unheld(StrEnum):
    """Why the newest version does not hold."""

    WAITING = "waiting"
    """The person has not answered yet."""
    DECLINED = "declined"
    REPLACED = "replaced"
    """It did hold, until the person took another one: an older one again, or one of their own."""


@dataclass(frozen=True, slots=True)
class InForce:
    """``versions``: those that hold or held, newest first, each dated (``at``) with the moment from
    which it held. ``newest``: of all that were written. ``unheld``: why ``newest`` does not hold
    now, None where it does."""

    versions: tuple[PlanVersion, ...] = ()
    newest: PlanVersion | None = None
    unheld: Unheld | None = None

    @property
    def present(self) -> PlanVersion | None:
        """The one that holds now, with the moment since which it does."""
        return self.versions[0] if self.versions else None


def decides_elsewhere(
    patient: UUID,
    versions: Iterable[PlanVersion],
    notes: Iterable[Note],
    settings: Mapping[str, str],
) -> bool:
    """Whether the person answers to plans on another computer than this one. ``settings``: all of
    this computer.

    They do when results of theirs came from there, and they ever answered or a plan of their own
    program is among the versions: results alone tell nothing, another clinic may have sent them.
    Answers of who accepted an invitation here, and whose results never came, were given here.
    """
    return _elsewhere(patient, versions, any(_answers(notes)), settings)


def _elsewhere(
    patient: UUID, versions: Iterable[PlanVersion], answered: bool, settings: Mapping[str, str]
) -> bool:
    if settings.get(f"{REPLY_KEY}{patient}"):
        return answered or any(version.author in NAMELESS for version in versions)
    return answered and not settings.get(f"{INVITATION_KEY}{patient}")


def in_force(
    versions: Sequence[PlanVersion], notes: Iterable[Note], settings: Mapping[str, str]
) -> InForce:
    """``versions``: all of one patient, newest first; ``notes``: with every answer, others are
    passed over; ``settings``: all of this computer.

    Where the person decides here, or nobody does, each version holds from when it was written: what
    came from elsewhere was accepted before it was kept. Where they decide elsewhere, that is so for
    those of their own program and for the first of all, until it is declined; any other one holds
    from the first yes, and never without one.
    """
    if not versions:
        return InForce()
    answers = tuple(_answers(notes))
    newest = versions[0]
    if not _elsewhere(newest.patient, versions, bool(answers), settings):
        return InForce(tuple(versions), newest)
    by_id = {version.id: version for version in versions}
    first = min(versions, key=lambda version: version.at.utc)
    held: list[PlanVersion] = []
    refused: set[UUID] = set()
    for version in versions:
        said = [(at, answer) for at, answer in answers if _is_about(at, answer, version)]
        yes = [at for at, answer in said if answer.accepted]
        if yes:
            held.append(replace(version, at=min(yes, key=lambda at: at.utc)))
        elif said:
            refused.add(version.id)
        elif version is first or version.author in NAMELESS:
            held.append(replace(version, at=_written(version, by_id)))
    held.sort(key=lambda version: version.at.utc, reverse=True)
    return InForce(tuple(held), newest, _why_not(newest, held, refused))


def _why_not(newest: PlanVersion, held: Sequence[PlanVersion], refused: Set[UUID]) -> Unheld | None:
    if held and held[0].id == newest.id:
        return None
    if any(version.id == newest.id for version in held):
        return Unheld.REPLACED
    return Unheld.DECLINED if newest.id in refused else Unheld.WAITING


def _written(version: PlanVersion, by_id: dict[UUID, PlanVersion]) -> Moment:
    """Never before what it was made from: a clock that was set back hides no new version."""
    found, parent, seen = version.at, version.parent, {version.id}
    while parent is not None and parent in by_id and parent not in seen:
        seen.add(parent)
        found = max(found, by_id[parent].at, key=lambda at: at.utc)
        parent = by_id[parent].parent
    return found


def _answers(notes: Iterable[Note]) -> Iterator[tuple[Moment, PlanAnswer]]:
    """Each answer with the moment when it was given."""
    return ((note.at, note.content) for note in notes if isinstance(note.content, PlanAnswer))


def _is_about(at: Moment, answer: PlanAnswer, version: PlanVersion) -> bool:
    """A yes to a version that was there already makes one more of it, at the same moment."""
    if answer.version == version.id:
        return True
    again = answer.accepted and answer.version == version.parent
    return again and at.utc == version.at.utc
