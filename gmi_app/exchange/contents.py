"""What is in a bundle: as a person sees it, and as it is counted while it goes by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.exchange.keys import PublicKeys
from gmi_app.facts.transfer import FactRow
from gmi_app.language import tr


class Kind(StrEnum):
    RESULTS = "results"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a person sees before a bundle is sealed, or taken in. ``rows``: facts by table.
    ``first_day``, ``last_day``: of the sessions, None without any. ``name``: empty where it is left
    out. ``sender``: to whom an answer can be sealed."""

    kind: Kind
    patient: UUID
    name: str
    made: Moment
    program: str
    rows: Mapping[str, int]
    pictures: int
    simulated: bool
    first_day: date | None = None
    last_day: date | None = None
    sender: PublicKeys | None = None

    @property
    def sessions(self) -> int:
        return self.rows.get("sessions", 0)

    def lines(self) -> tuple[str, ...]:
        """In words, a line each."""
        if self.kind is Kind.PLAN:
            return (tr("Versions of the plan: {0}").format(self.rows["plan_versions"]),)
        told = [tr("Name: {0}").format(self.name or tr("not in this file"))]
        if self.simulated:
            told.append(tr("A simulated person, nobody real."))
        if self.first_day is not None:
            told.append(
                tr("Sessions: {0}, from {1} to {2}").format(
                    self.sessions, self.first_day, self.last_day
                )
            )
        else:
            told.append(tr("Sessions: none yet"))
        told += [
            tr("Answers to pictures: {0}").format(self.rows.get("trials", 0)),
            tr("Ratings of pain and other things: {0}").format(self.rows.get("ratings", 0)),
            tr("Plans, suggestions and decisions: {0}").format(
                sum(
                    self.rows.get(each, 0) for each in ("plan_versions", "suggestions", "decisions")
                )
            ),
            tr("Notes, in the person's own words: {0}").format(self.rows.get("notes", 0)),
            tr("Own photographs: {0}").format(self.pictures or tr("none")),
        ]
        return tuple(told)


@dataclass
class Seen:
    """What goes by, counted."""

    rows: Counter[str] = field(default_factory=Counter)
    first: date | None = None
    last: date | None = None
    name: str = ""
    named_at: str = ""
    simulated: bool = False

    def see(self, table: str, row: FactRow) -> None:
        self.rows[table] += 1
        if table == "sessions":
            day = day_of(row)
            self.first = day if self.first is None else min(self.first, day)
            self.last = day if self.last is None else max(self.last, day)
        elif table == "patient_versions" and str(row["at_utc"]) >= self.named_at:
            self.name, self.named_at = str(row["name"]), str(row["at_utc"])
            self.simulated = bool(row["simulated"])

    def contents(
        self, kind: Kind, patient: UUID, made: Moment, program: str, sender: PublicKeys | None
    ) -> Contents:
        return Contents(
            kind,
            patient,
            self.name,
            made,
            program,
            dict(self.rows),
            self.rows["own_pictures"],
            self.simulated,
            self.first,
            self.last,
            sender,
        )


def day_of(row: FactRow) -> date:
    offset = row["at_offset_min"]
    assert isinstance(offset, int)
    return (datetime.fromisoformat(str(row["at_utc"])) + timedelta(minutes=offset)).date()


@dataclass
class Owned:
    """Every row belongs to the patient of the manifest, itself or through its session."""

    patient: UUID
    sessions: set[str] = field(default_factory=set)
    suggestions: set[str] = field(default_factory=set)

    def belongs(self, table: str, row: FactRow) -> bool:
        """Whether its owner came before it."""
        one = str(self.patient)
        if row.get("patient_id", one) != one or (table == "patients" and row["id"] != one):
            return False
        if table == "sessions":
            self.sessions.add(str(row["id"]))
        elif row.get("session_id") is not None and row["session_id"] not in self.sessions:
            return False
        if table == "suggestions":
            self.suggestions.add(str(row["id"]))
        return table != "decisions" or row["suggestion_id"] in self.suggestions
