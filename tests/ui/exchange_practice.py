"""A clinic on another computer, for the screens of the patient: its invitation and its plans."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from gmi_app.clock import Moment
from gmi_app.exchange.desk import Desk, ResultsOffer, read_invitation
from gmi_app.exchange.invitation import Invitation
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import ItemKind, Plan, PlanVersion
from gmi_app.programme.ready import Ready, ready_plan
from tests.exchange.making import Computer, computer
from tests.ui.practice import NOW, PATIENT
from tests.ui.world import World

CLINICIAN = "Mara Stein"
HERE = Patient(UUID(int=301), Moment(NOW - timedelta(days=70)), "A. Lindqvist", PATIENT.affected)
"""Anna, as the clinic knows her."""


class ClinicElsewhere:
    """``own``: the clinic's computer; ``home``: the patient's."""

    def __init__(self, own: Computer, world: World, person: Patient) -> None:
        self.own, self.world, self.person = own, world, person
        own.data.journal.save_patient(HERE)

    @property
    def home(self) -> Desk:
        opened = self.world.opened
        return Desk(self.world.services.data_folder, opened.ledger, opened.journal)

    @property
    def invitation(self) -> Invitation:
        return self.own.desk.invite(HERE.id)

    def accepted(self) -> None:
        """The patient has accepted the invitation."""
        desk = self.world.exchange.desk
        desk.accept_invitation(desk.read_invitation(self.invitation.text), self.person.id)

    def take_results(self, path: Path) -> None:
        """The patient's results come to the clinic."""
        offer = self.own.desk.open(path)
        assert isinstance(offer, ResultsOffer)
        self.own.desk.take_in(offer, HERE.id)

    def bring_results(self) -> None:
        """As ``take_results``, without a screen."""
        desk, path = self.world.exchange.desk, self.own.folder / "came.gmi"
        key = read_invitation(self.invitation.text).keys.encryption
        desk.seal(desk.results(self.person.id), path, to=key)
        self.take_results(path)

    def write_plan(self, **changes: object) -> PlanVersion:
        """The clinic's next plan: the present one with changes, or a gentle one to begin with."""
        journal = self.own.data.journal
        present = journal.plan(HERE.id)
        plan = (
            ready_plan(Ready.GENTLE, HERE, NOW.date(), uuid4) if present is None else present.plan
        )
        plan = replace(plan, **changes)  # type: ignore[arg-type]
        parent = None if present is None else present.id
        at = Moment(NOW - timedelta(hours=2))
        version = PlanVersion(uuid4(), HERE.id, at, plan, CLINICIAN, parent)
        journal.save_plan(version)
        return version

    def plan_file(self, path: Path, *, passphrase: str | None = None) -> Path:
        """The plan, signed, sealed for the patient's computer or with a passphrase."""
        draft = self.own.desk.plan(HERE.id, Moment(NOW))
        to = self.own.desk.reply_key(HERE.id) if passphrase is None else None
        draft.seal(path, to=to, passphrase=passphrase)
        return path


def twice_a_day(plan: Plan) -> Plan:
    """The same plan with one more set of pictures a day, and a note."""
    items = tuple(
        replace(item, per_day=item.per_day + 1) if item.kind is ItemKind.LATERALITY else item
        for item in plan.items
    )
    return replace(plan, items=items, note_to_patient="Well done. Keep the rest day.")


@contextmanager
def clinic_elsewhere(world: World, folder: Path, person: Patient) -> Iterator[ClinicElsewhere]:
    """Closed again at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    with computer(folder) as own:
        yield ClinicElsewhere(own, world, person)
