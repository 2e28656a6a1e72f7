"""Which version held on which day, where the person says yes or no to it at home."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from gmi_app.clinic.adherence import plan_on
from gmi_app.facts.authors import SIMULATION
from gmi_app.facts.note import Note, NoteKind, PlanAnswer
from gmi_app.facts.transfer import INVITATION_KEY, REPLY_KEY
from gmi_app.programme.in_force import Unheld, decides_elsewhere, in_force
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import PlanVersion
from gmi_app.programme.ready import Ready, ready_plan
from tests.unit.making import PATIENT, moment

ANNA = Patient(PATIENT, moment(), "Anna")
PLAN = ready_plan(Ready.GENTLE, ANNA, moment(0).day)
CLINIC = "Mara Stein"


def version(
    number: int, day: int, author: str = CLINIC, parent: int | None = None, note: str = ""
) -> PlanVersion:
    plan = replace(PLAN, note_to_patient=note or f"of day {day}")
    before = None if parent is None else UUID(int=parent)
    return PlanVersion(UUID(int=number), PATIENT, moment(day), plan, author, before)


def answer(number: int, day: int, *, yes: bool) -> Note:
    content = PlanAnswer(UUID(int=number), yes, "print")
    at = moment(day)
    return Note(UUID(int=100 * day + number), PATIENT, at, NoteKind.PLAN_ANSWER, content, at.day)


CAME = {f"{REPLY_KEY}{PATIENT}": "age1somebody"}
"""What the settings hold where their results came from another computer."""

OWN = version(1, 0, "program")
SECOND, THIRD = version(2, 10, parent=1), version(3, 20, parent=2)
EDITED = version(4, 12, "patient", parent=1)
FIRST_OF_CLINIC = version(5, 0)


def yes(number: int, day: int) -> Note:
    return answer(number, day, yes=True)


def no(number: int, day: int) -> Note:
    return answer(number, day, yes=False)


CASES: list[tuple[str, list[PlanVersion], list[Note], dict[int, int | None], Unheld | None]] = [
    ("not answered", [SECOND, OWN], [], {9: 1, 30: 1}, Unheld.WAITING),
    ("from the yes", [SECOND, OWN], [yes(2, 14)], {10: 1, 13: 1, 14: 2, 30: 2}, None),
    ("never after a no", [SECOND, OWN], [no(2, 14)], {13: 1, 14: 1, 30: 1}, Unheld.DECLINED),
    ("a no, then a yes", [SECOND, OWN], [yes(2, 16), no(2, 14)], {15: 1, 16: 2}, None),
    ("a yes, then a no", [SECOND, OWN], [no(2, 16), yes(2, 14)], {13: 1, 14: 2, 17: 2}, None),
    (
        "one was left out",
        [THIRD, SECOND, OWN],
        [yes(3, 22)],
        {10: 1, 21: 1, 22: 3},
        None,
    ),
    (
        "the newer one was declined",
        [THIRD, SECOND, OWN],
        [no(3, 22), yes(2, 11)],
        {10: 1, 11: 2, 30: 2},
        Unheld.DECLINED,
    ),
    ("own changes need no yes", [SECOND, EDITED, OWN], [], {11: 1, 12: 4}, Unheld.WAITING),
    (
        "kept beside",
        [SECOND, OWN, EDITED],
        [yes(2, 11)],
        {10: 1, 11: 2, 12: 4},
        Unheld.REPLACED,
    ),
    ("the first of all", [FIRST_OF_CLINIC], [no(9, 3)], {-1: None, 0: 5, 30: 5}, None),
    ("the first, with a yes", [FIRST_OF_CLINIC], [yes(5, 3)], {0: 5, 30: 5}, None),
    ("the first, with a no", [FIRST_OF_CLINIC], [no(5, 3)], {0: None, 30: None}, Unheld.DECLINED),
    ("none", [], [], {0: None}, None),
]


@pytest.mark.parametrize(
    ("versions", "notes", "expected", "unheld"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_days_are_held_to_what_was_accepted(
    versions: list[PlanVersion],
    notes: list[Note],
    expected: dict[int, int | None],
    unheld: Unheld | None,
) -> None:
    found = in_force(versions, notes, CAME)
    held = {day: plan_on(found.versions, moment(day).day) for day in expected}
    numbers = {day: None if each is None else each.id.int for day, each in held.items()}
    assert numbers == expected
    assert found.unheld is unheld
    assert found.newest == (versions[0] if versions else None)
    assert found.present == (found.versions[0] if found.versions else None)


def test_who_practises_at_the_clinic_is_held_to_what_is_written_there() -> None:
    versions = [THIRD, SECOND, OWN]
    found = in_force(versions, [], {})
    assert (list(found.versions), found.unheld) == (versions, None)


def test_results_of_another_clinic_ask_for_no_answer() -> None:
    assert not decides_elsewhere(PATIENT, [THIRD, SECOND], [], CAME)
    assert decides_elsewhere(PATIENT, [THIRD, SECOND, OWN], [], CAME)
    assert not decides_elsewhere(PATIENT, [THIRD, SECOND, OWN], [], {})
    assert decides_elsewhere(PATIENT, [THIRD], [no(3, 22)], {})


def test_who_accepted_an_invitation_here_decides_here() -> None:
    """The clinic's way on their own computer writes without asking; nobody answers that."""
    here = {f"{INVITATION_KEY}{PATIENT}": "GMI1"}
    found = in_force([THIRD, SECOND, OWN], [yes(2, 11)], here)
    assert (len(found.versions), found.unheld) == (3, None)
    both = {**here, **CAME}
    assert in_force([THIRD, SECOND, OWN], [yes(2, 11)], both).unheld is Unheld.WAITING


def test_a_simulated_person_is_one_at_home() -> None:
    simulated = replace(OWN, author=SIMULATION), replace(EDITED, author=SIMULATION)
    found = in_force([SECOND, *simulated[::-1]], [], CAME)
    assert ([each.id.int for each in found.versions], found.unheld) == ([4, 1], Unheld.WAITING)


def test_an_older_plan_taken_again_holds_from_the_second_yes() -> None:
    again = replace(SECOND, id=UUID(int=6), at=moment(24), parent=SECOND.id)
    notes = [yes(2, 24), yes(3, 22)]
    for versions in ([again, THIRD, SECOND, OWN], [THIRD, SECOND, OWN, again]):  # home, clinic
        found = in_force(versions, notes, CAME)
        held = found.versions
        assert found.unheld is (None if versions[0] is again else Unheld.REPLACED)
        plans = {day: plan_on(held, moment(day).day) for day in (21, 23, 24, 30)}
        told = {day: each and each.plan for day, each in plans.items()}
        assert told == {21: OWN.plan, 23: THIRD.plan, 24: SECOND.plan, 30: SECOND.plan}


def test_a_clock_that_was_set_back_hides_no_own_version() -> None:
    back = version(7, 5, "patient", parent=4)
    found = in_force([back, EDITED, OWN], [no(2, 11)], CAME)
    assert [each.id.int for each in found.versions] == [7, 4, 1]
    assert found.unheld is None
