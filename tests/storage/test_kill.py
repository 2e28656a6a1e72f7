"""Killing the program at any moment loses no answer that the journal said it has kept."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from gmi_app.facts.session import EndKind
from gmi_app.storage import sqlite
from gmi_app.storage.opening import Opened
from tests.storage import making
from tests.storage.writer import PER_SESSION

pytestmark = pytest.mark.slow  # starts programs

KILLS = 20
ROOT = Path(__file__).resolve().parents[2]


class Kept:
    """What the processes acknowledged before they were killed."""

    def __init__(self) -> None:
        self.begun: set[UUID] = set()
        self.ended: set[UUID] = set()
        self.answered: dict[UUID, set[int]] = {}

    def note(self, line: str) -> None:
        """A line that the kill cut short acknowledges nothing."""
        if not line.endswith("\n"):
            return
        what, session, *index = line.split()
        match what:
            case "begun":
                self.begun.add(UUID(session))
            case "answered":
                self.answered.setdefault(UUID(session), set()).add(int(index[0]))
            case "ended":
                self.ended.add(UUID(session))

    @property
    def answers(self) -> int:
        return sum(len(indices) for indices in self.answered.values())


def start(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.storage.writer", str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def write_and_be_killed(process: subprocess.Popen[str], after: int, kept: Kept) -> None:
    """Kills it as soon as it has acknowledged ``after`` facts; what it acknowledged until the kill
    reached it counts as well."""
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.stdin.write("go\n")
    process.stdin.flush()
    for _ in range(after):
        kept.note(process.stdout.readline())
    process.kill()
    for line in process.stdout:
        kept.note(line)
    process.wait()
    process.stdin.close()
    process.stdout.close()


def check(data: Opened, kept: Kept, owner: UUID) -> None:
    """Everything acknowledged is there, exactly; every set has its end and its summary."""
    with data.store.alone() as raw:
        assert sqlite.is_sound(raw, thorough=True)
    summaries = {each.session: each for each in data.journal.summaries(owner)}
    assert kept.begun <= set(summaries)
    for session in kept.begun:
        found = {trial.index: trial for trial in data.journal.trials(session)}
        expected = making.trials(data.journal.session(session), PER_SESSION)
        for index in kept.answered.get(session, set()):
            assert found[index] == expected[index]
        assert summaries[session].trials == len(found)
        if session in kept.ended:
            assert summaries[session].end is EndKind.COMPLETED
        elif len(found) < PER_SESSION:
            assert summaries[session].end is EndKind.INTERRUPTED


@pytest.mark.timeout(240)
def test_no_acknowledged_answer_is_lost_by_20_kills(tmp_path: Path) -> None:
    chance = random.Random(20)
    anna = making.patient()
    data = making.opened(tmp_path)
    data.journal.save_patient(anna)
    data.close()
    kept, interruptions = Kept(), 0

    process = start(tmp_path)
    for turn in range(KILLS):
        following = start(tmp_path) if turn < KILLS - 1 else process  # gets ready meanwhile
        write_and_be_killed(process, chance.randrange(3 * PER_SESSION), kept)
        data = making.opened(tmp_path)
        interruptions += len(data.notices)
        check(data, kept, anna.id)
        data.close()
        process = following

    assert kept.answers > KILLS
    assert interruptions > KILLS / 3
