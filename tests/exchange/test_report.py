"""Reports: what is in them, that they can be seen and read aloud, and that texts stay texts."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from re import DOTALL, findall
from uuid import uuid4

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from gmi_app.clock import Moment
from gmi_app.exchange.refusal import Refused
from gmi_app.exchange.report.collect import collect
from gmi_app.exchange.report.pdf import report_pdf, write_report
from gmi_app.exchange.report.values import Chart, Reader, Report, Section
from gmi_app.exchange.report.words import day as day_word
from gmi_app.facts.note import Daily, Note, NoteKind, PlanAnswer
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, SessionEnd, StopReason
from gmi_app.facts.transfer import REPLY_KEY
from gmi_app.laterality.settings import DrillSettings
from gmi_app.mirror.facts import MirrorSession, Step
from gmi_app.mirror.settings import MirrorSettings
from gmi_app.programme.patient import Patient
from gmi_app.programme.reason_words import title
from gmi_app.programme.suggestion import (
    Advice,
    Decision,
    DecisionKind,
    Suggestion,
    SuggestionKind,
)
from gmi_app.ui.clinic import figure_sheets, patient_query
from gmi_app.ui.clinic.patient_question import Question, Span
from tests.exchange.making import Computer, computer, one_of_each, plan_version, practise
from tests.storage import making
from tests.ui.activity_practice import CUPS, activity_days, walked
from tests.ui.imagery_practice import imagery_days
from tests.ui.practice import NOW
from tests.unit.making import moment

pytestmark = pytest.mark.slow  # sets pages and loads a large package

TODAY = moment(30).day
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def person_and_report(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Report]:
    """For both readers, of somebody with five weeks of practice."""
    with computer(tmp_path_factory.mktemp("report") / "data") as home:
        person = filled(home)
        return report(home, person, Reader.PATIENT), report(home, person, Reader.COLLEAGUE)


def filled(home: Computer) -> Patient:
    person = one_of_each(home)
    practise(home, person, range(1, 30, 3))
    journal = home.data.journal
    for day in (4, 28):
        check_up = replace(
            making.session(person, moment(day)), settings=DrillSettings.for_check_up()
        )
        journal.begin(check_up)
        for trial in making.trials(check_up, 40, seed=day):
            journal.add_trial(trial)
        journal.end(making.end(check_up))
    stopped = making.session(person, moment(29))
    journal.begin(stopped)
    for trial in making.trials(stopped, 12):
        journal.add_trial(trial)
    journal.end(making.end(stopped, EndKind.STOPPED, StopReason.TIRED))
    journal.add_rating(making.pain(stopped, 7, When.AFTER))
    return person


def report(home: Computer, person: Patient, reader: Reader, *, identity: bool = True) -> Report:
    first = TODAY - timedelta(days=41)
    return collect(home.data.journal, person, TODAY, reader, first=first, identity=identity)


def words_of(report: Report) -> str:
    """All that is said anywhere in it."""
    told = [
        report.title,
        report.warning,
        report.footer,
        *(b for pair in report.facts for b in pair),
    ]
    for section in report.sections:
        told += [section.title, *section.sentences, *section.points]
        told += [chart.alt for chart in section.charts]
        if section.table is not None:
            told += [*section.table.head, *(cell for row in section.table.rows for cell in row)]
    return "\n".join(told)


def section(report: Report, title: str) -> Section:
    return next(each for each in report.sections if each.title == title)


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (When.BEFORE, "Before a session, usually 7 of 10."),
        (When.AFTER, "After a session, usually 7 of 10."),
    ],
)
def test_pain_is_said_as_far_as_it_is_known(tmp_path: Path, when: When, told: str) -> None:
    with computer(tmp_path / "home") as home:
        person = replace(making.patient(), name="")
        home.data.journal.save_patient(person)
        rated = making.play(home.data.journal, person, moment(20))
        home.data.journal.add_rating(making.pain(rated, 7, when))
        for identity, name in ((True, "not given"), (False, "not shown here")):
            made = report(home, person, Reader.PATIENT, identity=identity)
            assert section(made, "Pain").sentences == (told,)
            assert dict(made.facts)["Name"] == name


def pages(pdf: bytes, folder: Path) -> list[QImage]:
    """As they are seen, on white paper, 100 dots an inch."""
    file = folder / "report.pdf"
    file.write_bytes(pdf)
    document = QPdfDocument()
    assert document.load(str(file)) is QPdfDocument.Error.None_
    seen = []
    for number in range(document.pageCount()):
        points = document.pagePointSize(number)
        assert (round(points.width()), round(points.height())) == (595, 842)  # A4
        size = QSize(827, 1169)
        page = QImage(size, QImage.Format.Format_RGB32)
        page.fill(QColor("white"))
        painter = QPainter(page)
        painter.drawImage(0, 0, document.render(number, size))
        painter.end()
        seen.append(page)
    document.close()
    return seen


def share_of(page: QImage, colour: str) -> float:
    """Share of the page's pixels that are about this colour."""
    wanted = QColor(colour)
    data = bytes(page.constBits())
    rgb = (wanted.red(), wanted.green(), wanted.blue())
    pixels = Image.frombytes("RGB", (page.width(), page.height()), data, "raw", "BGRX")
    near = sum(
        count
        for count, found in pixels.getcolors(2**20) or []
        if isinstance(found, tuple)
        and all(abs(a - b) < 24 for a, b in zip(found, rgb, strict=True))
    )
    return near / (page.width() * page.height())


