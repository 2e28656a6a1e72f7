"""``gmi-app demo``: the whole program with a simulated person, openly so."""

from __future__ import annotations

import argparse
import os
import tempfile
from functools import partial
from pathlib import Path

from gmi_app import __version__
from gmi_app.activities.reading import load_content
from gmi_app.bootstrap import display
from gmi_app.clock import SystemClock
from gmi_app.errors import GmiError
from gmi_app.exchange.csv_export import export_journal
from gmi_app.imagery.facts import ImageryRecord
from gmi_app.imagery.ladders import load_ladder
from gmi_app.journal import Journal
from gmi_app.language import tr
from gmi_app.laterality.eligible import is_possible
from gmi_app.paths import data_folder, pictures_folder
from gmi_app.pictures.catalogue import load_catalogue
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.today import since
from gmi_app.simulation.beside import Beside, SimulatedBeside
from gmi_app.simulation.course import Answered, SimulatedCourse
from gmi_app.simulation.later_stages import LaterStages, SimulatedMirror
from gmi_app.simulation.patient import NAME, Asked, SimulatedPatient, SimulatedSession
from gmi_app.simulation.persona import Persona
from gmi_app.storage.opening import open_data


def run(options: argparse.Namespace) -> int:
    """Makes the simulated person, then opens the window; with ``--out``, or where there is no
    screen, writes pictures of every screen and the CSV files instead."""
    named = options.data or os.environ.get("GMI_DATA")
    folder = data_folder(named or tempfile.mkdtemp(prefix="gmi-demo-"))
    made = fill(folder, options.days, Persona(options.kind))
    print(tr("Simulated data, not a real person: {0}").format(folder), flush=True)
    if not made:
        print(
            tr(
                "There is a simulated person already, who is shown as before: the kind and the "
                "days that were asked for make no other one. Name another folder with --data, or "
                "none."
            ),
            flush=True,
        )
    if options.out is None and display.is_there(os.environ):
        from gmi_app.app import Task, run

        return run(Task(folder))
    out = Path(options.out or tempfile.mkdtemp(prefix="gmi-pictures-"))
    if options.out is None:
        print(tr("There is no screen to open a window on, so pictures of it are written instead."))
    return _write(folder, out)


def fill(folder: Path, days: int, persona: Persona = Persona.IMPROVES) -> bool:
    """Adds the simulated person's facts to an empty folder; one that holds a simulated person
    already is left as it is: then False. Raises GmiError for a folder with a real person's
    data."""
    clock = SystemClock()
    opened = open_data(folder, clock)
    try:
        people = opened.journal.patients()
        if any(not person.simulated for person in people):
            raise GmiError(
                tr(
                    "The folder {0} holds a real person's results, so no simulated ones "
                    "are put beside them. Nothing was changed. Name another folder with "
                    "--data, or none."
                ).format(folder)
            )
        if not people:
            pictures = load_catalogue(pictures_folder()).pictures
            person = SimulatedPatient(
                pictures, days=days, now=clock.moment(), version=__version__, persona=persona
            )
            ladder = load_ladder(BodyPart.HAND)
            later = LaterStages(person.patient, days, __version__, ladder, persona=persona)
            possible = partial(is_possible, pictures)
            beside = Beside(person.patient, days, __version__, load_content())
            course = SimulatedCourse(person.patient, days, possible=possible, persona=persona)
            _keep(opened.journal, person, later, course, beside)
        return not people
    finally:
        opened.close()


def _keep(
    journal: Journal,
    person: SimulatedPatient,
    later: LaterStages,
    course: SimulatedCourse,
    beside: Beside,
) -> None:
    """Day by day: what the program suggests each morning is taken from what was kept until then,
    and what is done from the plan that came of it."""
    owner = person.patient.id
    journal.save_patient(person.patient)
    journal.save_plan(course.begin())

    def morning(number: int) -> Asked | None:
        again = course.resume(number)
        if again is not None:
            journal.save_plan(again)
        at = person.morning(number)
        record = journal.record(owner, since(course.version.plan, at.day))
        _keep_answer(journal, course.decide(number, at, record))
        return course.asked(number)

    for number, day in enumerate(person.days(morning)):
        said = course.of_day(number, day)
        for rating in said.ratings:
            journal.add_rating(rating)
        for note in said.notes:
            journal.add_note(note)
        for each in day.sessions:
            _keep_set(journal, each)
        _keep_beside(journal, beside.of_day(number, day))
        _keep_later(journal, later.of_day(number, day, course.version.plan.stage))


def _keep_set(journal: Journal, each: SimulatedSession) -> None:
    journal.begin(each.session)
    if each.before is not None:
        journal.add_rating(each.before)
    for trial in each.trials:
        journal.add_trial(trial)
    for event in each.events:
        journal.add_event(event)
    journal.end(each.end)
    if each.after is not None:
        journal.add_rating(each.after)


def _keep_later(journal: Journal, done: ImageryRecord | SimulatedMirror | None) -> None:
    match done:
        case ImageryRecord() as imagined:
            _keep_imagined(journal, imagined)
        case SimulatedMirror() as mirror:
            journal.begin_mirror(mirror.session)
            for step in mirror.steps:
                journal.add_step(step)
            for rating in mirror.ratings:
                journal.add_rating(rating)
            journal.end_mirror(mirror.end)


def _keep_answer(journal: Journal, answered: Answered | None) -> None:
    if answered is None:
        return
    journal.add_suggestion(answered.suggestion)
    journal.add_decision(answered.decision)
    if answered.version is not None:
        journal.save_plan(answered.version)
    if answered.pace is not None:
        journal.add_note(answered.pace)


def _keep_beside(journal: Journal, done: SimulatedBeside) -> None:
    for note in done.notes:
        journal.add_note(note)
    for record in done.records:
        journal.begin_activity(record.session)
        for step in record.steps:
            journal.add_activity_step(step)
        for rating in record.ratings:
            journal.add_rating(rating)
        if record.end is not None:
            journal.end_activity(record.end)


def _keep_imagined(journal: Journal, record: ImageryRecord) -> None:
    journal.begin_imagery(record.session)
    for step in record.steps:
        journal.add_imagery_step(step)
    for rating in record.ratings:
        journal.add_rating(rating)
    if record.end is not None:
        journal.end_imagery(record.end)


def _write(folder: Path, out: Path) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GmiError(
            tr("The folder {0} cannot be written ({1}). Name another one with --out.").format(
                out, error.strerror
            )
        ) from error
    from gmi_app.commands.gallery import write_pictures

    names = write_pictures(folder, out)
    opened = open_data(folder, SystemClock())
    try:
        written = export_journal(opened.journal, out, NAME)
    finally:
        opened.close()
    print(tr("Wrote {0} pictures of screens to {1}.").format(len(names), out))
    print(written)
    return 0
