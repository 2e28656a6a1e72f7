"""Facts handed over to other computers, and taken in from them: ``gmi_app.facts.transfer.Ledger``.

Taking in adds by identity (docs/decisions/0014). A row goes to the patient that it belongs to here,
also where that one has another id; a row that would touch anybody else stops the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, Table, func, insert, or_, select

from gmi_app.clock import Moment
from gmi_app.errors import GmiError, StorageError
from gmi_app.facts.transfer import Arrival, FactRow, Match, Taken
from gmi_app.language import tr
from gmi_app.storage import move, plan_order, reading, rows, tables
from gmi_app.storage.backups import Reason, make_backup
from gmi_app.storage.derived import Summaries, end_interrupted, forget
from gmi_app.storage.sqlite import insert_once
from gmi_app.storage.store import Store

AT_ONCE = 500
"""Rows that are looked up and added together: memory stays bounded, and so do SQL's parameters."""
PICTURES_AT_ONCE = 20
_BY_NAME = {table.name: table for table in tables.FACTS}
_NONSENSE = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)
_NEVER_BLANK = ("name", "affected", "part", "handedness", "age_band")


class SqliteLedger:
    """Implements ``Ledger`` on the database of one data folder."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # ---- handing over
    def rows(self, patient: UUID, table: str) -> Iterator[FactRow]:
        """A page at a time: nobody who writes a fact waits for long."""
        chosen = _BY_NAME[table]
        columns = [
            column
            for column in chosen.columns
            if column.name != "number" and (column.name != "content" or _texts(table))
        ]
        theirs = select(chosen.c.number).where(_of(chosen, patient)).order_by(chosen.c.number)
        with self._store.transaction() as connection:
            numbers = list(connection.scalars(theirs))
        for begin in range(0, len(numbers), AT_ONCE):
            wanted = chosen.c.number.in_(numbers[begin : begin + AT_ONCE])
            page = select(*columns).where(wanted).order_by(chosen.c.number)
            with self._store.transaction() as connection:
                found = [dict(row._mapping) for row in connection.execute(page)]
            yield from found

    def picture(self, picture: UUID) -> bytes:
        table = tables.own_pictures
        with self._store.transaction() as connection:
            content = connection.scalar(select(table.c.content).where(table.c.id == str(picture)))
        if content is None:
            raise StorageError(tr("This picture is not there any more. It may have been removed."))
        return bytes(content)

    # ---- taking in
    def match(self, arrival: Arrival) -> Match:
        with self._store.transaction() as connection:
            return Match(_who(connection, arrival))

    def missing(self, arrival: Arrival, into: UUID) -> Taken:
        with self._store.transaction() as connection:
            return Taken(into, _Taking(connection, arrival, into, write=False).all())

    def take_in(self, arrival: Arrival, into: UUID) -> Taken:
        store = self._store
        with store.transaction() as connection:
            if not _Taking(connection, arrival, into, write=False).anything():
                return Taken(into, {})  # no copy of everything for nothing
        make_backup(
            store.folder, store.path, store.clock.moment(), Reason.BEFORE_IMPORT, key=store.key
        )
        with store.transaction() as connection:
            taken = Taken(into, _Taking(connection, arrival, into, write=True).all())
        end_interrupted(store)
        Summaries(store).bring_up()
        return taken

    # ---- links and facts of this folder's own
    def link(self, patient: UUID, other: UUID, at: Moment, author: str) -> None:
        with self._store.transaction() as connection:
            connection.execute(insert_once(tables.links), _link(patient, other, at, author))

    def links(self, patient: UUID) -> frozenset[UUID]:
        table = tables.links
        query = select(table.c.other_id).where(table.c.patient_id == str(patient))
        with self._store.transaction() as connection:
            return frozenset(UUID(other) for other in connection.scalars(query))

    def add(self, rows: Sequence[tuple[str, FactRow]]) -> None:
        for table, row in rows:
            move.check_row(table, SimpleNamespace(number=0, **row))
        with self._store.transaction() as connection:
            for table, row in rows:
                connection.execute(insert_once(_BY_NAME[table]), row)


def _texts(table: str) -> bool:
    """Whether the column ``content`` is text; that of a picture is handed over apart."""
    return table != tables.own_pictures.name


def _of(table: Table, patient: UUID) -> Any:
    one = str(patient)
    if table is tables.patients:
        return table.c.id == one
    if "patient_id" in table.columns:
        return table.c.patient_id == one
    theirs = select(tables.sessions.c.id).where(tables.sessions.c.patient_id == one)
    return table.c.session_id.in_(theirs)


def _link(patient: UUID, other: UUID, at: Moment, author: str) -> FactRow:
    return {
        "id": str(uuid5(patient, str(other))),  # the same link is one fact, wherever it is noted
        "patient_id": str(patient),
        **rows.moment_values(at),
        "author": author,
        "other_id": str(other),
    }


def _who(connection: Connection, arrival: Arrival) -> tuple[UUID, ...]:
    """The patients here that the arriving one is: itself, else whoever shares a link with it."""
    here = {UUID(each) for each in connection.scalars(select(tables.patients.c.id))}
    if arrival.patient in here:
        return (arrival.patient,)
    links = [
        {UUID(one), UUID(other)}
        for one, other in connection.execute(
            select(tables.links.c.patient_id, tables.links.c.other_id)
        )
    ]
    known = {arrival.patient, *arrival.known_as}
    while more := [pair for pair in links if pair & known and not pair <= known]:
        known.update(*more)
    return tuple(sorted(known & here, key=str))


@dataclass
class _Taking:
    """One arrival inside one transaction; raising undoes it."""

    connection: Connection
    arrival: Arrival
    into: UUID
    write: bool
    added: Counter[str] = field(default_factory=Counter)
    linked: bool = False

    def all(self) -> dict[str, int]:
        for _ in self._parts():
            pass
        return dict(self.added)

    def anything(self) -> bool:
        """Whether there is something new; looks no further than to the first of it."""
        return any(self.added.total() for _ in self._parts())

    def _parts(self) -> Iterator[None]:
        """Each page of rows, and at last the link."""
        try:
            for name, page in _pages(self.arrival.rows()):
                self._page(_BY_NAME[name], page)
                yield
        except StorageError:
            raise
        except (*_NONSENSE, GmiError) as error:  # GmiError: settings or a plan that cannot be
            raise nonsense() from error
        self._link()
        yield

    def _page(self, table: Table, page: Sequence[FactRow]) -> None:
        own = [self._as_ours(table, row) for row in page]
        for row in own:
            move.check_row(table.name, SimpleNamespace(number=0, **row))
        owner = _owner(table)
        ids = [row["id"] for row in own]
        theirs = select(table.c.id, table.c[owner]).where(table.c.id.in_(ids))
        here = {str(one): of for one, of in self.connection.execute(theirs)}
        if any(here.get(str(row["id"]), row[owner]) != row[owner] for row in own):
            raise somebody_elses()
        new = list({row["id"]: row for row in own if row["id"] not in here}.values())
        if table is tables.corrections:
            self._check_targets(new)
        self.added[table.name] += len(new)
        if not new or not self.write:
            return
        self._insert(table, new)
        if table is tables.patient_versions and self.into != self.arrival.patient:
            self._say_both(max(new, key=lambda row: str(row["at_utc"])))
        if table is not tables.sessions:
            for session in {_session(self.connection, table, row) for row in new} - {None}:
                assert session is not None
                forget(self.connection, session)

    def _insert(self, table: Table, new: list[FactRow]) -> None:
        if table is not tables.plan_versions:
            self.connection.execute(insert(table), new)
            return
        keep = self.arrival.keep_plan
        for part in plan_order.numbered(self.connection, str(self.into), new, keep=keep):
            if part:
                self.connection.execute(insert(table), part)

    def _as_ours(self, table: Table, row: FactRow) -> FactRow:
        """The row as it stands under the patient's id here."""
        sender, ours = str(self.arrival.patient), str(self.into)
        row = dict(row)
        if table is tables.patients:
            if row["id"] != sender:
                raise nonsense()
            return {**row, "id": ours}
        if "patient_id" in table.columns:
            if row["patient_id"] != sender:
                raise nonsense()
            row["patient_id"] = ours
        if table is tables.links and row["other_id"] == ours:
            row["other_id"], self.linked = sender, True
        if table is tables.patient_versions:
            self._keep_what_is_known(row)
        return row

    def _keep_what_is_known(self, row: FactRow) -> None:
        """A version never blanks what is known here; a linked patient keeps the name given here."""
        known = reading.read_patient(self.connection, self.into)
        if known is None:
            return
        present = rows.patient_version_values(known, self.into)
        linked = self.into != self.arrival.patient
        for name in _NEVER_BLANK:
            if not row[name] or (name == "name" and linked and present[name]):
                row[name] = present[name]
        row["simulated"] = row["simulated"] or present["simulated"]
        row["pin_salt"], row["pin_hash"] = present["pin_salt"], present["pin_hash"]

    def _say_both(self, came: FactRow) -> None:
        """A clinic often notes a name alone, later than the person described themselves: what came
        is then older than the present version, and knows more. One more version says both."""
        known = reading.read_patient(self.connection, self.into)
        assert known is not None  # ``came`` is a version of them
        present = rows.patient_version_values(known, uuid5(UUID(str(came["id"])), "both"))
        both = {name: present[name] or came[name] for name in (*_NEVER_BLANK, "simulated")}
        if both != {name: present[name] for name in both}:
            self.connection.execute(insert_once(tables.patient_versions), {**present, **both})

    def _check_targets(self, new: Iterable[FactRow]) -> None:
        """A correction mends only what is the same patient's."""
        for row in new:
            target = str(row["target_id"])
            for table in (tables.sessions, tables.ratings):
                owner = self.connection.scalar(
                    select(table.c.patient_id).where(table.c.id == target)
                )
                if owner not in (None, str(self.into)):
                    raise somebody_elses()

    def _link(self) -> None:
        if self.into == self.arrival.patient or self.linked:
            return
        at = self.connection.execute(
            select(tables.patients).where(tables.patients.c.id == str(self.into))
        ).first()
        if at is None:
            return  # the file holds nothing of the patient
        link = _link(self.into, self.arrival.patient, rows.moment_of(at), "import")
        same = select(func.count()).where(
            tables.links.c.patient_id == link["patient_id"],
            or_(tables.links.c.id == link["id"], tables.links.c.other_id == link["other_id"]),
        )
        if not self.connection.scalar(same):
            self.added[tables.links.name] += 1
            if self.write:
                self.connection.execute(insert_once(tables.links), link)