def test_both_are_one_or_two_pages_with_their_charts_on_the_first(
    qapp: QApplication, tmp_path: Path, person_and_report: tuple[Report, Report]
) -> None:
    for each in person_and_report:
        seen = pages(report_pdf(each), tmp_path)
        assert 1 <= len(seen) <= 2
        assert share_of(seen[0], "#FFFFFF") > 0.7
        for colour in ("#2B6CB0", "#B7560B", "#0A5858"):
            assert share_of(seen[0], colour) > 0.0002, colour


def test_it_is_tagged_dated_by_nothing_and_carries_its_fonts(
    person_and_report: tuple[Report, Report],
) -> None:
    pdf = report_pdf(person_and_report[1])
    inside = pdf + b"".join(
        unpacked(stream) for stream in findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, DOTALL)
    )
    for sign in (b"/StructTreeRoot", b"/Marked true", b"pdfuaid", b"/Lang", b"/Figure", b"/Alt"):
        assert sign in inside, sign
    assert inside.count(b"/FontFile") >= 2
    assert b"AtkinsonHyperlegible" in inside
    assert b"/URI" not in inside
    assert report_pdf(person_and_report[1]) == pdf


def unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_the_person_reads_plain_words_and_the_colleague_figures(
    person_and_report: tuple[Report, Report],
) -> None:
    person, colleague = person_and_report
    assert (person.title, colleague.title) == ("My practice", "Graded motor imagery: report")
    assert "95 %" not in words_of(person)
    figures = section(colleague, "Left or right").table
    assert figures is not None
    assert figures.head[0] == "Check-up of 30 Mar 2026"
    assert [row[0] for row in figures.rows] == ["Left", "Right", "Painful minus other"]
    for each in person_and_report:
        told = words_of(each)
        assert "Practice on 12 of 42 days." in told
        assert "Slowly, Anna" in told
        assert "Walking with Bert helped" in told
        assert "Check-up of 30 Mar 2026 beside that of 6 Mar 2026: Left: " in told
        assert "Before a session, usually" in told
        assert "4 Mar 2026, declined: Try the next level" in told
    assert "tired (1)" in words_of(colleague)
    assert "measurement error of 0.5 s and 14 points" in words_of(colleague)


