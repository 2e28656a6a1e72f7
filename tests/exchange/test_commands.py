"""The commands of exchange as they are typed: patients, invite, export, import, report."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from gmi_app.__main__ import main
from gmi_app.commands.demo import fill
from gmi_app.commands.folders import PASSPHRASE
from gmi_app.commands.report import days_of
from gmi_app.commands.words import parse
from gmi_app.programme.plan import PlanVersion
from tests.exchange.making import computer, one_of_each, plan_version, practise
from tests.storage.making import patient
from tests.unit.making import moment

pytestmark = pytest.mark.slow  # two computers with their databases

Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command and gives what it printed; ``refused``: its exit code, and then the sentence
    on standard error."""

    def command(*words: object, refused: int = 0) -> str:
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        assert code == refused, err
        if refused:
            assert err.count("\n") == 1
            return err
        assert err == ""
        return out

    return command


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with computer(tmp_path / "home") as opened:
        practise(opened, one_of_each(opened), range(3, 5))
    return tmp_path / "home"


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    with computer(tmp_path / "clinic") as opened:
        for name in ("A-17", "Ben"):
            one_of_each(opened, name)
    return tmp_path / "clinic"


def facts(folder: Path) -> dict[str, set[str]]:
    with computer(folder) as opened:
        return opened.facts()


