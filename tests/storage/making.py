"""Facts and opened folders for the storage tests."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from gmi_app.clock import Clock, Moment
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import (
    EndKind,
    ScreenFacts,
    Session,
    SessionEnd,
    SessionKind,
    StopReason,
)
from gmi_app.journal import Journal
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.trial import Trial
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.storage import tables
from gmi_app.storage.journal import SqliteJournal
from gmi_app.storage.opening import Opened, OpenedToRead, open_data, open_to_read
from gmi_app.storage.rows import trial_values
from gmi_app.storage.sqlite import insert_once
from tests.unit import making

SCREEN = ScreenFacts(1920, 1080, 1.25, 59.94, True, "opengl", "#D3D3D3", 640)
LEFT, RIGHT = Side.LEFT, Side.RIGHT


@dataclass
class StoppedClock:
    """A clock that the test moves."""

    at: Moment = field(default_factory=lambda: making.moment(offset_min=60))

    def now_ns(self) -> int:
        return round(self.at.utc.timestamp() * 1e9)

    def moment(self) -> Moment:
        return self.at

    def go_on(self, **how_far: float) -> None:
        """Moves it by ``timedelta(**how_far)``."""
        self.at = replace(self.at, utc=self.at.utc + timedelta(**how_far))


def opened(folder: Path, clock: Clock | None = None) -> Opened:
    """The folder, opened. An empty one gets a copy of a fresh database, which is quicker than
    making one (test_opening.py and test_versions.py do that)."""
    folder.mkdir(exist_ok=True)
    if not any(folder.iterdir()):
        _put(_fresh(), folder)
    return open_data(folder, clock or StoppedClock())


@cache
def _fresh() -> dict[str, bytes]:
    with TemporaryDirectory() as place:
        open_data(Path(place), StoppedClock()).close()
        return files(Path(place))


def _put(content: dict[str, bytes], folder: Path) -> None:
    for name, each in content.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(each)
        path.chmod(0o600)


def opened_to_read(folder: Path) -> OpenedToRead:
    return open_to_read(folder, StoppedClock())


def patient(name: str = "Anna", at: Moment | None = None) -> Patient:
    return Patient(
        uuid4(), at or making.moment(), name, affected=AffectedSide.LEFT, part=BodyPart.HAND
    )


def session(owner: Patient, at: Moment | None = None, *, count: int = 20) -> Session:
    return Session(
        id=uuid4(),
        patient=owner.id,
        kind=SessionKind.LATERALITY,
        at=at or making.moment(),
        settings=DrillSettings(count=count),
        seed=7,
        program_version="0.1.0",
        screen=SCREEN,
    )


def trials(of: Session, count: int = 20, seed: int = 1) -> list[Trial]:
    """Left and right in turn, mostly answered well after 1 to 3 seconds, now and then timed out."""
    chance = random.Random(seed)
    made = []
    for index in range(count):
        side = (LEFT, RIGHT)[index % 2]
        answer = None if index % 11 == 10 else side if chance.random() < 0.9 else side.other
        at = replace(of.at, utc=of.at.utc + timedelta(seconds=3 * (index + 1)))
        trial = making.trial(side, answer, chance.uniform(1, 3), index=index, at=at)
        known = UUID(int=chance.getrandbits(128) ^ of.id.int)
        made.append(replace(trial, id=known, session=of.id))
    return made


def end(
    of: Session, kind: EndKind = EndKind.COMPLETED, reason: StopReason | None = None
) -> SessionEnd:
    return SessionEnd(
        uuid4(), of.id, replace(of.at, utc=of.at.utc + timedelta(seconds=90)), kind, reason
    )


def pain(of: Session, value: int, when: When = When.BEFORE) -> Rating:
    return Rating(uuid4(), of.patient, of.at, RatingKind.PAIN_NOW, value, when, of.id)


def play(journal: Journal, owner: Patient, at: Moment | None = None, *, count: int = 20) -> Session:
    """A whole session: begun, answered, ended."""
    played = session(owner, at, count=count)
    journal.begin(played)
    keep_trials(journal, trials(played, count))
    journal.end(end(played))
    return played


def keep_trials(journal: Journal, made: Sequence[Trial]) -> None:
    """As the journal keeps them (test_journal.py holds that), but in one transaction: one for each
    would take most of the time of hundreds of tests."""
    if not made or not isinstance(journal, SqliteJournal):
        for trial in made:
            journal.add_trial(trial)
        return
    with journal._store.transaction() as connection:
        connection.execute(insert_once(tables.trials), [trial_values(each) for each in made])


def fill(folder: Path, *, backup: bool = False) -> None:
    """Makes it a closed folder with one patient, Anna, and two sets."""
    data = opened(folder)
    anna = patient()
    data.journal.save_patient(anna)
    for day in range(2):
        play(data.journal, anna, making.moment(day))
    if backup:
        data.vault.back_up()
    data.close()


@cache
def _as_filled(backup: bool) -> dict[str, bytes]:
    with TemporaryDirectory() as place:
        fill(Path(place), backup=backup)
        return files(Path(place))


def filled(folder: Path, *, backup: bool = False) -> list[str]:
    """A copy of what ``fill`` makes, which is quicker; returns the patient's name in a list."""
    _put(_as_filled(backup), folder)
    return ["Anna"]


def names(folder: Path) -> list[str]:
    data = opened(folder)
    try:
        return [patient.name for patient in data.journal.patients()]
    finally:
        data.close()


def files(folder: Path) -> dict[str, bytes]:
    """Every file but the lock, with what it holds."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "gmi.lock"
    }