def test_every_chart_is_told_in_words_and_stays_within_itself(
    person_and_report: tuple[Report, Report],
) -> None:
    charts: list[Chart] = [c for s in person_and_report[1].sections for c in s.charts]
    assert [chart.title for chart in charts] == ["Correct answers", "Answer time", "Pain, 0 to 10"]
    for chart in charts:
        assert "at first" in chart.alt
        assert len({line.mark for line in chart.lines}) == len(chart.lines)  # also without colours
        for line in chart.lines:
            assert line.points
            for point in line.points:
                assert chart.low <= point.y <= chart.high
                assert 0 <= point.x <= chart.last
        assert max(tick.at for tick in chart.x_ticks) <= chart.last


def test_without_identity_nobody_is_named(tmp_path: Path) -> None:
    with computer(tmp_path / "data") as home:
        person = filled(home)
        for reader in Reader:
            told = words_of(report(home, person, reader, identity=False))
            for name in ("Anna", "Bert", "Weiss"):
                assert name not in told


def test_an_empty_folder_and_a_simulated_person_are_said_to_be(
    qapp: QApplication, tmp_path: Path
) -> None:
    with computer(tmp_path / "data") as home:
        person = replace(making.patient(), simulated=True)
        home.data.journal.save_patient(person)
        for reader in Reader:
            made = report(home, person, reader)
            assert "nobody real" in made.warning
            assert "No practice was recorded in this time." in words_of(made)
            assert len(pages(report_pdf(made), tmp_path)) == 1


def test_texts_are_never_read_as_a_language(qapp: QApplication, tmp_path: Path) -> None:
    trick = '#panic("read") $x^2$ #read("/etc/passwd") *bold* = Heading\n" \\ <script> @cite `x`'
    with computer(tmp_path / "data") as home:
        person = making.patient(trick)
        home.data.journal.save_patient(person)
        home.data.journal.save_plan(plan_version(person, note=trick))
        for day in range(20):
            said = Daily(trick * 20)
            note = Note(uuid4(), person.id, moment(day), NoteKind.DAILY, said, moment(day).day)
            home.data.journal.add_note(note)
        made = report(home, person, Reader.PATIENT)
        assert len(pages(report_pdf(made), tmp_path)) == 1
        notes = section(made, "Notes")
        assert notes.sentences == ("And 12 more in the program.",)
        assert all(len(point) < 260 for point in notes.points)


def test_only_a_pdf_is_replaced(tmp_path: Path, person_and_report: tuple[Report, Report]) -> None:
    file = tmp_path / "report.pdf"
    write_report(person_and_report[0], file)
    write_report(person_and_report[1], file)
    file.write_text("a letter")
    with pytest.raises(Refused, match="left alone"):
        write_report(person_and_report[0], file)
    assert file.read_text() == "a letter"


def test_old_practice_is_left_out(tmp_path: Path) -> None:
    with computer(tmp_path / "data") as home:
        person = making.patient()
        home.data.journal.save_patient(person)
        practise(home, person, range(0, 3))
        later = TODAY + timedelta(days=60)
        first = later - timedelta(days=41)
        made = collect(home.data.journal, person, later, Reader.PATIENT, first=first)
        assert "No practice was recorded" in words_of(made)


def keep_both_sides_of(home: Computer, person: Patient, last: date) -> str:
    """A note and pain of the day ``last`` and of the next; of that day a suggestion about which
    somebody decides on the next, when there is another: how that is told."""
    journal = home.data.journal
    for at, words, pain in ((0, "kept then", 2), (1, "kept later", 8)):
        day = last + timedelta(days=at)
        when = moment((day - moment(0).day).days)
        note = Note(uuid4(), person.id, when, NoteKind.DAILY, Daily(words), day)
        journal.add_note(note)
        journal.add_rating(
            Rating(uuid4(), person.id, when, RatingKind.PAIN_24H, pain, When.ALONE, day=day)
        )
        kind = SuggestionKind.NEXT_LEVEL if at == 0 else SuggestionKind.PAUSE
        asked = Suggestion(uuid4(), person.id, when, Advice(kind))
        journal.add_suggestion(asked)
        if at == 0:
            later = moment((day - moment(0).day).days + 1)
            kind_ = DecisionKind.ACCEPTED
            journal.add_decision(Decision(uuid4(), person.id, later, asked.id, kind_))
    return f"accepted: {title(Advice(SuggestionKind.NEXT_LEVEL))}"


