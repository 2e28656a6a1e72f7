"""The journal: what was written is read again, the same fact twice is one fact."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from gmi_app.errors import StorageError
from gmi_app.facts.rating import Correction, CorrectionKind, Rating, RatingKind, When
from gmi_app.facts.session import EndKind, EventKind, SessionEvent, StopReason
from gmi_app.journal import Journal, Vault
from gmi_app.storage.journal import SqliteJournal
from gmi_app.storage.opening import Opened
from tests.storage import making
from tests.unit.making import moment


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Opened]:
    data = making.opened(tmp_path)
    yield data
    data.close()


def test_one_thread_may_open_and_another_go_on(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as opener, ThreadPoolExecutor(1) as worker:
        data = opener.submit(making.opened, tmp_path).result()
        journal: Journal = data.journal
        vault: Vault = data.vault
        anna = making.patient()
        worker.submit(journal.save_patient, anna).result()
        assert opener.submit(vault.back_up_daily).result() is not None
        assert worker.submit(journal.patients).result() == [anna]
        opener.submit(data.close).result()


@pytest.fixture
def journal(data: Opened) -> SqliteJournal:
    return data.journal


def test_a_patient_is_read_in_the_newest_version_and_the_oldest_patient_first(
    journal: SqliteJournal,
) -> None:
    anna, ben = making.patient("Anna", moment(0)), making.patient("Ben", moment(1))
    for each in (ben, anna, replace(anna, name="Anna B.", at=moment(2))):
        journal.save_patient(each)

    assert [each.name for each in journal.patients()] == ["Anna B.", "Ben"]


def test_a_patient_may_take_back_a_change_and_a_repeated_save_adds_nothing(
    data: Opened,
) -> None:
    anna = making.patient("Anna")
    renamed = replace(anna, name="Ann")
    for each in (anna, anna, renamed, renamed, anna):
        data.journal.save_patient(each)

    assert data.journal.patients() == [anna]
    with data.store.transaction() as connection:
        versions = connection.exec_driver_sql("SELECT name FROM patient_versions ORDER BY number")
        assert [name for (name,) in versions] == ["Anna", "Ann", "Anna"]


def test_a_whole_session_is_read_as_it_was_written(journal: SqliteJournal) -> None:
    anna = making.patient()
    journal.save_patient(anna)
    session, trials = making.session(anna), []
    journal.begin(session)
    for trial in making.trials(session):
        journal.add_trial(trial)
        trials.append(trial)
    event = SessionEvent(uuid4(), session.id, session.at, EventKind.PREMATURE_PRESS, "left")
    journal.add_event(event)

    summary = journal.end(making.end(session, EndKind.STOPPED, StopReason.TIRED))

    assert journal.session(session.id) == session
    assert journal.trials(session.id) == trials
    assert journal.events(session.id) == [event]
    assert journal.summaries(anna.id) == [summary]
    assert (summary.end, summary.reason) == (EndKind.STOPPED, StopReason.TIRED)
    assert summary.trials == len(trials)


def test_a_repeated_write_changes_nothing(journal: SqliteJournal) -> None:
    anna = making.patient()
    journal.save_patient(anna)
    session = making.session(anna)
    end, rating = making.end(session), making.pain(session, 4)
    correction = Correction(
        uuid4(), anna.id, moment(1), CorrectionKind.RATING_VALUE, rating.id, value=3
    )
    event = SessionEvent(uuid4(), session.id, session.at, EventKind.PAUSED)
    trials = making.trials(session)

    def write() -> object:
        journal.begin(session)
        journal.add_rating(rating)
        for trial in trials:
            journal.add_trial(trial)
        journal.add_event(event)
        summary = journal.end(end)
        journal.add_correction(correction)
        return (
            journal.trials(session.id),
            journal.events(session.id),
            journal.ratings(anna.id),
            journal.corrections(anna.id),
            journal.summaries(anna.id),
            replace(summary, pain_before=None),
        )

    assert write() == write()


def test_summaries_come_by_the_page_newest_first(journal: SqliteJournal) -> None:
    anna, ben = making.patient("Anna"), making.patient("Ben")
    for each in (anna, ben):
        journal.save_patient(each)
    played = [making.play(journal, anna, moment(day), count=10).id for day in (2, 0, 1)]
    making.play(journal, ben, moment(9), count=10)

    newest_first = [played[0], played[2], played[1]]
    assert [each.session for each in journal.summaries(anna.id)] == newest_first
    assert [each.session for each in journal.summaries(anna.id, limit=2)] == newest_first[:2]
    assert [s.session for s in journal.summaries(anna.id, limit=2, offset=2)] == newest_first[2:]
    assert (journal.count_sessions(anna.id), journal.count_sessions(ben.id)) == (3, 1)


def test_sessions_of_one_moment_stay_in_the_order_of_their_beginning(
    journal: SqliteJournal,
) -> None:
    anna = making.patient()
    journal.save_patient(anna)
    first, second = (making.play(journal, anna, moment(), count=10) for _ in range(2))
    journal.add_rating(making.pain(first, 2))  # renews the first one's summary

    assert [each.session for each in journal.summaries(anna.id)] == [second.id, first.id]


def test_a_page_of_summaries_is_found_by_an_index(data: Opened) -> None:
    with data.store.transaction() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT session_id FROM summaries WHERE patient_id = 'a' "
            "ORDER BY at_utc DESC, number DESC LIMIT 10"
        )
        steps = [row[3] for row in plan]

    assert len(steps) == 1
    assert "USING INDEX ix_summaries_patient_id_at_utc" in steps[0]


def test_the_newest_correction_of_a_rating_counts(journal: SqliteJournal) -> None:
    anna = making.patient()
    journal.save_patient(anna)
    session = making.play(journal, anna, count=10)
    rating = making.pain(session, 9, When.AFTER)
    journal.add_rating(rating)
    seen = []
    steps = [
        (CorrectionKind.RATING_VALUE, 3),
        (CorrectionKind.RATING_WITHDRAWN, None),
        (CorrectionKind.RATING_VALUE, 2),
    ]
    for minute, (kind, value) in enumerate(steps):
        at = moment(seconds=100 + 60 * minute)
        journal.add_correction(Correction(uuid4(), anna.id, at, kind, rating.id, value))
        seen.append(([r.value for r in journal.ratings(anna.id)], summary_pain(journal, anna.id)))

    assert seen == [([3], 3), ([], None), ([2], 2)]
    older = Correction(
        uuid4(), anna.id, moment(-1), CorrectionKind.RATING_VALUE, rating.id, value=7
    )
    journal.add_correction(older)
    assert journal.ratings(anna.id) == [replace(rating, value=2)]
    assert summary_pain(journal, anna.id) == 2


def summary_pain(journal: SqliteJournal, patient: object) -> int | None:
    return journal.summaries(patient)[0].pain_after  # type: ignore[arg-type]


def test_a_session_of_someone_else_is_marked_and_unmarked(journal: SqliteJournal) -> None:
    anna = making.patient()
    journal.save_patient(anna)
    session = making.play(journal, anna, count=10)
    marks = []
    for minute, kind in enumerate(
        (CorrectionKind.SOMEONE_ELSE, CorrectionKind.SOMEONE_ELSE_WITHDRAWN)
    ):
        at = moment(seconds=60 * minute)
        journal.add_correction(Correction(uuid4(), anna.id, at, kind, session.id))
        marks.append(journal.summaries(anna.id)[0].someone_else)

    assert marks == [True, False]


def test_ratings_without_a_session_are_kept_and_limited_after_correction(
    journal: SqliteJournal,
) -> None:
    anna = making.patient()
    journal.save_patient(anna)
    given = [
        Rating(uuid4(), anna.id, moment(day), RatingKind.PAIN_NOW, day, When.ALONE)
        for day in range(4)
    ]
    for rating in given:
        journal.add_rating(rating)
    journal.add_correction(
        Correction(uuid4(), anna.id, moment(5), CorrectionKind.RATING_WITHDRAWN, given[3].id)
    )

    assert [r.value for r in journal.ratings(anna.id)] == [2, 1, 0]
    assert [r.value for r in journal.ratings(anna.id, limit=2)] == [2, 1]


def test_a_correction_that_cannot_be_read_again_is_not_kept(journal: SqliteJournal) -> None:
    anna = making.patient()
    journal.save_patient(anna)
    for value in (None, 11, -1):
        wrong = Correction(
            uuid4(), anna.id, moment(), CorrectionKind.RATING_VALUE, uuid4(), value=value
        )
        with pytest.raises(ValueError, match="0 to 10"):
            journal.add_correction(wrong)

    assert journal.corrections(anna.id) == []


def test_a_session_that_goes_on_has_no_summary_yet(journal: SqliteJournal) -> None:
    anna = making.patient()
    journal.save_patient(anna)
    session = making.session(anna)
    journal.begin(session)
    journal.add_rating(making.pain(session, 3))

    assert journal.summaries(anna.id) == []
    assert journal.count_sessions(anna.id) == 0


def test_what_a_person_ended_counts_before_what_the_program_noted(
    journal: SqliteJournal,
) -> None:
    anna = making.patient()
    journal.save_patient(anna)
    session = making.session(anna)
    journal.begin(session)
    journal.end(making.end(session, EndKind.INTERRUPTED))

    assert journal.end(making.end(session, EndKind.COMPLETED)).end is EndKind.COMPLETED
    assert journal.count_sessions(anna.id) == 1


def test_summaries_rebuilt_are_the_same(journal: SqliteJournal) -> None:
    anna = making.patient()
    journal.save_patient(anna)
    for day in range(3):
        session = making.play(journal, anna, moment(day))
        journal.add_rating(making.pain(session, day, When.AFTER))
    before = journal.summaries(anna.id)

    assert journal.rebuild_summaries() == 3
    assert journal.summaries(anna.id) == before


def test_an_unknown_session_is_said_in_a_sentence(journal: SqliteJournal) -> None:
    with pytest.raises(StorageError, match="not among the results"):
        journal.session(uuid4())
    assert journal.trials(uuid4()) == []


def test_settings_are_set_by_key(journal: SqliteJournal) -> None:
    journal.save_settings({"appearance": "dark", "text_percent": "150"})
    journal.save_settings({"appearance": "light"})
    journal.save_settings({})

    assert journal.settings() == {"appearance": "light", "text_percent": "150"}


def test_answers_of_a_session_without_an_end_are_found_too(journal: SqliteJournal) -> None:
    anna, ben = making.patient(), making.patient()
    for person in (anna, ben):
        journal.save_patient(person)
    session = making.session(anna)
    journal.begin(session)
    for trial in making.trials(session, 3):
        journal.add_trial(trial)
    (summary,) = journal.unended(anna.id)
    assert (summary.session, summary.trials, summary.end) == (session.id, 3, None)
    assert journal.summaries(anna.id) == []
    assert journal.unended(ben.id) == []
