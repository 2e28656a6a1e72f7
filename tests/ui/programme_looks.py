"""Scenes of the programme: days with a plan, the plan itself, the diary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

from PySide6.QtWidgets import QAbstractButton

from gmi_app.clock import Moment
from gmi_app.facts.note import (
    Contact,
    FlareNote,
    FlarePlan,
    HelpContacts,
    Note,
    NoteContent,
    NoteKind,
)
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.plan import ItemKind, LateralityItem, Plan, PlanVersion
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.storage.journal import SqliteJournal
from gmi_app.ui.programme.plan_parts import Section
from gmi_app.ui.programme.plan_screen import PlanScreen
from gmi_app.ui.theme import theme
from tests.ui.practice import NOW, PATIENT, Practice, Skill
from tests.ui.world import World

ANNA = replace(PATIENT, part=ready_plan(Ready.GENTLE, PATIENT, NOW.date()).parts[0])
GOOD = Skill(0.93, 1.8)


def numbered() -> Callable[[], UUID]:
    """Ids 1, 2, 3 …, so that pictures stay the same."""
    numbers = iter(range(1, 100))
    return lambda: UUID(int=next(numbers))


def plan_of(world: World, ready: Ready = Ready.GENTLE, days_ago: int = 10) -> Plan:
    """Anna's plan, kept some days ago."""
    world.add_patient(ANNA)
    day = NOW.date() - timedelta(days=days_ago)
    plan = ready_plan(ready, ANNA, day, numbered())
    plan = replace(plan, therapist=Contact("Mara Stein", "030 5550 12"))
    keep(world, plan, days_ago)
    return plan


def keep(world: World, plan: Plan, days_ago: int = 0, parent: UUID | None = None) -> PlanVersion:
    at = Moment(NOW - timedelta(days=days_ago))
    version = PlanVersion(uuid4(), ANNA.id, at, plan, "program", parent)
    world.journal.save_plan(version)
    return version


def note(world: World, kind: NoteKind, content: NoteContent, days_ago: int = 0) -> None:
    at = Moment(NOW - timedelta(days=days_ago))
    world.journal.add_note(Note(uuid4(), ANNA.id, at, kind, content, at.day))


def rate(world: World, kind: RatingKind, value: int, days_ago: int = 0) -> None:
    at = Moment(NOW - timedelta(days=days_ago))
    world.journal.add_rating(Rating(uuid4(), ANNA.id, at, kind, value, When.ALONE, day=at.day))


def practise(world: World, plan: Plan, days: int, *, today: int = 0) -> Practice:
    """Good sets on so many days up to yesterday, and ``today`` so many."""
    practice = Practice(world.journal, world.catalogue.pictures, patient=ANNA)
    sets = plan.items[0].what.settings  # type: ignore[union-attr]
    for back in range(days, 0, -1):
        for hour in (0, 5):
            at = NOW - timedelta(days=back) + timedelta(hours=hour)
            practice.do_set(at, sets, GOOD, GOOD, before=3, after=3)
    for n in range(today):
        practice.do_set(NOW - timedelta(minutes=40 * (n + 1)), sets, GOOD, GOOD, before=3, after=3)
    return practice


def planned(world: World) -> None:
    plan = plan_of(world)
    practise(world, plan, 2, today=1)
    world.clock.now = NOW + timedelta(hours=5)
    world.open_window()


def planned_done(world: World) -> None:
    plan = plan_of(world)
    practise(world, plan, 2, today=2)
    world.clock.now = NOW + timedelta(hours=8)
    rate(world, RatingKind.PAIN_24H, 3)
    rate(world, RatingKind.MOOD, 4)
    rate(world, RatingKind.SLEEP, 4)
    world.open_window()
    press(world, "not_today")


def planned_suggestion(world: World) -> None:
    plan = plan_of(world, days_ago=30)
    sets = plan.items[0]
    assert isinstance(sets.what, LateralityItem)
    wide = replace(sets.what, settings=replace(sets.what.settings, count=20))
    plan = plan.with_item(replace(sets, what=wide, most_amount=40))
    keep(world, plan, 29)
    practise(world, plan, 7)
    world.open_window()
    press(world, "why")


def planned_flare(world: World) -> None:
    plan = plan_of(world)
    practise(world, plan, 3)
    note(world, NoteKind.FLARE, FlareNote())
    for back in range(3):
        rate(world, RatingKind.MOOD, 1, back)
    world.open_window()


def planned_step_back(world: World) -> None:
    """After a flare-up, with what would become less."""
    plan = plan_of(world)
    practise(world, plan, 3)
    note(world, NoteKind.FLARE, FlareNote())
    world.open_window()