def test_a_time_that_is_over_knows_nothing_of_what_came_later(tmp_path: Path) -> None:
    with computer(tmp_path / "data") as home:
        person, journal = filled(home), home.data.journal
        later = replace(plan_version(person), id=uuid4(), at=moment(20))
        items = tuple(replace(item, id=uuid4(), per_day=3) for item in later.plan.items)
        journal.save_plan(replace(later, plan=replace(later.plan, items=items)))
        decided = keep_both_sides_of(home, person, moment(12).day)
        first, last = moment(2).day, moment(12).day
        made = collect(journal, person, TODAY, Reader.COLLEAGUE, first=first, last=last)
        facts = dict(made.facts)
        assert (facts["From"], facts["Until"]) == (day_word(first), day_word(last))
        told = words_of(made)
        assert "of 11 days" in told
        assert "tired" not in told, "that was on day 29"
        assert "3 a day" not in told, "that plan was written on day 20"
        assert "kept then" in told
        assert "kept later" not in told
        assert "Over the day, usually 2." in told
        assert "suggested: " in told, "it was decided about later"
        assert decided not in told
        assert title(Advice(SuggestionKind.PAUSE)) not in told
        assert section(made, "What changed").sentences == (
            "Two check-ups are needed to say what changed; there are not two yet.",
        )
        assert "tired" in words_of(collect(journal, person, TODAY, Reader.COLLEAGUE, first=first))


def test_a_plan_that_is_not_accepted_at_home_holds_for_no_day(tmp_path: Path) -> None:
    with computer(tmp_path / "data") as home:
        person, journal = filled(home), home.data.journal
        own = replace(plan_version(person, moment(20)), author="patient")
        journal.save_plan(own)
        journal.save_settings({f"{REPLY_KEY}{person.id}": "age1somebody"})
        items = tuple(replace(item, id=uuid4(), per_day=3) for item in own.plan.items)
        newer = replace(own, id=uuid4(), at=moment(25), author="Dr. Weiss", parent=own.id)
        journal.save_plan(replace(newer, plan=replace(own.plan, items=items)))
        written = day_word(moment(25).day)

        def plan_of(last: int) -> str:
            made = collect(journal, person, TODAY, Reader.COLLEAGUE, last=moment(last).day)
            told = section(made, "Plan")
            return "\n".join([*told.sentences, *told.points])

        assert f"The plan of {written} is not answered yet." in plan_of(26)
        assert "3 a day" not in plan_of(26)
        answer = PlanAnswer(newer.id, False, "print")
        at = moment(27)
        journal.add_note(Note(uuid4(), person.id, at, NoteKind.PLAN_ANSWER, answer, at.day))
        assert f"The plan of {written} was not accepted." in plan_of(28)
        assert f"The plan of {written} is not answered yet." in plan_of(26), "as it was then"
        answer, at = PlanAnswer(newer.id, True, "print"), moment(28)
        journal.add_note(Note(uuid4(), person.id, at, NoteKind.PLAN_ANSWER, answer, at.day))
        assert f"Since {day_word(at.day)}." in plan_of(29)
        assert "3 a day" in plan_of(29)


