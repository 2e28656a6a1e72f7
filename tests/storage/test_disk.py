"""A disk that is full or fails: a sentence, and nothing that was kept is lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gmi_app.errors import StorageError
from gmi_app.laterality.trial import Trial
from gmi_app.storage.opening import Opened
from tests.storage import making


@contextmanager
def full_disk(data: Opened) -> Iterator[None]:
    """SQLite may not take another page: it answers as it does on a full disk."""
    with data.store.alone() as raw:
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
        raw.execute(f"PRAGMA max_page_count = {pages}")
    yield
    with data.store.alone() as raw:
        raw.execute("PRAGMA max_page_count = 1073741823")


def answer_until_full(data: Opened, trials: list[Trial]) -> int:
    """The number of answers that were kept before the journal said that the disk is full."""
    kept, sentence = 0, ""
    while not sentence:
        try:
            data.journal.add_trial(trials[kept])
            kept += 1
        except StorageError as error:
            sentence = error.sentence
    assert sentence.startswith("The disk is full, so the last step could not be done.")
    assert "Everything before it is safe" in sentence
    return kept


def test_a_full_disk_loses_nothing_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    data = making.opened(tmp_path)
    anna = making.patient()
    data.journal.save_patient(anna)
    session = making.session(anna)
    data.journal.begin(session)
    trials = making.trials(session, 100)

    with full_disk(data):
        kept = answer_until_full(data, trials)
        assert 0 < kept < 100
        assert data.journal.trials(session.id) == trials[:kept]

    for trial in trials[kept:]:
        data.journal.add_trial(trial)
    summary = data.journal.end(making.end(session))
    assert data.journal.trials(session.id) == trials
    assert summary.trials == 100
    data.close()


def test_a_full_disk_at_the_end_of_a_set_keeps_the_set(tmp_path: Path) -> None:
    data = making.opened(tmp_path)
    anna = making.patient()
    data.journal.save_patient(anna)
    session = making.session(anna)
    data.journal.begin(session)
    trials = making.trials(session, 100)
    with full_disk(data):
        kept = answer_until_full(data, trials)
    data.close()

    data = making.opened(tmp_path)

    assert data.journal.trials(session.id) == trials[:kept]
    assert [each.trials for each in data.journal.summaries(anna.id)] == [kept]
    data.close()


LIMITED = """
import resource, signal, sys
from pathlib import Path
from gmi_app.errors import StorageError
from tests.storage import making

data = making.opened(Path(sys.argv[1]))
anna = data.journal.patients()[0]
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, most))
session = making.session(anna)
try:
    data.journal.begin(session)
    for trial in making.trials(session, 5000):
        data.journal.add_trial(trial)
        print(session.id, flush=True)
except StorageError as error:
    print(error.sentence, flush=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, most))
try:
    data.vault.back_up()
except StorageError as error:
    print("backup: " + error.sentence, flush=True)
"""


@pytest.mark.slow  # starts a program
def test_a_disk_that_takes_no_more_is_said_and_what_it_took_is_there(tmp_path: Path) -> None:
    if sys.platform == "win32":  # it has no limit for the size of files
        return
    data = making.opened(tmp_path)
    anna = making.patient()
    data.journal.save_patient(anna)
    data.close()

    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path)],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
    *answered, sentence, backup = done.stdout.splitlines()
    assert sentence.startswith("The disk did not take what was written to it. Everything before")
    assert backup.startswith("backup: The disk did not take")
    data = making.opened(tmp_path)
    (summary,) = data.journal.summaries(anna.id)
    assert summary.trials == len(answered) > 0
    assert list(data.vault.backups()) == []
    data.close()