def planned_damaged(world: World) -> None:
    """The newest version of the plan cannot be read."""
    plan = plan_of(world)
    practise(world, plan, 2)
    newest = keep(world, plan)
    assert isinstance(world.journal, SqliteJournal)
    with world.journal._store.alone() as raw:
        raw.execute("UPDATE plan_versions SET content = 'x' WHERE id = ?", (str(newest.id),))
        raw.commit()
    world.open_window()


def press(world: World, name: str) -> None:
    assert world.window is not None
    world.settle()
    button = world.window.screen_widget.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    button.click()
    world.settle()


def plan_choice(world: World) -> None:
    world.add_patient(ANNA)
    world.open_window().programme.show_plan()
    world.settle()


def plan(open_at: Section | None = None) -> Callable[[World], None]:
    def scene(world: World) -> None:
        first = plan_of(world)
        keep(world, replace(first, note_to_patient="Warm water first"), 3)
        world.open_window().programme.show_plan(open_at)
        world.settle()

    return scene


def plan_changed(world: World) -> None:
    """Several changes that are not kept yet."""
    first = plan_of(world)
    window = world.open_window()
    window.programme.show_plan()
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, PlanScreen)
    item = first.items[0]
    screen.draft.put(replace(item, per_day=3, most_per_day=4, days=(0, 2, 4)))
    screen.draft.set_threshold("accuracy", 0.9)
    screen.draft.change(note_to_patient="Warm water first, then the pictures. Never into pain.")
    screen._show()
    world.settle()
    if theme().large:
        screen.count.click()
        world.settle()


def plan_locked(world: World) -> None:
    first = plan_of(world)
    world.open_window().programme.show_plan(first.items[1].id, just_kept=True)
    world.settle()


def plan_why(world: World) -> None:
    """A locked stage, asked why it waits."""
    plan = plan_of(world)
    practise(world, plan, 4)
    world.open_window()
    press(world, "why_locked")


def plan_version(world: World) -> None:
    """An earlier version, read whole."""
    plan(Section.VERSIONS)(world)
    press(world, "open_version")


def plan_last(world: World) -> None:
    """The last stage of a plan without a mirror."""
    neck = replace(ANNA, part=BodyPart.NECK)
    world.add_patient(neck)
    plan = ready_plan(Ready.GENTLE, neck, NOW.date() - timedelta(days=10), numbered())
    keep(world, replace(plan, stage=ItemKind.IMAGERY))
    world.open_window().programme.show_plan()
    world.settle()


def day(world: World) -> None:
    world.add_patient(ANNA)
    world.open_window().programme.show_day()
    world.settle()


def flare(world: World) -> None:
    plan_of(world)
    note(world, NoteKind.FLARE_PLAN, FlarePlan("When it burns", "Warm water, slow breaths"))
    contacts = HelpContacts((Contact("Lea", "0170 123456"),))
    note(world, NoteKind.HELP_CONTACTS, contacts)
    world.open_window().programme.show_flare()
    world.settle()


def flare_now(world: World) -> None:
    flare(world)
    press(world, "keep_flare")


def flare_back(world: World) -> None:
    """Noted earlier today, and taken back."""
    flare(world)
    press(world, "keep_flare")
    press(world, "take_back_flare")


def flare_noted(world: World) -> None:
    """Noted earlier today."""
    plan_of(world)
    note(world, NoteKind.FLARE, FlareNote())
    world.open_window().programme.show_flare()
    world.settle()


def flare_plan(world: World) -> None:
    plan_of(world)
    world.open_window().programme.show_flare_plan()
    world.settle()


SCENES: dict[str, Callable[[World], None]] = {
    "planned": planned,
    "planned_done": planned_done,
    "planned_suggestion": planned_suggestion,
    "planned_flare": planned_flare,
    "planned_step_back": planned_step_back,
    "planned_damaged": planned_damaged,
    "plan_choice": plan_choice,
    "plan": plan(),
    "plan_about": plan(Section.ABOUT),
    "plan_targets": plan(Section.TARGETS),
    "plan_versions": plan(Section.VERSIONS),
    "plan_more": plan(Section.MORE),
    "plan_changed": plan_changed,
    "plan_locked": plan_locked,
    "plan_why": plan_why,
    "plan_last": plan_last,
    "plan_version_whole": plan_version,
    "day": day,
    "flare": flare,
    "flare_now": flare_now,
    "flare_back": flare_back,
    "flare_noted": flare_noted,
    "flare_plan": flare_plan,
}