def test_everything_begins_with_the_first_session(tmp_path: Path) -> None:
    with computer(tmp_path / "data") as home:
        person = making.patient()
        home.data.journal.save_patient(person)
        nothing = collect(home.data.journal, person, TODAY, Reader.PATIENT)
        assert dict(nothing.facts)["From"] == dict(nothing.facts)["Until"] == day_word(TODAY)
        for day in (-400, 3, 30):
            practise(home, person, range(day, day + 1))
        made = collect(home.data.journal, person, TODAY, Reader.COLLEAGUE)
        assert dict(made.facts)["From"] == day_word(moment(-400).day)
        drawn = section(made, "Left or right")
        assert drawn.sentences[0].endswith("One mark stands for 28 days.")
        assert "times 28 days" in drawn.charts[0].alt
        assert drawn.charts[0].x_ticks[0].label.endswith(str(moment(-400).day.year))
        assert len(drawn.charts[0].lines[0].points) == 2


def test_a_report_does_not_end_before_it_begins(tmp_path: Path) -> None:
    with computer(tmp_path / "data") as home:
        person = making.patient()
        home.data.journal.save_patient(person)
        with pytest.raises(ValueError, match="ends on the day"):
            collect(home.data.journal, person, TODAY, Reader.PATIENT, first=TODAY, last=TODAY - DAY)


def test_two_pages_are_enough_for_the_longest(qapp: QApplication, tmp_path: Path) -> None:
    words = "A long sentence about hands, jars, doors and the garden. "
    with computer(tmp_path / "data") as home:
        person = filled(home)
        version = plan_version(person, note=words * 60)
        items = tuple(replace(version.plan.items[0], id=uuid4()) for _ in range(20))
        plan = replace(version.plan, items=items, most_s_per_day=4 * 3600)
        home.data.journal.save_plan(replace(version, plan=plan))
        for day in range(30):
            note = Note(
                uuid4(), person.id, moment(day), NoteKind.DAILY, Daily(words * 20), moment(day).day
            )
            home.data.journal.add_note(note)
        made = report(home, person, Reader.COLLEAGUE)
        assert "and 10 more in the program" in section(made, "Plan").points
        assert len(pages(report_pdf(made), tmp_path)) == 2


def mirrored(home: Computer, person: Patient, minutes: int) -> None:
    """Yesterday, ended whole after so many minutes, though twice as many were planned."""
    at = Moment(NOW - DAY)
    settings = MirrorSettings(minutes=2 * minutes)
    session = MirrorSession(uuid4(), person.id, at, settings, "1.0")
    journal = home.data.journal
    journal.begin_mirror(session)
    journal.add_step(Step(uuid4(), session.id, 0, "open", at, 60.0 * minutes, 5))
    over = Moment(at.utc + timedelta(minutes=minutes))
    journal.end_mirror(SessionEnd(uuid4(), session.id, over, EndKind.COMPLETED))


def test_minutes_are_those_that_were_practised_as_on_the_page_of_the_clinic(
    tmp_path: Path,
) -> None:
    with computer(tmp_path / "data") as home:
        person, journal = making.patient(), home.data.journal
        journal.save_patient(person)
        mirrored(home, person, 5)
        imagery_days(journal, person.id)
        activity_days(journal, person.id)
        walked(journal, person.id, 4, goal=CUPS)
        walked(journal, person.id, 5, goal=CUPS)
        asked = Question(person, Moment(NOW), Span.FOUR_WEEKS)
        file = patient_query.ask(journal, asked)
        shown = figure_sheets.of_others(file.practice).rows
        made = collect(
            journal,
            person,
            NOW.date(),
            Reader.COLLEAGUE,
            first=file.period.first,
            last=file.period.last,
        )
        table = section(made, "What was done").table
        assert table is not None
        told = {row[0]: row[3] for row in table.rows}
        assert list(told.values())[:-1] == [f"{row[2]} min" for row in shown[:-1]]
        assert told["Mirror"] == "5 min"
        assert told["Something that matters"] == f"{shown[-1][2]} min, 6 times"