def _owner(table: Table) -> str:
    if table is tables.patients:
        return "id"
    return "patient_id" if "patient_id" in table.columns else "session_id"


def _session(connection: Connection, table: Table, row: FactRow) -> UUID | None:
    """The session whose summary this row changes."""
    if table is tables.corrections:
        return reading.session_of_target(connection, UUID(str(row["target_id"])))
    session = row.get("session_id")
    return None if session is None else UUID(str(session))


def _pages(arriving: Iterator[tuple[str, FactRow]]) -> Iterator[tuple[str, list[FactRow]]]:
    """Rows of one table at a time, never many together."""
    name, page = "", list[FactRow]()
    for table, row in arriving:
        most = PICTURES_AT_ONCE if table == tables.own_pictures.name else AT_ONCE
        if page and (table != name or len(page) >= most):
            yield name, page
            page = []
        name = table
        page.append(row)
    if page:
        yield name, page


def nonsense() -> StorageError:
    return StorageError(
        tr(
            "This file holds something that makes no sense, so it was damaged or was not made by "
            "this program. Nothing was changed. Ask for the file again."
        )
    )


def somebody_elses() -> StorageError:
    return StorageError(
        tr(
            "This file holds results that belong to another person here. Nothing was changed. "
            "Check that you chose the right person, or ask for the file again."
        )
    )