def test_from_the_invitation_to_the_plan_and_back(
    tmp_path: Path, home: Path, clinic: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    invitation, sealed, plan = (tmp_path / name for name in ("a17.txt", "r.gmi", "p.gmi"))
    told = run("invite", "--patient", "A-17", "--out", invitation, "--data", clinic)
    fingerprint = told.split("Fingerprint: ")[1].strip()
    assert fingerprint in run("import", invitation, "--data", home)

    told = run("export", "--bundle", sealed, "--to", invitation, "--data", home)
    assert "Sessions: 3" in told
    assert "Own photographs: none" in told
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o600 or sys.platform == "win32"
    before = facts(clinic)
    assert "New here: " in run("import", sealed, "--look", "--data", clinic)
    assert facts(clinic) == before
    assert "new facts" in run("import", sealed, "--data", clinic)
    assert "here already" in run("import", sealed, "--data", clinic)
    lines = [line.split("\t") for line in run("patients", "--data", clinic).splitlines()]
    assert [(name, sets) for _, name, _, sets, _ in lines] == [("A-17", "4"), ("Ben", "1")]

    with computer(clinic) as opened:
        person = opened.patients()[0]
        opened.data.journal.save_plan(plan_version(person, moment(9), count=30))
    run("export", "--plan", plan, "--patient", "A-17", "--data", clinic)
    before = facts(home)
    refused = run("import", plan, "--data", home, refused=1)
    assert "--accept" in refused
    assert facts(home) == before
    told = run("import", plan, "--look", "--data", home)
    assert fingerprint in told
    assert "30 pictures" in told
    assert "stays" in run("import", plan, "--decline", "--data", home)
    assert "yours from now on" in run("import", plan, "--accept", "--data", home)
    assert "yours already" in run("import", plan, "--accept", "--data", home)

    with computer(home) as opened:
        own = opened.data.journal.plan(opened.patients()[0].id)
        assert own is not None
        changed = replace(own.plan, note_to_patient="My own words")
        step = PlanVersion(uuid4(), own.patient, moment(11), changed, "patient", own.id)
        opened.data.journal.save_plan(step)
    times = (f"{at.local:%Y-%m-%d %H:%M}" for at in (moment(9), moment(11)))
    told = run("import", plan, "--look", "--data", home)
    assert "older than the one that you have. This one: {}. Yours: {}.".format(*times) in told


@pytest.mark.slow  # a passphrase is slow to try, on purpose
@pytest.mark.timeout(300)  # scrypt is slow on purpose
def test_a_passphrase_comes_from_the_environment_or_a_prompt_never_from_the_words(
    tmp_path: Path, home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, new = tmp_path / "r.gmi", tmp_path / "new"
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    monkeypatch.delenv(PASSPHRASE, raising=False)
    seal = ("export", "--bundle", file, "--passphrase", "--data", home)
    assert "nobody to ask" in run(*seal, refused=1)
    monkeypatch.setenv(PASSPHRASE, "short")
    assert "at least 12" in run(*seal, refused=1)
    assert not file.exists()
    monkeypatch.setenv(PASSPHRASE, "four plain words here")
    run(*seal)
    monkeypatch.setenv(PASSPHRASE, "four plain words there")
    assert "does not open" in run("import", file, "--data", new, refused=1)
    monkeypatch.setenv(PASSPHRASE, "four plain words here")
    assert "new facts" in run("import", file, "--data", new)
    assert facts(new) == facts(home)


def test_whose_results_they_are_is_asked(
    tmp_path: Path, home: Path, clinic: Path, run: Run
) -> None:
    text = run("invite", "--patient", "Ben", "--data", clinic)
    with computer(clinic) as opened:
        key = opened.desk.keys.public.encryption
    assert "GMI1" in text
    file = tmp_path / "r.gmi"
    run("export", "--bundle", file, "--to", key, "--without-identity", "--data", home)
    before = facts(clinic)
    assert "--same-as" in run("import", file, "--data", clinic, refused=2)
    assert "no person called" in run(
        "import", file, "--same-as", "Carla", "--data", clinic, refused=2
    )
    assert facts(clinic) == before
    run("import", file, "--same-as", "Ben", "--data", clinic)
    assert "here already" in run("import", file, "--data", clinic)
    assert len(run("patients", "--data", clinic).splitlines()) == 2
    with computer(tmp_path / "third") as third:
        one_of_each(third, "Carla")
        key = third.desk.keys.public.encryption
    run("export", "--bundle", file, "--to", key, "--data", home)
    run("import", file, "--new", "--data", tmp_path / "third")
    assert len(run("patients", "--data", tmp_path / "third").splitlines()) == 2


def test_an_invitation_comes_as_a_qr_picture_too(
    tmp_path: Path, home: Path, clinic: Path, run: Run
) -> None:
    picture, drawing, sealed = (tmp_path / name for name in ("gmi.png", "gmi.svg", "r.gmi"))
    for file in (picture, drawing):
        told = run("invite", "--patient", "A-17", "--out", file, "--data", clinic)
    fingerprint = told.split("Fingerprint: ")[1].strip()
    told = run("import", picture, "--data", home)
    assert fingerprint in told
    assert f"--to {picture}" in told
    assert "Sessions: 3" in run("export", "--bundle", sealed, "--to", picture, "--data", home)
    assert "new facts" in run("import", sealed, "--data", clinic)
    for words in (("import",), ("export", "--bundle", sealed, "--to")):
        assert "ends with .png" in run(*words, drawing, "--data", home, refused=1)
    for name, told in (("holiday.png", "No QR code"), ("missing.png", "could not be read")):
        if "holiday" in name:
            (tmp_path / name).write_bytes(b"\x89PNG no picture")
        assert told in run("import", tmp_path / name, "--data", home, refused=1)


def test_a_file_whose_name_begins_as_an_invitation_does(
    tmp_path: Path, home: Path, clinic: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = run("invite", "--patient", "A-17", "--out", "gmi-a17.txt", "--data", clinic)
    fingerprint = told.split("Fingerprint: ")[1].strip()
    assert fingerprint in run("import", "gmi-a17.txt", "--data", home)
    run("export", "--bundle", "r.gmi", "--to", "gmi-a17.txt", "--data", home)


def test_everybody_is_called_by_something(tmp_path: Path, run: Run) -> None:
    with computer(tmp_path / "here") as opened:
        one_of_each(opened, "Ben")
        practise(opened, one_of_each(opened, ""), range(3, 4))
        journal = opened.data.journal
        for name in ("Demo (simulated)", "Zoe"):
            made = patient(name, moment(5))
            journal.save_patient(replace(made, simulated=True))
    told = run("patients", "--data", tmp_path / "here")
    names = [line.split("\t")[1] for line in told.splitlines()]
    assert names == ["Ben", "Person 2", "Demo (simulated)", "Zoe (simulated)"]
    sealed, text = tmp_path / "r.gmi", tmp_path / "i.txt"
    run("invite", "--patient", "Person 2", "--out", text, "--data", tmp_path / "here")
    words = ("export", "--bundle", sealed, "--to", text, "--data", tmp_path / "here")
    assert "Name: not in this file" in run(*words, "--patient", "person 2")
    told = run("import", sealed, "--data", tmp_path / "here")
    assert "here already" in told


def test_json_and_csv_with_and_without_the_name(tmp_path: Path, home: Path, run: Run) -> None:
    for identity in (True, False):
        more = () if identity else ("--without-identity",)
        run("export", "--json", tmp_path / f"{identity}.json", "--data", home, *more)
        run("export", "--csv", tmp_path / f"{identity}", "--data", home, *more)
        written = (tmp_path / f"{identity}.json").read_text()
        json.loads(written)
        written += "".join(each.read_text() for each in (tmp_path / f"{identity}").iterdir())
        for name in ("Anna", "Mary"):
            assert (name in written) is identity


def test_a_report_for_both(tmp_path: Path, home: Path, run: Run) -> None:
    for words in ((), ("--for", "colleague", "--weeks", "52", "--without-identity")):
        file = tmp_path / "report.pdf"
        run("report", "--pdf", file, "--patient", "Anna", "--data", home, *words)
        assert file.read_bytes().startswith(b"%PDF-")
    assert "no person called" in run(
        "report", "--pdf", file, "--patient", "Bob", "--data", home, refused=2
    )
    for days, told in (
        (("--from", "2026-11-02", "--to", "2026-11-01"), "before it begins"),
        (("--to", "2099-12-31"), "after today"),
    ):
        where = ("--patient", "Anna", "--data", home)
        assert told in run("report", "--pdf", file, *where, *days, refused=2)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ((), date(2026, 10, 13), date(2026, 11, 23)),
        (("--weeks", "2"), date(2026, 11, 10), date(2026, 11, 23)),
        (("--weeks", "2", "--to", "2026-11-01"), date(2026, 10, 19), date(2026, 11, 1)),
        (("--from", "2026-10-05"), date(2026, 10, 5), date(2026, 11, 23)),
        (("--from", "2026-10-05", "--to", "2026-10-05"), date(2026, 10, 5), date(2026, 10, 5)),
        (("--all", "--to", "2026-11-01"), None, date(2026, 11, 1)),
    ],
)
def test_the_days_of_a_report_are_those_that_were_typed(
    typed: tuple[str, ...], first: date | None, last: date
) -> None:
    options = parse(["report", "--pdf", "x.pdf", *typed])
    assert days_of(options, date(2026, 11, 23)) == (first, last)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("export", "--bundle", "x.gmi"), "--to KEY"),
        (("export", "--csv", "x", "--to", "age1"), "go with --bundle"),
        (("export", "--json", "x", "--with-photographs"), "goes with --bundle"),
        (("export",), "required"),
        (("export", "--bundle", "x", "--to", "y", "--passphrase"), "not allowed"),
        (("import",), "required"),
        (("import", "x", "--new", "--same-as", "y"), "not allowed"),
        (("report", "--pdf", "x", "--weeks", "99"), "1 to 52"),
        (("report", "--pdf", "x", "--from", "5.10."), "2026-11-23"),
        (("report", "--pdf", "x", "--weeks", "2", "--all"), "not allowed"),
        (("report", "--pdf", "x", "--from", "2026-01-01", "--weeks", "2"), "not allowed"),
        (("report",), "required"),
    ],
)
def test_wrong_words_are_one_sentence(
    tmp_path: Path, run: Run, words: tuple[str, ...], told: str
) -> None:
    assert told in run(*words, "--data", tmp_path, refused=2)


