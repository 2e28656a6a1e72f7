"""Taking in: by identity, all or nothing, in any order; and nobody else is touched."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from gmi_app.errors import StorageError
from gmi_app.exchange.bundle import Bundle, Draft, read_bundle
from gmi_app.exchange.desk import Desk, ResultsOffer
from gmi_app.exchange.parts import LEFT_OUT, PARTS, STRUCTURES
from gmi_app.exchange.refusal import Refused
from gmi_app.facts.rating import Correction, CorrectionKind, When
from gmi_app.facts.transfer import TABLES, FactRow
from gmi_app.programme.patient import AffectedSide, Patient, PinHash
from gmi_app.storage import tables
from gmi_app.storage.backups import Reason
from gmi_app.storage.handover import SqliteLedger
from tests.exchange.making import (
    Computer,
    computer,
    manifest_of,
    one_of_each,
    opened_parts,
    packed_again,
    practise,
)
from tests.storage import making
from tests.storage.test_library import own, photograph
from tests.unit.making import moment

pytestmark = pytest.mark.slow  # two computers with their databases


def offer(at: Computer, draft: Draft) -> ResultsOffer:
    """As a file would give it, without the time that sealing takes."""
    bundle = read_bundle(draft.content)
    return ResultsOffer(bundle, at.ledger.match(bundle.arrival()))


def take(at: Computer, draft: Draft, into: UUID | None = None) -> int:
    return at.desk.take_in(offer(at, draft), into).total


def test_the_structures_are_those_of_the_tables() -> None:
    assert list(PARTS) == [table.name for table in tables.FACTS] == list(TABLES)
    for table in tables.FACTS:
        kept = {column.name for column in table.columns} - {"number", *LEFT_OUT}
        if table is tables.own_pictures:
            kept.remove("content")
        assert set(PARTS[table.name].__struct_fields__) == kept, table.name
        texts = {column.name for column in table.columns if column.name in STRUCTURES}
        assert texts <= set(STRUCTURES)


def test_into_an_empty_folder_it_is_the_same_as_there(tmp_path: Path) -> None:
    with computer(tmp_path / "home") as home, computer(tmp_path / "new") as new:
        person = one_of_each(home)
        draft = home.desk.results(person.id, moment(9))

        preview = new.desk.preview(offer(new, draft), None)
        assert new.patients() == []
        taken = new.desk.take_in(offer(new, draft), None)

        assert preview == taken
        assert taken.total == sum(draft.contents.rows.values())
        assert new.facts() == home.facts()
        assert new.data.journal.summaries(person.id) == home.data.journal.summaries(person.id)
        assert [each.reason for each in new.data.vault.backups()] == [Reason.BEFORE_IMPORT]


def test_twice_is_once(tmp_path: Path) -> None:
    with computer(tmp_path / "home") as home, computer(tmp_path / "new") as new:
        person = one_of_each(home)
        draft = home.desk.results(person.id, moment(9))
        take(new, draft)
        once = new.facts()

        assert new.desk.preview(offer(new, draft), None).total == 0
        assert take(new, draft) == 0
        assert new.facts() == once
        assert len(new.data.vault.backups()) == 1, "there was nothing to be safe from"

        practise(home, person, range(5, 6))
        assert take(new, home.desk.results(person.id, moment(9))) == 13
        assert len(new.data.vault.backups()) == 2


@pytest.mark.slow  # many databases
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(range(5)), twice=st.lists(st.integers(0, 4), max_size=3))
def test_any_order_from_two_computers_ends_the_same(
    files: tuple[Sequence[Draft], dict[str, set[str]]], order: list[int], twice: list[int]
) -> None:
    drafts, expected = files
    with TemporaryDirectory() as place, computer(Path(place) / "clinic") as clinic:
        for number in (*order, *twice):
            take(clinic, drafts[number])
        assert clinic.facts() == expected


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Sequence[Draft], dict[str, set[str]]]:
    """Five files of one person from two computers, older and newer; and all facts together."""
    place = tmp_path_factory.mktemp("two")
    with computer(place / "one") as one, computer(place / "two") as two:
        person = one_of_each(one)
        drafts = [one.desk.results(person.id, moment(2))]
        take(two, drafts[0])
        for computer_, days in ((one, range(2, 4)), (two, range(4, 6))):
            practise(computer_, person, days, 10)
            drafts.append(computer_.desk.results(person.id, moment(6)))
        practise(two, person, range(7, 8), 10)
        two.data.journal.save_patient(replace(person, name="Anna B.", at=moment(8)))
        drafts.append(two.desk.results(person.id, moment(9)))
        practise(one, person, range(10, 11), 10)
        drafts.append(one.desk.results(person.id, moment(11)))
        for draft in drafts:
            take(one, draft)
        return drafts, one.facts()


def test_a_failure_in_the_middle_undoes_everything(tmp_path: Path) -> None:
    with computer(tmp_path / "home") as home, computer(tmp_path / "clinic") as clinic:
        person = one_of_each(home)
        one_of_each(clinic, "Ben")
        draft, before = home.desk.results(person.id, moment(9)), clinic.facts()

        def fail(*statement: object) -> None:
            if "INSERT INTO ratings" in str(statement[2]):
                raise OSError(28, "No space left on device")

        engine = clinic.data.store._engine
        event.listen(engine, "before_cursor_execute", fail)
        with pytest.raises(StorageError, match="No space left"):
            take(clinic, draft)
        event.remove(engine, "before_cursor_execute", fail)

        assert clinic.facts() == before
        take(clinic, draft)
        assert clinic.facts() != before


# ---- who it is


def test_an_invitation_brings_results_to_their_place(tmp_path: Path) -> None:
    with computer(tmp_path / "home") as home, computer(tmp_path / "clinic") as clinic:
        anna, file = one_of_each(home, "Anna"), one_of_each(clinic, "A-17")
        invitation = clinic.desk.invite(file.id)
        home.desk.accept_invitation(invitation, anna.id, moment(3))
        home.desk.accept_invitation(invitation, anna.id, moment(4))
        practise(home, anna, range(4, 6))
        assert home.desk.invitations(anna.id) == (invitation,)

        draft = home.desk.results(anna.id, moment(9))
        came = offer(clinic, draft)
        assert came.match.certain == file.id
        take(clinic, draft)

        assert [person.name for person in clinic.patients()] == ["A-17"]
        assert len(clinic.data.journal.summaries(file.id)) == 4
        assert clinic.ledger.links(file.id) == {anna.id}
        assert clinic.desk.reply_key(file.id) == home.desk.keys.public.encryption
        assert take(clinic, draft) == 0

        back = clinic.desk.results(file.id, moment(10))
        assert offer(home, back).match.certain == anna.id
        take(home, back)
        assert [person.name for person in home.patients()] == ["Anna"]
        assert len(home.data.journal.summaries(anna.id)) == 4


def test_an_invitation_of_ones_own_is_refused(tmp_path: Path) -> None:
    with computer(tmp_path / "clinic") as clinic:
        dora, emil = one_of_each(clinic, "Dora"), one_of_each(clinic, "Emil")
        before = clinic.facts()
        with pytest.raises(Refused, match="was made here"):
            clinic.desk.accept_invitation(clinic.desk.invite(dora.id), emil.id, moment(1))
        assert clinic.facts() == before
        assert clinic.desk.invitations(emil.id) == ()


def test_an_invitation_in_the_file_alone_is_enough(tmp_path: Path) -> None:
    with computer(tmp_path / "home") as home, computer(tmp_path / "clinic") as clinic:
        anna, file = one_of_each(home, "Anna"), one_of_each(clinic, "A-17")
        draft = home.desk.results(anna.id, moment(3), also=frozenset({file.id}))

        assert offer(clinic, draft).match.certain == file.id


def test_who_is_not_known_is_asked_for_and_the_answer_is_kept(tmp_path: Path) -> None:
    with computer(tmp_path / "home") as home, computer(tmp_path / "clinic") as clinic:
        anna, file = one_of_each(home, "Anna"), one_of_each(clinic, "A-17")
        draft = home.desk.results(anna.id, moment(9))
        came = offer(clinic, draft)
        assert came.match.candidates == ()

        clinic.desk.take_in(came, file.id)

        assert clinic.ledger.links(file.id) == {anna.id}
        assert offer(clinic, draft).match.certain == file.id
        assert take(clinic, draft) == 0
        other = making.patient("Carla")
        clinic.data.journal.save_patient(other)
        with pytest.raises(Refused, match="already here"):
            clinic.desk.take_in(offer(clinic, draft), other.id)


def test_two_home_computers_with_one_invitation_are_one_person(tmp_path: Path) -> None:
    with (
        computer(tmp_path / "one") as one,
        computer(tmp_path / "two") as two,
        computer(tmp_path / "clinic") as clinic,
    ):
        file = one_of_each(clinic, "A-17")
        for home in (one, two):
            person = one_of_each(home)
            home.desk.accept_invitation(clinic.desk.invite(file.id), person.id, moment(1))
            take(clinic, home.desk.results(person.id, moment(9)))
        there, here = one.patients()[0], two.patients()[0]

        assert len(clinic.data.journal.summaries(file.id)) == 3
        assert offer(two, one.desk.results(there.id, moment(9))).match.certain == here.id


def test_several_who_it_might_be_are_asked_about(tmp_path: Path) -> None:
    with computer(tmp_path / "home") as home, computer(tmp_path / "clinic") as clinic:
        anna = one_of_each(home)
        both = [one_of_each(clinic, name) for name in ("A-17", "A-18")]
        also = frozenset(person.id for person in both)
        draft = home.desk.results(anna.id, moment(9), also=also)

        came = offer(clinic, draft)
        assert set(came.match.candidates) == also
        assert came.match.certain is None


def test_a_version_never_blanks_or_renames_what_is_known_here(tmp_path: Path) -> None:
    with computer(tmp_path / "home") as home, computer(tmp_path / "clinic") as clinic:
        anna = Patient(uuid4(), moment(5), "Mum", affected=AffectedSide.RIGHT)
        home.data.journal.save_patient(anna)
        file = making.patient("A-17")
        clinic.data.journal.save_patient(file)

        clinic.desk.take_in(offer(clinic, home.desk.results(anna.id, moment(6))), file.id)

        (now,) = clinic.patients()
        assert (now.name, now.affected, now.part) == ("A-17", AffectedSide.RIGHT, file.part)


def test_what_is_known_here_later_but_less_is_filled_in(tmp_path: Path) -> None:
    """The clinic noted a name, a day after the person had said the rest at home."""
    with computer(tmp_path / "home") as home, computer(tmp_path / "clinic") as clinic:
        anna = replace(making.patient("Mum"), simulated=True)
        home.data.journal.save_patient(anna)
        file = Patient(uuid4(), moment(1), "A-17")
        clinic.data.journal.save_patient(file)

        for _ in range(2):
            clinic.desk.take_in(offer(clinic, home.desk.results(anna.id, moment(6))), file.id)
            (now,) = clinic.patients()
            assert (now.name, now.affected, now.part) == ("A-17", anna.affected, anna.part)
            assert now.simulated
            assert len(clinic.facts()["patient_versions"]) == 3


def test_a_bundle_without_the_name_and_one_with_it(tmp_path: Path) -> None:
    for order in ((False, True), (True, False)):
        place = tmp_path / str(order[0])
        place.mkdir()
        with computer(place / "home") as home, computer(place / "new") as new:
            anna = one_of_each(home)
            for identity in order:
                draft = home.desk.results(anna.id, moment(9), identity=identity)
                assert (b"Anna" in b"".join(opened_parts(draft.content).values())) >= identity
                versions = opened_parts(draft.content)["facts/patient_versions.jsonl"]
                assert (b"Anna" in versions) is identity
                take(new, draft)
            assert [person.name for person in new.patients()] == ["Anna"]


def test_a_pin_stays_on_its_computer(tmp_path: Path) -> None:
    with computer(tmp_path / "home") as home, computer(tmp_path / "clinic") as clinic:
        anna = replace(making.patient(), pin=PinHash("ab" * 16, "cd" * 32))
        home.data.journal.save_patient(anna)
        draft = home.desk.results(anna.id, moment(9))
        assert b"cd" * 32 not in b"".join(opened_parts(draft.content).values())
        take(clinic, draft)
        assert clinic.patients()[0].pin is None
        take(home, clinic.desk.results(anna.id, moment(9)))
        assert home.patients() == [anna]


# ---- nobody else


def forged(draft: Draft, table: str, **changes: object) -> Bundle:
    """The draft with other values in the first row of a table."""
    parts = opened_parts(draft.content)
    name = f"facts/{table}.jsonl"
    first, *rest = parts[name].splitlines(keepends=True)
    parts[name] = json.dumps({**json.loads(first), **changes}).encode() + b"\n" + b"".join(rest)
    return read_bundle(packed_again(draft.content, parts))


def test_rows_that_would_touch_somebody_else_stop_everything(tmp_path: Path) -> None:
    with computer(tmp_path / "home") as home, computer(tmp_path / "clinic") as clinic:
        anna, ben = one_of_each(home), one_of_each(clinic, "Ben")
        draft, before = home.desk.results(anna.id, moment(9)), clinic.facts()
        (set_,) = clinic.data.journal.summaries(ben.id)
        trial = clinic.data.journal.trials(set_.session)[0].id
        (rating,) = clinic.data.journal.ratings(ben.id)
        for table, changes in (
            ("trials", {"id": str(trial)}),
            ("ratings", {"id": str(rating.id)}),
            ("corrections", {"target_id": str(rating.id)}),
            (
                "corrections",
                {"target_id": str(set_.session), "kind": CorrectionKind.SOMEONE_ELSE.value},
            ),
        ):
            bundle = forged(draft, table, **changes)
            for attempt in (clinic.ledger.missing, clinic.ledger.take_in):
                with pytest.raises(StorageError, match="another person here"):
                    attempt(bundle.arrival(), anna.id)
        assert clinic.facts() == before
        assert clinic.data.journal.summaries(ben.id) == [set_]


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("patients", {"id": str(uuid4())}),
        ("ratings", {"patient_id": str(uuid4())}),
        ("trials", {"session_id": str(uuid4())}),
        ("decisions", {"suggestion_id": str(uuid4())}),
        ("sessions", {"at_utc": "2026-02-30T00:00:00.000000+00:00"}),
        ("sessions", {"at_offset_min": 5000}),
    ],
)
def test_rows_that_do_not_belong_together_are_refused(
    tmp_path: Path, table: str, changes: dict[str, object]
) -> None:
    with computer(tmp_path / "home") as home:
        draft = home.desk.results(one_of_each(home).id, moment(9))
        with pytest.raises(Refused, match="damaged"):
            forged(draft, table, **changes)


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("sessions", {"kind": "dancing"}),
        ("sessions", {"settings": {}}),
        ("trials", {"outcome": "correct", "angle": 33, "part": "tail"}),
        ("ratings", {"value": 11}),
        ("notes", {"content": {}}),
        ("suggestions", {"content": {"reasons": 1}}),
        ("decisions", {"kind": "perhaps"}),
        ("plan_versions", {"content": {"items": "none"}}),
    ],
)
def test_rows_that_make_no_sense_change_nothing(
    tmp_path: Path, table: str, changes: dict[str, object]
) -> None:
    with computer(tmp_path / "home") as home, computer(tmp_path / "clinic") as clinic:
        anna = one_of_each(home)
        bundle = forged(home.desk.results(anna.id, moment(9)), table, **changes)
        with pytest.raises(StorageError, match="makes no sense"):
            clinic.ledger.take_in(bundle.arrival(), anna.id)
        assert not any(clinic.facts().values())


def test_a_deleted_person_leaves_no_link_and_no_key(tmp_path: Path) -> None:
    with computer(tmp_path / "home") as home, computer(tmp_path / "clinic") as clinic:
        anna, file = one_of_each(home), one_of_each(clinic, "A-17")
        home.desk.accept_invitation(clinic.desk.invite(file.id), anna.id, moment(1))
        take(clinic, home.desk.results(anna.id, moment(9)))
        clinic.data.journal.delete_patient(file.id)
        home.data.journal.delete_patient(anna.id)

        for each in (home, clinic):
            assert not any(each.facts().values())
            assert each.data.journal.settings() == {}
    shutil.rmtree(tmp_path / "home")


# ---- photographs of one's own


def test_photographs_go_along_only_with_consent(tmp_path: Path) -> None:
    with computer(tmp_path / "home") as home, computer(tmp_path / "clinic") as clinic:
        anna = one_of_each(home)
        content = photograph(90)
        picture = own(anna, content)
        home.data.pictures.add_own_picture(picture, content)

        without = home.desk.results(anna.id, moment(9))
        assert without.contents.pictures == 0
        assert not any(name.startswith("pictures/") for name in opened_parts(without.content))
        take(clinic, without)
        assert clinic.data.pictures.own_pictures(anna.id) == []

        along = home.desk.results(anna.id, moment(9), pictures=True)
        assert along.contents.pictures == 1
        assert "Own photographs: 1" in along.contents.lines()
        assert take(clinic, along) == 1
        assert take(clinic, along) == 0
        assert clinic.data.pictures.own_pictures(anna.id) == [picture]
        assert clinic.data.pictures.own_content(picture.id) == content

        parts = opened_parts(along.content)
        name = f"pictures/{picture.id}.webp"
        for wrong in (b"no picture", content + b"more", photograph(91)):
            bundle = read_bundle(packed_again(along.content, {**parts, name: wrong}))
            with computer(tmp_path / f"new{len(wrong)}{wrong[-1]}") as new:
                with pytest.raises(StorageError, match="makes no sense"):
                    new.ledger.take_in(bundle.arrival(), anna.id)
                assert not any(new.facts().values())
        told = manifest_of(along.content)["parts"]
        with pytest.raises(Refused, match="damaged"):
            read_bundle(packed_again(along.content, {**parts, name: photograph(91)}, parts=told))
        del parts[name]
        with pytest.raises(Refused, match="damaged"):
            read_bundle(packed_again(along.content, parts))


def test_a_set_that_begins_while_the_file_is_made_comes_next_time(tmp_path: Path) -> None:
    with computer(tmp_path / "home") as home, computer(tmp_path / "clinic") as clinic:
        anna = one_of_each(home)

        class Meanwhile(SqliteLedger):
            def rows(self, patient: UUID, table: str) -> Iterator[FactRow]:
                if table == "trials":
                    practise(home, anna, range(3, 4))
                return super().rows(patient, table)

        busy = Desk(home.folder, Meanwhile(home.data.store), home.data.journal)
        assert take(clinic, busy.results(anna.id, moment(9))) > 0
        assert len(clinic.data.journal.summaries(anna.id)) == 1
        take(clinic, home.desk.results(anna.id, moment(9)))
        assert clinic.facts() == home.facts()


def test_what_comes_later_renews_the_summary(tmp_path: Path) -> None:
    with computer(tmp_path / "home") as home, computer(tmp_path / "clinic") as clinic:
        anna = making.patient()
        home.data.journal.save_patient(anna)
        session = making.play(home.data.journal, anna, count=10)
        take(clinic, home.desk.results(anna.id, moment(1)))
        (before,) = clinic.data.journal.summaries(anna.id)
        rating = making.pain(session, 5, When.AFTER)
        home.data.journal.add_rating(rating)
        take(clinic, home.desk.results(anna.id, moment(2)))
        (rated,) = clinic.data.journal.summaries(anna.id)
        home.data.journal.add_correction(
            Correction(uuid4(), anna.id, moment(2), CorrectionKind.RATING_VALUE, rating.id, 3)
        )
        take(clinic, home.desk.results(anna.id, moment(3)))
        (mended,) = clinic.data.journal.summaries(anna.id)

        assert [each.pain_after for each in (before, rated, mended)] == [None, 5, 3]
