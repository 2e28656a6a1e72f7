"""Which version of a plan held on which day, where the person says yes or no to it at home."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.note import Note, PlanAnswer
from gmi_app.programme.plan import PlanVersion

OWN_AUTHORS: Final = frozenset({"patient", "program"})
"""Who writes the versions of the person's own program: nobody has to say yes to them."""


class Unheld(StrEnum):
    """Why the newest version does not hold."""

    WAITING = "waiting"
    """The person has not answered yet."""
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class InForce:
    """``versions``: those that hold or held, newest first, each dated (``at``) with the moment from
    which it held. ``newest``: of all that were written. ``unheld``: why ``newest`` is none of them,
    None where it is."""

    versions: tuple[PlanVersion, ...] = ()
    newest: PlanVersion | None = None
    unheld: Unheld | None = None

    @property
    def present(self) -> PlanVersion | None:
        """The one that holds now, with the moment since which it does."""
        return self.versions[0] if self.versions else None


def decides_at_home(
    versions: Iterable[PlanVersion], notes: Iterable[Note], *, results_came: bool
) -> bool:
    """Whether the person answers to plans on a computer of their own. They do when they ever
    answered; before that, when results of theirs came from another computer (``results_came``) and
    a plan of their own program is among the versions. Results alone tell nothing: another clinic
    may have sent them."""
    if next(_answers(notes), None) is not None:
        return True
    return results_came and any(version.author in OWN_AUTHORS for version in versions)


def in_force(
    versions: Sequence[PlanVersion], notes: Iterable[Note], *, results_came: bool
) -> InForce:
    """``versions``: all, newest first; ``notes``: with every answer; others are passed over.

    Where the person does not decide at home, each version holds from when it was written. Where
    they do, that is so for those of their own program and for the first of all, until it is
    declined; any other one holds from the first yes, and never without one.
    """
    if not versions:
        return InForce()
    notes = tuple(notes)
    newest = versions[0]
    if not decides_at_home(versions, notes, results_came=results_came):
        return InForce(tuple(versions), newest)
    by_id = {version.id: version for version in versions}
    first = min(versions, key=lambda version: version.at.utc)
    held: list[PlanVersion] = []
    refused: set[UUID] = set()
    for version in versions:
        said = [note for note in notes if _is_about(note, version)]
        yes = [note.at for note in said if _accepted(note)]
        if yes:
            held.append(replace(version, at=min(yes, key=lambda at: at.utc)))
        elif said:
            refused.add(version.id)
        elif version is first or version.author in OWN_AUTHORS:
            held.append(replace(version, at=_written(version, by_id)))
    held.sort(key=lambda version: version.at.utc, reverse=True)
    unheld = None
    if all(version.id != newest.id for version in held):
        unheld = Unheld.DECLINED if newest.id in refused else Unheld.WAITING
    return InForce(tuple(held), newest, unheld)


def _written(version: PlanVersion, by_id: dict[UUID, PlanVersion]) -> Moment:
    """Never before what it was made from: a clock that was set back hides no new version."""
    found, parent, seen = version.at, version.parent, {version.id}
    while parent is not None and parent in by_id and parent not in seen:
        seen.add(parent)
        found = max(found, by_id[parent].at, key=lambda at: at.utc)
        parent = by_id[parent].parent
    return found


def _answers(notes: Iterable[Note]) -> Iterator[Note]:
    return (note for note in notes if isinstance(note.content, PlanAnswer))


def _accepted(note: Note) -> bool:
    return isinstance(note.content, PlanAnswer) and note.content.accepted


def _is_about(note: Note, version: PlanVersion) -> bool:
    """A yes to a version that was there already makes one more of it, at the same moment."""
    content = note.content
    if not isinstance(content, PlanAnswer):
        return False
    if content.version == version.id:
        return True
    again = content.accepted and content.version == version.parent
    return again and note.at.utc == version.at.utc
