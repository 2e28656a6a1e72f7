"""A patient's computer at home, for the screens of the clinic: results that come from there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.exchange.desk import read_invitation
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.patient import AffectedSide, Patient
from tests.exchange.making import Computer, computer
from tests.ui.practice import NOW, Practice
from tests.ui.world import World

AT = Moment(NOW)
SOFIA = Patient(
    UUID(int=501),
    Moment(NOW - timedelta(days=40)),
    "Sofia Brandt",
    AffectedSide.RIGHT,
    BodyPart.HAND,
)


class Home:
    """``own``: the patient's computer, where ``person`` practised; their id there is another one
    than at the clinic."""

    def __init__(self, own: Computer, world: World, person: Patient) -> None:
        self.own, self.world, self.person = own, world, person
        own.data.journal.save_patient(person)
        self._random = Random(person.id.int)

    def practise(self, *days_ago: int) -> None:
        """A set on each of those days."""
        made = Practice(
            self.own.data.journal, self.world.catalogue.pictures, self._random, self.person
        )
        for back in days_ago:
            made.do_set(NOW - timedelta(days=back), before=4, after=4)

    def accept(self, patient: UUID) -> None:
        """The invitation that the clinic gives to a patient of its own."""
        text = self.world.exchange.desk.invite(patient).text
        self.own.desk.accept_invitation(read_invitation(text), self.person.id, AT)

    def file(self, path: Path, *, passphrase: str | None = None, identity: bool = True) -> Path:
        """Everything until now, sealed for the clinic of the world, or with a passphrase."""
        to = None
        if passphrase is None:
            to = self.world.exchange.desk.invite(self.person.id).key
        draft = self.own.desk.results(self.person.id, AT, identity=identity)
        draft.seal(path, to=to, passphrase=passphrase)
        return path


@contextmanager
def home(world: World, folder: Path, person: Patient = SOFIA) -> Iterator[Home]:
    """Closed again at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    with computer(folder) as own:
        yield Home(own, world, person)