def test_what_cannot_be_done_is_one_sentence(
    tmp_path: Path, home: Path, clinic: Path, run: Run
) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("dear colleague")
    assert "damaged" in run("import", file, "--data", home, refused=1)
    assert "no file" in run("import", tmp_path / "missing", "--data", home, refused=1)
    assert "Name one with --patient" in run("invite", "--data", clinic, refused=2)
    assert "no plan" not in run("patients", "--data", home)
    assert "not known to whom" in run(
        "export", "--plan", tmp_path / "p.gmi", "--patient", "Ben", "--data", clinic, refused=2
    )
    assert "no results" in run("patients", "--data", tmp_path / "empty", refused=1)
    with computer(tmp_path / "open") as opened:
        assert opened.patients() == []
        assert "already open" in run("import", file, "--data", tmp_path / "open", refused=1)
        assert "nobody here" in run("invite", "--data", tmp_path / "open", refused=2)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_forty_days_of_practice_a_new_plan_and_going_on(
    tmp_path: Path, clinic: Path, run: Run
) -> None:
    home, invitation = tmp_path / "forty", tmp_path / "a17.gmi-invitation"
    sealed, plan = tmp_path / "r.gmi", tmp_path / "p.gmi"
    home.mkdir()
    fill(home, 40)
    run("invite", "--patient", "A-17", "--out", invitation, "--data", clinic)
    run("import", invitation, "--data", home)
    run("export", "--bundle", sealed, "--to", invitation, "--data", home)
    run("import", sealed, "--data", clinic)
    with computer(home) as at_home, computer(clinic) as there:
        person, file = at_home.patients()[0], there.patients()[0]
        theirs = at_home.data.journal.summaries(person.id)
        ours = {each.session: each for each in there.data.journal.summaries(file.id)}
        assert len(theirs) > 30  # sets of the first stage, later a check-up a week
        for each in theirs:
            found = ours[each.session]
            assert (found.measures, found.pain_after) == (each.measures, each.pain_after)
        before = there.data.journal.plan(file.id)
        assert before is not None
        changed = replace(
            before, id=uuid4(), at=moment(300), parent=before.id, plan=plan_version(file).plan
        )
        there.data.journal.save_plan(changed)
    report = tmp_path / "report.pdf"
    run("report", "--patient", "A-17", "--pdf", report, "--for", "colleague", "--data", clinic)
    run("export", "--plan", plan, "--patient", "A-17", "--data", clinic)
    run("import", plan, "--accept", "--data", home)
    with computer(home) as at_home:
        followed = at_home.data.journal.plan(person.id)
        assert followed is not None
        assert (followed.id, followed.plan) == (changed.id, changed.plan)
        practise(at_home, person, range(300, 301))
    run("export", "--bundle", sealed, "--to", invitation, "--data", home)
    told = run("import", sealed, "--data", clinic)
    assert "Took in new facts: 14" in told  # a set begun, ten answers, ended, rated; the answer
