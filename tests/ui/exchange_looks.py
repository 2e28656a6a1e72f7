"""The patient's screens of the exchange for people to open: see ``tests.ui.looks``."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from gmi_app.clock import Moment
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.plan import PlanVersion
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.ui.exchange.invitation_screen import InvitationScreen
from gmi_app.ui.exchange.open_screen import OpenScreen
from gmi_app.ui.exchange.report_screen import ReportScreen
from gmi_app.ui.exchange.send_screen import SendScreen
from tests.ui.exchange_practice import ClinicElsewhere, clinic_elsewhere, twice_a_day
from tests.ui.practice import NOW, PATIENT, Practice
from tests.ui.world import World

ANNA = replace(PATIENT, part=BodyPart.HAND)
Scene = Callable[[World], None]
Step = Callable[[World, ClinicElsewhere, Path], object]


def with_clinic(step: Step, *, accepted: bool = True, planned: bool = True) -> Scene:
    """Anna has practised for a week; her clinic is on another computer."""

    def scene(world: World) -> None:
        world.add_patient(ANNA)
        Practice(world.journal, world.catalogue.pictures, patient=ANNA).weeks(1)
        if planned:
            plan = ready_plan(Ready.GENTLE, ANNA, NOW.date())
            world.journal.save_plan(PlanVersion(ANNA.id, ANNA.id, Moment(NOW), plan, "program"))
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            with clinic_elsewhere(world, folder / "clinic", ANNA) as clinic:
                world.open_window()
                if accepted:
                    clinic.accepted()
                step(world, clinic, folder)
                world.settle()

    return scene


def hub(world: World, _clinic: ClinicElsewhere, _folder: Path) -> None:
    assert world.window is not None
    world.window.exchange.show()


def invitation(world: World) -> InvitationScreen:
    assert world.window is not None
    world.window.exchange.show_invitation()
    world.settle()
    screen = world.window.screen_widget
    assert isinstance(screen, InvitationScreen)
    return screen


def invitation_typed(world: World, clinic: ClinicElsewhere, _folder: Path) -> None:
    """With a letter that is wrong."""
    screen = invitation(world)
    assert screen.field is not None
    text = clinic.invitation.text
    at = text.index("\n", 60) + 9
    screen.field.setPlainText(text[:at] + ("Q" if text[at] != "Q" else "P") + text[at + 1 :])
    screen.primary.click()


def invitation_seen(world: World, clinic: ClinicElsewhere, _folder: Path) -> None:
    screen = invitation(world)
    assert screen.field is not None
    screen.field.setPlainText(clinic.invitation.text)
    screen.primary.click()


def send(world: World) -> SendScreen:
    assert world.window is not None
    world.window.exchange.show_send()
    world.settle()
    screen = world.window.screen_widget
    assert isinstance(screen, SendScreen)
    return screen


def send_passphrase(world: World, _clinic: ClinicElsewhere, _folder: Path) -> None:
    screen = send(world)
    screen.whom.chip(len(screen.whom.findChildren(type(screen.whom.chip(0)))) - 1).click()
    screen.passphrase.field.setText("violet kettle window")


def send_saved(world: World, _clinic: ClinicElsewhere, folder: Path) -> None:
    send(world).seal(folder / "my-results-2026-11-22.gmi")


def report(world: World) -> ReportScreen:
    assert world.window is not None
    world.window.exchange.show_report()
    world.settle()
    screen = world.window.screen_widget
    assert isinstance(screen, ReportScreen)
    return screen


def report_saved(world: World, _clinic: ClinicElsewhere, folder: Path) -> None:
    report(world).write(folder / "report-2026-11-22.pdf")


def open_file(world: World, path: Path | None = None) -> OpenScreen:
    assert world.window is not None
    world.window.exchange.show_open(path)
    world.settle()
    screen = world.window.screen_widget
    assert isinstance(screen, OpenScreen)
    return screen


def open_plan(world: World, clinic: ClinicElsewhere, folder: Path) -> None:
    clinic.bring_results()
    present = clinic.write_plan().plan
    changed = twice_a_day(present)
    clinic.write_plan(items=changed.items, note_to_patient=changed.note_to_patient)
    open_file(world, clinic.plan_file(folder / "plan.gmi"))


def open_first_plan(world: World, clinic: ClinicElsewhere, folder: Path) -> None:
    clinic.bring_results()
    clinic.write_plan()
    open_file(world, clinic.plan_file(folder / "plan.gmi"))


def open_foreign(world: World, _clinic: ClinicElsewhere, folder: Path) -> None:
    (folder / "holiday.gmi").write_bytes(b"no such thing")
    open_file(world, folder / "holiday.gmi")


def open_secret(world: World, _clinic: ClinicElsewhere, folder: Path) -> None:
    """A passphrase is wanted; the file is only the head of one that is sealed so."""
    path = folder / "plan.gmi"
    path.write_bytes(b"age-encryption.org/v1\n-> scrypt c2FsdHNhbHRzYWx0c2FsdA 18\nkey\n--- mac\n")
    screen = open_file(world, path)
    assert screen.passphrase is not None
    screen.passphrase.field.setText("violet kettle")


def open_results(world: World, clinic: ClinicElsewhere, folder: Path) -> None:
    """From the person's other computer."""
    with clinic_elsewhere(world, folder / "laptop", ANNA) as other:
        other.own.data.journal.save_patient(ANNA)
        practice = Practice(other.own.data.journal, world.catalogue.pictures, patient=ANNA)
        practice.random.seed(77)
        practice.weeks(2)
        path = folder / "laptop.gmi"
        draft = other.own.desk.results(ANNA.id, Moment(NOW))
        draft.seal(path, to=other.home.keys.public.encryption)
    open_file(world, path)


SCENES: dict[str, Scene] = {
    "exchange_1_hub": with_clinic(hub),
    "exchange_1_hub_new": with_clinic(hub, accepted=False),
    "exchange_2_invitation": with_clinic(lambda w, *_: invitation(w), accepted=False),
    "exchange_2_invitation_typed": with_clinic(invitation_typed, accepted=False),
    "exchange_2_invitation_seen": with_clinic(invitation_seen, accepted=False),
    "exchange_3_send": with_clinic(lambda w, *_: send(w)),
    "exchange_3_send_passphrase": with_clinic(send_passphrase, accepted=False),
    "exchange_3_send_saved": with_clinic(send_saved),
    "exchange_4_open": with_clinic(lambda w, *_: open_file(w)),
    "exchange_4_open_plan": with_clinic(open_plan),
    "exchange_4_open_first_plan": with_clinic(open_first_plan, planned=False),
    "exchange_4_open_foreign": with_clinic(open_foreign),
    "exchange_4_open_secret": with_clinic(open_secret),
    "exchange_4_open_results": with_clinic(open_results),
    "exchange_5_report": with_clinic(lambda w, *_: report(w)),
    "exchange_5_report_saved": with_clinic(report_saved),
}
