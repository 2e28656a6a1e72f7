"""Plans that travel: signed, shown with what changes, accepted or declined, and both are kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import pytest

from gmi_app.exchange.bundle import Bundle, Draft, read_bundle
from gmi_app.exchange.desk import ResultsOffer
from gmi_app.exchange.keys import OwnKeys
from gmi_app.exchange.plans import NotSigned, PlanOffer, offer_of, prepare_plan, signed, signer
from gmi_app.exchange.refusal import Refused
from gmi_app.facts.note import NoteKind, PlanAnswer
from gmi_app.facts.transfer import FactRow
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import PlanVersion
from tests.exchange.making import (
    Computer,
    computer,
    one_of_each,
    opened_parts,
    packed_again,
    plan_version,
)
from tests.unit.making import moment

pytestmark = pytest.mark.slow  # two computers with their databases


@dataclass
class Two:
    """A home and a clinic that know each other, with a plan at the clinic."""

    home: Computer
    clinic: Computer
    anna: Patient
    file: Patient
    plan: PlanVersion

    def sent(self) -> Bundle:
        return read_bundle(self.clinic.desk.plan(self.file.id, moment(5)).content)

    def offered(self, bundle: Bundle | None = None) -> PlanOffer:
        trusted = [each.keys for each in self.home.desk.invitations(self.anna.id)]
        return offer_of(bundle or self.sent(), self.home.ledger, trusted)

    def answers(self) -> list[PlanAnswer]:
        notes = self.home.data.journal.notes(self.anna.id, [NoteKind.PLAN_ANSWER])
        return [note.content for note in notes if isinstance(note.content, PlanAnswer)]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    with computer(tmp_path / "home") as home, computer(tmp_path / "clinic") as clinic:
        anna, file = one_of_each(home), one_of_each(clinic, "A-17")
        home.desk.accept_invitation(clinic.desk.invite(file.id), anna.id, moment(1))
        plan = plan_version(file, moment(3), count=30, note="A little more now")
        clinic.data.journal.save_plan(plan)
        yield Two(home, clinic, anna, file, plan)


def test_a_plan_is_shown_first_and_kept_only_with_a_yes(two: Two) -> None:
    before = two.home.facts()
    present = two.home.data.journal.plan(two.anna.id)
    offer = two.offered()

    assert two.home.facts() == before
    assert present is not None
    assert (offer.before, offer.after) == (present.plan, two.plan.plan)
    assert (offer.patient, offer.version, offer.known) == (two.anna.id, two.plan.id, False)
    assert offer.fingerprint == two.clinic.desk.fingerprint

    offer.accept(two.home.ledger, moment(6))

    now = two.home.data.journal.plan(two.anna.id)
    assert now is not None
    assert (now.id, now.plan, now.patient) == (two.plan.id, two.plan.plan, two.anna.id)
    assert len(two.home.data.journal.plans(two.anna.id)) == 3  # theirs, and both of the clinic
    assert two.answers() == [PlanAnswer(two.plan.id, True, offer.fingerprint)]
    again = two.offered()
    assert again.known
    again.accept(two.home.ledger, moment(7))
    assert len(two.answers()) == 1


def test_declined_is_kept_and_the_plan_from_before_stays(two: Two) -> None:
    present = two.home.data.journal.plan(two.anna.id)
    offer = two.offered()
    offer.decline(two.home.ledger, moment(6), "too much at once")

    assert two.home.data.journal.plan(two.anna.id) == present
    (answer,) = two.answers()
    assert (answer.accepted, answer.words) == (False, "too much at once")
    two.offered().accept(two.home.ledger, moment(7))
    assert [answer.accepted for answer in two.answers()] == [True, False]


def test_the_answer_comes_back_to_the_clinic(two: Two) -> None:
    two.offered().accept(two.home.ledger, moment(6))
    bundle = read_bundle(two.home.desk.results(two.anna.id, moment(8)).content)
    match = two.clinic.ledger.match(bundle.arrival())
    two.clinic.desk.take_in(ResultsOffer(bundle, match), None)

    notes = two.clinic.data.journal.notes(two.file.id, [NoteKind.PLAN_ANSWER])
    assert [note.content for note in notes] == two.answers()
    newest = two.clinic.data.journal.plan(two.file.id)
    assert newest is not None
    assert newest.id == two.plan.id


def test_a_plan_goes_back_sealed_to_whoever_sent_results(two: Two, tmp_path: Path) -> None:
    bundle = read_bundle(two.home.desk.results(two.anna.id, moment(4)).content)
    two.clinic.desk.take_in(ResultsOffer(bundle, two.clinic.ledger.match(bundle.arrival())), None)
    key = two.clinic.desk.reply_key(two.file.id)
    two.clinic.desk.plan(two.file.id, moment(5)).seal(tmp_path / "plan.gmi", to=key)

    offer = two.home.desk.open(tmp_path / "plan.gmi")
    assert isinstance(offer, PlanOffer)
    assert offer.version == two.plan.id


def changed(content: bytes, /, **values: object) -> Bundle:
    """With other values in every version."""
    parts = opened_parts(content)
    name = "facts/plan_versions.jsonl"
    rows = [json.loads(line) | values for line in parts[name].splitlines()]
    parts[name] = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    return read_bundle(packed_again(content, parts))


@pytest.mark.parametrize(
    "values",
    [
        {"author": "Dr. Wei\u00df"},
        {"at_utc": "2026-03-09T12:00:00.000001+00:00"},
        {"parent_id": "3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
        {"content": {"format": "gmi-plan"}},
        {"signature": None},
        {"signature": ""},
        {"signature": "gmi-plan-1 AAAA x AAAA"},
        {"signature": "gmi-plan-2 a b c"},
    ],
)
def test_a_changed_plan_is_not_signed(two: Two, values: dict[str, object]) -> None:
    content = two.clinic.desk.plan(two.file.id, moment(5)).content
    before = two.home.facts()
    with pytest.raises(NotSigned, match="Nothing was changed"):
        two.offered(changed(content, **values))
    assert two.home.facts() == before


def test_an_older_version_that_was_changed_is_not_signed_either(two: Two) -> None:
    content = two.clinic.desk.plan(two.file.id, moment(5)).content
    parts = opened_parts(content)
    name = "facts/plan_versions.jsonl"
    first, *rest = parts[name].splitlines(keepends=True)
    assert rest
    other = json.dumps(json.loads(first) | {"author": "somebody"}).encode() + b"\n"
    parts[name] = b"".join([other, *rest])
    with pytest.raises(NotSigned):
        two.offered(read_bundle(packed_again(content, parts)))


def test_another_clinic_is_not_believed(two: Two, tmp_path: Path) -> None:
    """Also when the signature itself is perfectly good."""
    draft = prepare_plan(two.clinic.ledger, two.file.id, moment(5), OwnKeys.make())
    with pytest.raises(NotSigned):
        two.offered(read_bundle(draft.content))
    with pytest.raises(NotSigned):
        offer_of(two.sent(), two.home.ledger, [])


def test_an_impossible_plan_is_refused_with_its_reasons(two: Two) -> None:
    row = next(iter(two.clinic.ledger.rows(two.file.id, "plan_versions")))
    content = json.loads(str(row["content"])) | {"most_s_per_day": -1}
    impossible: FactRow = {**row, "content": json.dumps(content), "signature": None}
    again = signed(impossible, two.clinic.desk.keys)
    draft = two.clinic.desk.plan(two.file.id, moment(5))
    values = {"content": content, "signature": again["signature"]}
    parts = opened_parts(draft.content)
    line = json.loads(parts["facts/plan_versions.jsonl"].splitlines()[0]) | values
    parts["facts/plan_versions.jsonl"] = json.dumps(line).encode() + b"\n"
    with pytest.raises(Refused, match="cannot be used as it is"):
        two.offered(read_bundle(packed_again(draft.content, parts)))


def test_a_plan_for_nobody_here_and_no_plan_at_all(two: Two, tmp_path: Path) -> None:
    with computer(tmp_path / "other") as other:
        carla = one_of_each(other, "Carla")
        with pytest.raises(Refused, match="not known here"):
            offer_of(two.sent(), other.ledger, [two.clinic.desk.keys.public])
        nobody = replace(carla, id=two.plan.id)
        with pytest.raises(Refused, match="no plan for this person"):
            other.desk.plan(nobody.id, moment())


def test_results_are_no_plan(two: Two) -> None:
    results = read_bundle(two.clinic.desk.results(two.file.id, moment(5)).content)
    with pytest.raises(Refused, match="damaged"):
        two.offered(results)


def test_a_signature_is_kept_and_tells_who(two: Two) -> None:
    row = next(iter(two.clinic.ledger.rows(two.file.id, "plan_versions")))
    once = signed(row, two.clinic.desk.keys)
    assert signed(once, OwnKeys.make()) == once
    assert signer(once) == two.clinic.desk.keys.public.signing
    assert signer(row) is None
    here = {**once, "patient_id": str(two.anna.id)}  # as it is kept at home
    assert signer(here) == two.clinic.desk.keys.public.signing


# ---- which plan is the present one when results come


def came(at: Computer, draft: Draft) -> None:
    bundle = read_bundle(draft.content)
    at.desk.take_in(ResultsOffer(bundle, at.ledger.match(bundle.arrival())), None)


def present(at: Computer, person: Patient) -> PlanVersion:
    found = at.data.journal.plan(person.id)
    assert found is not None
    return found


def test_results_never_change_the_plan_behind_somebodys_back(two: Two) -> None:
    before = present(two.home, two.anna)
    came(two.home, two.clinic.desk.results(two.file.id, moment(5)))
    assert present(two.home, two.anna) == before
    came(two.clinic, two.home.desk.results(two.anna.id, moment(6)))
    assert present(two.clinic, two.file).id == two.plan.id
    assert len(two.clinic.data.journal.plans(two.file.id)) == 3
    packed = two.clinic.folder.parent / "packed.gmi"
    two.clinic.data.vault.pack(str(packed))
    with computer(two.clinic.folder.parent / "next") as other:
        other.data.vault.unpack(str(packed))
        assert other.facts() == two.clinic.facts()

    offer = two.offered()  # it is there already, beside the present one
    assert not offer.known
    offer.accept(two.home.ledger, moment(7))
    assert present(two.home, two.anna).plan == two.plan.plan
    assert present(two.home, two.anna).parent == two.plan.id
    assert two.offered().known


def test_a_plan_from_which_the_present_one_was_made_is_called_older(two: Two) -> None:
    assert two.offered().older_than is None, "they do not stem from each other"
    old = two.sent()
    two.offered(old).accept(two.home.ledger, moment(5))
    for number in (6, 7):
        parent = present(two.home, two.anna)
        plan = replace(parent.plan, note_to_patient=f"of day {number}")
        own = replace(parent, id=uuid4(), plan=plan, at=moment(number), parent=parent.id)
        two.home.data.journal.save_plan(replace(own, author="patient"))
    offer = two.offered(old)
    assert (offer.known, offer.at, offer.older_than) == (False, two.plan.at, moment(7))


def test_a_version_made_from_the_present_one_follows_it(two: Two) -> None:
    two.offered().accept(two.home.ledger, moment(5))
    step = replace(
        two.plan,
        id=uuid4(),
        patient=two.anna.id,
        at=moment(6),
        parent=two.plan.id,
        author="patient",
    )
    two.home.data.journal.save_plan(step)
    came(two.clinic, two.home.desk.results(two.anna.id, moment(7)))
    assert present(two.clinic, two.file).id == step.id

    edited = replace(two.plan, id=uuid4(), at=moment(8), parent=step.id)
    two.clinic.data.journal.save_plan(edited)
    another = replace(step, id=uuid4(), at=moment(9), parent=step.id)
    two.home.data.journal.save_plan(another)
    came(two.clinic, two.home.desk.results(two.anna.id, moment(10)))
    assert present(two.clinic, two.file).id == edited.id


def test_a_clinics_next_version_is_never_taken_in_with_results(two: Two) -> None:
    two.offered().accept(two.home.ledger, moment(5))
    edited = replace(two.plan, id=uuid4(), at=moment(6), parent=two.plan.id)
    two.clinic.data.journal.save_plan(edited)
    came(two.home, two.clinic.desk.results(two.file.id, moment(7)))

    assert present(two.home, two.anna).id == two.plan.id
    offer = two.offered()
    assert (offer.version, offer.known) == (edited.id, False)
