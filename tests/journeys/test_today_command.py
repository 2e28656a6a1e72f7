"""``gmi-app today`` as it is typed, over the days of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from icalendar import Calendar

from gmi_app.__main__ import main
from gmi_app.clock import Moment, SystemClock
from gmi_app.facts.activity_goal import ActivityGoal, Unit
from gmi_app.facts.note import (
    Choice,
    DayChoice,
    FlareNote,
    Note,
    NoteKind,
    PaceChange,
    PaceNote,
)
from gmi_app.language import speak
from gmi_app.pictures.model import PictureSet
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import ItemKind, LateralityItem, Plan, PlanItem, PlanVersion, TimedItem
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.storage.journal import SqliteJournal
from gmi_app.storage.opening import Opened
from gmi_app.ui.programme.plan_words import damaged
from tests.storage import making
from tests.unit.making import moment

pytestmark = pytest.mark.slow  # the command is run with databases of its own

TODAY = moment().day


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[tuple[Path, Opened, Patient]]:
    opened = making.opened(tmp_path / "data")
    anna = making.patient()
    opened.journal.save_patient(anna)
    yield tmp_path / "data", opened, anna
    opened.close()


def said(capsys: pytest.CaptureFixture[str], data: Path, *words: str) -> str:
    assert main(["today", "--data", str(data), *words]) == 0
    return capsys.readouterr().out


def a_set(opened: Opened, anna: Patient, at: Moment) -> None:
    session = making.session(anna, at)
    opened.journal.begin(session)
    for trial in making.trials(session, 10):
        opened.journal.add_trial(trial)
    opened.journal.end(making.end(session))


def test_it_says_what_is_due_and_why_while_the_window_is_open(
    folder: tuple[Path, Opened, Patient], capsys: pytest.CaptureFixture[str]
) -> None:
    data, opened, anna = folder
    day = TODAY.isoformat()
    printed = said(capsys, data, "--date", day)
    assert "There is no plan yet" in printed
    assert "2 x 10 pictures; 0 done" in printed

    plan = ready_plan(Ready.STANDARD, anna, TODAY)
    opened.journal.save_plan(PlanVersion(uuid4(), anna.id, moment(), plan))
    printed = said(capsys, data, "--date", day)
    assert "no plan yet" not in printed
    assert "3 x 20 pictures; 0 done" in printed
    assert "Suggestion: Go on as it is." in printed
    assert "The first days are for finding a good start." in printed

    for days in range(2):
        a_set(opened, anna, moment(days))
    printed = said(capsys, data, "--date", (TODAY + timedelta(days=1)).isoformat())
    assert "1 done" in printed
    assert "Days with practice among the 7 that are looked at: 2; the goal is 5." in printed
    week_later = said(capsys, data, "--date", (TODAY + timedelta(days=9)).isoformat())
    assert "Suggestion: Begin again with a check-up." in week_later
    assert "The last practice was 8 days ago." in week_later

    flare = Note(uuid4(), anna.id, moment(1), NoteKind.FLARE, FlareNote())
    opened.journal.add_note(flare)
    printed = said(capsys, data, "--date", (TODAY + timedelta(days=1)).isoformat())
    assert "There was a flare-up today" in printed
    assert "Suggestion: Make it easier for a while" in printed
    assert "an easier day" in printed


def begun(folder: tuple[Path, Opened, Patient], sets_a_day: int = 1) -> Plan:
    """A gentle plan, and its sets on the three days before."""
    _, opened, anna = folder
    plan = ready_plan(Ready.GENTLE, anna, TODAY - timedelta(days=3))
    opened.journal.save_plan(PlanVersion(uuid4(), anna.id, moment(-4), plan))
    for days in range(-3, 0):
        for number in range(sets_a_day):
            a_set(opened, anna, moment(days, seconds=3600 * number))
    return plan


def test_every_word_that_is_printed_is_translated(
    folder: tuple[Path, Opened, Patient], capsys: pytest.CaptureFixture[str]
) -> None:
    data, opened, anna = folder
    plan = begun(folder)
    day = ("--date", TODAY.isoformat())
    choice = DayChoice(plan.items[0].id, Choice.LATER, time(23, 59))
    later = Note(uuid4(), anna.id, moment(0), NoteKind.DAY_CHOICE, choice, TODAY)
    flare = Note(uuid4(), anna.id, moment(0), NoteKind.FLARE, FlareNote())
    rests = replace(plan, items=tuple(replace(item, paused=True) for item in plan.items))
    speak(str.upper)
    try:
        printed = [said(capsys, data, *day)]
        opened.journal.add_note(later)
        printed.append(said(capsys, data, *day))
        opened.journal.add_note(flare)
        printed.append(said(capsys, data, *day))
        opened.journal.save_plan(PlanVersion(uuid4(), anna.id, moment(0), rests))
        printed.append(said(capsys, data, *day))
    finally:
        speak(None)
    for text in printed:
        assert not set(re.findall(r"[a-z]+", text.replace(anna.name, ""))) - {"x"}, text


def test_where_a_new_amount_comes_from_is_said(
    folder: tuple[Path, Opened, Patient], capsys: pytest.CaptureFixture[str]
) -> None:
    data, opened, anna = folder
    plan, day = begun(folder), TODAY.isoformat()
    printed = said(capsys, data, "--date", day)
    assert "2 x 10 pictures; " in printed  # as it was planned: nothing to say
    found = PaceNote(plan.items[0].id, PaceChange.BASELINE, 10, 10)
    at = moment(-4)
    opened.journal.add_note(Note(uuid4(), anna.id, at, NoteKind.PACE, found, at.day))
    printed = said(capsys, data, "--date", day)
    assert "2 x 12 pictures, a small step up, before 10 pictures; " in printed
    assert "new amount" not in printed


@pytest.mark.parametrize(
    ("unit", "usual", "eased"),
    [
        (Unit.MINUTES, "1 x 15 minutes; ", "1 x 10 minutes, an easier day, else 15 minutes; "),
        (Unit.TIMES, "1 x 15 times; ", "1 x 10 times, an easier day, else 15 times; "),
    ],
)
def test_an_activity_is_said_in_its_own_unit(
    folder: tuple[Path, Opened, Patient],
    capsys: pytest.CaptureFixture[str],
    unit: Unit,
    usual: str,
    eased: str,
) -> None:
    data, opened, anna = folder
    plan, day = begun(folder), TODAY.isoformat()
    what = TimedItem(seconds=390, what="Walk")
    item = PlanItem(uuid4(), ItemKind.ACTIVITY, what, most_amount=900)
    walks = replace(plan, items=(*plan.items, item))
    opened.journal.save_plan(PlanVersion(uuid4(), anna.id, moment(-4), walks))
    goal = ActivityGoal(uuid4(), "Walk", unit, 15, 15)
    opened.journal.add_note(Note(uuid4(), anna.id, moment(-90), NoteKind.ACTIVITY_GOAL, goal))
    assert usual in said(capsys, data, "--date", day)
    flare = Note(uuid4(), anna.id, moment(0), NoteKind.FLARE, FlareNote(), TODAY)
    opened.journal.add_note(flare)
    assert eased in said(capsys, data, "--date", day)


def test_what_was_found_in_the_first_days_is_said_while_it_is_new(
    folder: tuple[Path, Opened, Patient], capsys: pytest.CaptureFixture[str]
) -> None:
    data, opened, anna = folder
    plan = ready_plan(Ready.GENTLE, anna, TODAY - timedelta(days=3))
    what = plan.items[0].what
    assert isinstance(what, LateralityItem)
    planned = replace(what, settings=replace(what.settings, count=14))
    more = plan.with_item(replace(plan.items[0], what=planned))
    opened.journal.save_plan(PlanVersion(uuid4(), anna.id, moment(-4), more))
    for days in range(-3, 0):
        a_set(opened, anna, moment(days))

    def printed(days: int) -> str:
        return said(capsys, data, "--date", (TODAY + timedelta(days=days)).isoformat())

    new = ", found in the first days, planned 14 pictures; "
    assert f"2 x 10 pictures{new}" in printed(0)
    assert new not in printed(1)
    assert new not in printed(21)
    found = PaceNote(plan.items[0].id, PaceChange.BASELINE, 10, 14)
    opened.journal.add_note(Note(uuid4(), anna.id, moment(), NoteKind.PACE, found, TODAY))
    assert new in printed(0)
    assert new not in printed(1)


@pytest.mark.parametrize(("reduced", "moves"), [("0", True), ("1", False)])
def test_a_level_that_cannot_be_shown_is_not_suggested(
    folder: tuple[Path, Opened, Patient],
    capsys: pytest.CaptureFixture[str],
    reduced: str,
    moves: bool,
) -> None:
    """As in the window: nothing that moves with reduced motion."""
    data, opened, anna = folder
    plan = begun(folder, sets_a_day=9)
    item = plan.items[0]
    assert isinstance(item.what, LateralityItem)
    only = replace(
        item.what, sets=(PictureSet.PLAIN,), turned=False, moving=True, shortest_limit_s=None
    )
    still = plan.with_item(replace(item, what=only))
    opened.journal.save_plan(PlanVersion(uuid4(), anna.id, moment(-4), still))
    opened.journal.save_settings({"reduced_motion": reduced})
    printed = said(capsys, data, "--date", TODAY.isoformat())
    assert ("Suggestion: Try the next level: moving pictures." in printed) is moves, printed
    assert ("It is about left or right." in printed) is moves


def test_a_plan_that_cannot_be_read_is_said(
    folder: tuple[Path, Opened, Patient], capsys: pytest.CaptureFixture[str]
) -> None:
    data, opened, anna = folder
    begun(folder)
    newest = PlanVersion(uuid4(), anna.id, moment(-2), ready_plan(Ready.STANDARD, anna, TODAY))
    opened.journal.save_plan(newest)
    assert isinstance(opened.journal, SqliteJournal)
    with opened.journal._store.alone() as raw:
        raw.execute("UPDATE plan_versions SET content = '{' WHERE id = ?", (str(newest.id),))
        raw.commit()
    printed = said(capsys, data, "--date", TODAY.isoformat())
    assert damaged(followed=True) in printed
    assert "2 x 10 pictures" in printed  # of the version before


def test_where_no_version_can_be_read_nothing_is_made_up(
    folder: tuple[Path, Opened, Patient], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    data, opened, anna = folder
    begun(folder)
    assert isinstance(opened.journal, SqliteJournal)
    with opened.journal._store.alone() as raw:
        raw.execute("UPDATE plan_versions SET content = '{'")
        raw.commit()
    printed = said(capsys, data)
    assert printed.splitlines()[1:] == [damaged(followed=False)]
    assert printed.startswith(anna.name)
    calendar = tmp_path / "plan.ics"
    assert main(["today", "--data", str(data), "--ics", str(calendar)]) == 1
    assert damaged(followed=False) in capsys.readouterr().out
    assert not calendar.exists()


def test_a_day_off_is_just_that(
    folder: tuple[Path, Opened, Patient], capsys: pytest.CaptureFixture[str]
) -> None:
    data, opened, anna = folder
    plan = begun(folder)
    off = tuple(day for day in range(7) if day != TODAY.weekday())
    first = replace(plan.items[0], days=off)
    opened.journal.save_plan(PlanVersion(uuid4(), anna.id, moment(-2), plan.with_item(first)))
    (line,) = (
        line
        for line in said(capsys, data, "--date", TODAY.isoformat()).splitlines()
        if line.startswith("left or right")
    )
    assert line.split(maxsplit=3)[-1] == "day off"


def test_seconds_are_said_as_they_will_be_given(
    folder: tuple[Path, Opened, Patient], capsys: pytest.CaptureFixture[str]
) -> None:
    data, opened, anna = folder
    plan = replace(begun(folder), stage=ItemKind.IMAGERY)
    imagery = plan.of_kind(ItemKind.IMAGERY)[0]
    assert isinstance(imagery.what, TimedItem)
    longer = replace(imagery, what=replace(imagery.what, seconds=230), paced=False)
    opened.journal.save_plan(PlanVersion(uuid4(), anna.id, moment(-1), plan.with_item(longer)))
    printed = said(capsys, data, "--date", TODAY.isoformat())
    assert f"{imagery.per_day} x 3½ min; 0 done" in printed


def test_an_earlier_day_has_the_plan_of_that_day(
    folder: tuple[Path, Opened, Patient], capsys: pytest.CaptureFixture[str]
) -> None:
    data, opened, anna = folder
    first = ready_plan(Ready.STANDARD, anna, TODAY)
    opened.journal.save_plan(PlanVersion(uuid4(), anna.id, moment(), first))
    later = moment(14)
    imagery = replace(first, stage=ItemKind.IMAGERY, stage_since=later.day)
    opened.journal.save_plan(PlanVersion(uuid4(), anna.id, later, imagery))

    def stage(day: date) -> str:
        return said(capsys, data, "--date", day.isoformat()).splitlines()[1]

    begun = f"Stage: left or right, since {TODAY.isoformat()}"
    assert stage(TODAY) == stage(later.day - timedelta(days=1)) == begun
    assert stage(later.day) == f"Stage: imagined movements, since {later.day.isoformat()}"
    assert stage(TODAY - timedelta(days=3)) == begun  # before the first plan: that one


def test_after_the_clock_was_set_back_the_newest_plan_holds_as_in_the_window(
    folder: tuple[Path, Opened, Patient], capsys: pytest.CaptureFixture[str]
) -> None:
    data, opened, anna = folder
    now = SystemClock().moment()
    ahead = Moment.of(now.local + timedelta(days=20))
    before = PlanVersion(uuid4(), anna.id, ahead, ready_plan(Ready.GENTLE, anna, now.day))
    opened.journal.save_plan(before)
    newest = ready_plan(Ready.STANDARD, anna, now.day)
    opened.journal.save_plan(PlanVersion(uuid4(), anna.id, now, newest, parent=before.id))
    assert "3 x 20 pictures" in said(capsys, data)
    assert "3 x 20 pictures" in said(capsys, data, "--date", now.day.isoformat())
    yet_older = ready_plan(Ready.GENTLE, anna, now.day)
    opened.journal.save_plan(PlanVersion(uuid4(), anna.id, ahead, yet_older))
    assert "2 x 10 pictures" in said(capsys, data)
    assert "3 x 20 pictures" in said(capsys, data, "--date", now.day.isoformat())


def test_the_plan_goes_into_a_calendar(
    folder: tuple[Path, Opened, Patient], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    data, opened, anna = folder
    plan = replace(ready_plan(Ready.STANDARD, anna, TODAY), review=None)
    opened.journal.save_plan(PlanVersion(uuid4(), anna.id, moment(), plan))
    target = tmp_path / "plan.ics"
    assert str(target) in said(capsys, data, "--ics", str(target))
    events = list(Calendar.from_ical(target.read_bytes()).walk("VEVENT"))
    assert [str(event["summary"]) for event in events] == ["Exercise: left or right"] * 3
    assert not list(tmp_path.glob("*.part"))

    for impossible in (tmp_path / "no" / "plan.ics", target / "plan.ics", tmp_path):
        assert main(["today", "--data", str(data), "--ics", str(impossible)]) == 1
        assert "could not be written" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "1/2/26"])
def test_a_day_that_is_none_is_refused(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["today", "--date", day]) == 2
    assert "2026-11-23" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2100-01-01", "9999-12-31"])
def test_a_day_out_of_range_is_not_said_to_be_written_wrongly(
    day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["today", "--date", day]) == 2
    told = capsys.readouterr().err
    assert "2000 to 2099" in told
    assert "written" not in told


def test_it_asks_who_is_meant(
    folder: tuple[Path, Opened, Patient], capsys: pytest.CaptureFixture[str]
) -> None:
    data, opened, _ = folder
    opened.journal.save_patient(making.patient("Bruno"))
    assert main(["today", "--data", str(data)]) == 2
    assert "--patient" in capsys.readouterr().err
    assert "Bruno" in said(capsys, data, "--patient", "Bruno")
