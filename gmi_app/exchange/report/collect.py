"""What a report of one person says, from what is recorded.

Nothing is judged that the program does not judge elsewhere: figures stand beside the usual goal,
"changed" means more than the measurement error of two check-ups (clinical.md 3), and nothing is
promised. Sessions that somebody else did are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol
from uuid import UUID

from gmi_app import __version__
from gmi_app.exchange.report import charts, notes, words
from gmi_app.exchange.report.changes import changed
from gmi_app.exchange.report.values import Reader, Report, Section, Table
from gmi_app.facts.note import Note, NoteKind
from gmi_app.facts.rating import Rating, RatingKind
from gmi_app.facts.session import EndKind
from gmi_app.language import tr
from gmi_app.laterality.difference import side_difference
from gmi_app.pictures.model import Side
from gmi_app.programme.in_force import InForce, Unheld, in_force
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import ItemKind, PlanVersion
from gmi_app.programme.record import Practice, Record
from gmi_app.programme.suggestion import Decided
from gmi_app.progress.goals import goal_of
from gmi_app.progress.history import by_day, latest_conditions, pooled, series
from gmi_app.progress.summary import SessionSummary

MOST_EXERCISES: Final = 10
MOST_LETTERS: Final = 600
"""Of a plan and of the note that comes with it: a report has two pages, and the plan stays in the
program."""


class Journal(Protocol):
    """What a report reads; ``gmi_app.journal.Journal`` has all of it."""

    def summaries(
        self, patient: UUID, *, limit: int | None = None, offset: int = 0
    ) -> list[SessionSummary]: ...

    def plans(self, patient: UUID) -> list[PlanVersion]: ...

    def record(self, patient: UUID, since: date) -> Record: ...

    def notes(
        self, patient: UUID, kinds: Collection[NoteKind] = (), *, since: date | None = None
    ) -> list[Note]: ...

    def settings(self) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True)
class Material:
    """All that the sections are made of, from ``first`` to ``last``. ``everything``: all sets up to
    ``last``, for what changed since the first check-up. ``held``: the plans to which the days were
    held by then. ``now``: whether it reaches to today."""

    person: Patient
    first: date
    last: date
    reader: Reader
    record: Record
    sets: tuple[SessionSummary, ...]
    everything: tuple[SessionSummary, ...]
    held: InForce
    notes: tuple[Note, ...]
    identity: bool
    now: bool

    @property
    def plan(self) -> PlanVersion | None:
        """The one that held on the last day."""
        return self.held.present

    @property
    def done(self) -> tuple[Practice, ...]:
        return tuple(each for each in self.record.done() if each.day <= self.last)

    @property
    def ratings(self) -> tuple[Rating, ...]:
        return tuple(r for r in self.record.ratings if (r.day or r.at.day) <= self.last)

    @property
    def decided(self) -> tuple[Decided, ...]:
        """What was suggested, and decided by then."""
        asked = (each for each in self.record.decided if each.suggestion.at.day <= self.last)
        return tuple(self._by_then(each) for each in asked)

    def _by_then(self, each: Decided) -> Decided:
        later = each.decision is not None and each.decision.at.day > self.last
        return Decided(each.suggestion) if later else each

    @property
    def plain(self) -> bool:
        """Whether the person reads it themselves."""
        return self.reader is Reader.PATIENT


def collect(
    journal: Journal,
    person: Patient,
    today: date,
    reader: Reader,
    *,
    first: date | None = None,
    last: date | None = None,
    identity: bool = True,
) -> Report:
    """The report of the days from ``first`` (None: the first session) to ``last`` (None: today),
    both included. Without ``identity``: no name, and nothing in the person's or the clinician's own
    words. Raises ValueError when it would end before it begins."""
    last = today if last is None else last
    if first is None:
        begun = journal.record(person.id, last).first_day
        first = min(begun, last) if begun is not None else last
    if last < first:
        raise ValueError("a report ends on the day it begins, or later")
    everything = tuple(each for each in journal.summaries(person.id) if each.at.day <= last)
    notes_then = (n for n in journal.notes(person.id, since=first) if (n.day or n.at.day) <= last)
    of = Material(
        person,
        first,
        last,
        reader,
        journal.record(person.id, first),
        tuple(each for each in everything if each.at.day >= first),
        everything,
        _held(journal, person.id, last),
        tuple(notes_then) if identity else (),
        identity,
        now=last >= today,
    )
    sections = (_plan(of), _done(of), _left_right(of), _pain(of), changed(of), notes.section(of))
    return Report(
        title=tr("My practice") if of.plain else tr("Graded motor imagery: report"),
        facts=_facts(of),
        sections=tuple(section for section in sections if not section.empty),
        footer=tr("It describes practice, beside a plan agreed with a professional. No diagnosis."),
        warning=tr("Simulated: these results are of nobody real.") if person.simulated else "",
    )


def _held(journal: Journal, patient: UUID, last: date) -> InForce:
    versions = [version for version in journal.plans(patient) if version.at.day <= last]
    answers = journal.notes(patient, (NoteKind.PLAN_ANSWER,))
    return in_force(versions, (a for a in answers if a.at.day <= last), journal.settings())


def _facts(of: Material) -> tuple[tuple[str, str], ...]:
    name = of.person.name if of.identity else ""
    when = tr("Stage now") if of.now else tr("Stage then")
    stage = () if of.plan is None else ((when, words.exercise(of.plan.plan.stage)),)
    return (
        (tr("Name"), name or (tr("not given") if of.identity else tr("not shown here"))),
        (tr("Where it hurts"), words.where(of.person.affected, of.person.part)),
        (tr("From"), words.day(of.first)),
        (tr("Until"), words.day(of.last)),
        *stage,
        (tr("Program"), f"gmi {__version__}"),
    )


def _plan(of: Material) -> Section:
    title = tr("My plan") if of.plain else tr("Plan")
    if of.plan is None:
        none = tr("There is no plan yet.") if of.now else tr("There was no plan yet.")
        return Section(title, (" ".join([none, *_unheld(of)]),))
    plan = of.plan.plan
    told = [tr("Since {0}.").format(words.day(of.plan.at.day)), *_unheld(of)]
    if plan.review is not None:
        told.append(tr("To be looked at again on {0}.").format(words.day(plan.review)))
    if plan.note_to_patient and of.identity:
        told.append(notes.short(plan.note_to_patient, MOST_LETTERS))
    if not of.plain and plan.next_stage is not None:
        limits = plan.thresholds
        accuracy = limits.accuracy
        rt = limits.rt_limb_s if plan.main_part.one_sided else limits.rt_trunk_s
        told.append(
            tr("Next stage from {0} correct and {1} on, both sides.").format(
                words.share(accuracy), words.seconds(rt)
            )
        )
    listed = [words.prescribed(item) for item in plan.active]
    if len(listed) > MOST_EXERCISES:
        more = tr("and {0} more in the program").format(len(listed) - MOST_EXERCISES)
        listed = [*listed[:MOST_EXERCISES], more]
    return Section(title, (" ".join(told),), tuple(listed))


def _unheld(of: Material) -> tuple[str, ...]:
    """Of a newer plan that does not hold."""
    newest, unheld = of.held.newest, of.held.unheld
    if newest is None or unheld is None:
        return ()
    told = {
        Unheld.WAITING: tr("The plan of {0} is not answered yet."),
        Unheld.DECLINED: tr("The plan of {0} was not accepted."),
        Unheld.REPLACED: tr("The plan of {0} is not followed any more: this one came after it."),
    }
    return (told[unheld].format(words.day(newest.at.day)),)


def _done(of: Material) -> Section:
    title = tr("What I did") if of.plain else tr("What was done")
    done = of.done
    if not done:
        return Section(title, (tr("No practice was recorded in this time."),))
    days, span = len({each.day for each in done}), (of.last - of.first).days + 1
    told = tr("Practice on {0} of {1} days.").format(days, span)
    rows = []
    for kind in ItemKind:
        mine = [each for each in done if each.kind is kind]
        if mine:
            rows.append(
                (
                    words.exercise(kind),
                    str(len(mine)),
                    str(len({each.day for each in mine})),
                    words.altogether(mine),
                    str(sum(each.end is not EndKind.COMPLETED for each in mine)),
                )
            )
    head = (
        tr("Exercise"),
        tr("Sessions"),
        tr("Days"),
        tr("Altogether"),
        tr("Ended early"),
    )
    told_more = () if of.plain else _stops(done)
    return Section(title, (told, *told_more), table=Table(head, tuple(rows), told))


def _stops(done: Sequence[Practice]) -> tuple[str, ...]:
    counted = Counter(words.reason(each.reason) for each in done if each.reason is not None)
    if not counted:
        return ()
    listed = ", ".join(f"{reason} ({number})" for reason, number in counted.most_common())
    return (tr("Reasons for ending early: {0}.").format(listed),)


def _left_right(of: Material) -> Section:
    title = tr("Left or right")
    wanted = latest_conditions(of.sets)
    points = series(of.sets, wanted)
    if wanted is None or not points:
        return Section(title)
    goal = goal_of(wanted.part, moving=wanted.moving)
    days = by_day(points, points[0].at.day, points[-1].at.day)
    span = charts.span_days(len(days))
    days = pooled(days, span)
    told = tr("Sets of the same kind as the newest: {0}.").format(len(points))
    if goal is None:
        told += " " + tr("Nobody has published a goal for moving pictures.")
    if not of.plain:
        told += " " + tr("Thin lines: 95 % intervals, cut at the edge of the chart.")
    if span > 1:
        told += " " + tr("One mark stands for {0} days.").format(span)
    drawn = (
        charts.accuracy(days, goal, of.reader, span),
        charts.response_time(days, goal, of.reader, span),
    )
    return Section(title, (told,), table=None if of.plain else _figures(of), charts=drawn)


def _figures(of: Material) -> Table | None:
    """The newest check-up, else the newest set, with intervals."""
    own = [each for each in of.sets if each.practised]
    newest = next((each for each in own if each.settings.check_up), next(iter(own), None))
    if newest is None:
        return None
    kind = tr("Check-up of {0}") if newest.settings.check_up else tr("Set of {0}")
    caption = kind.format(words.day(newest.at.day))
    rows = []
    for side in Side:
        measures = newest.measures.of(side)
        rt = None if newest.measures.guessing else measures.median_rt_s
        rows.append(
            (
                words.side(side),
                words.with_interval(measures.accuracy, "share"),
                words.with_interval(rt, "seconds"),
                str(measures.timed_out),
            )
        )
    apart = side_difference(
        newest.measures, of.person.affected, newest.method, newest.settings.task
    )
    if apart is not None:
        rows.append(
            (
                tr("Painful minus other"),
                words.points_apart(apart.accuracy),
                words.with_interval(apart.median_rt_s, "seconds"),
                words.NOTHING,
            )
        )
    head = (caption, tr("Correct (95 %)"), tr("Median time (95 %)"), tr("Timed out"))
    return Table(head, tuple(rows), caption)


def _pain(of: Material) -> Section:
    title = tr("Pain")
    before = [each.pain_before for each in of.done if each.pain_before is not None]
    after = [each.pain_after for each in of.done if each.pain_after is not None]
    daily = [each.value for each in of.ratings if each.kind is RatingKind.PAIN_24H]
    if not before and not after:
        return Section(title)
    if before and after:
        told = tr("Before a session, usually {0} of 10; after it, {1}.").format(
            words.middle(before), words.middle(after)
        )
    elif before:
        told = tr("Before a session, usually {0} of 10.").format(words.middle(before))
    else:
        told = tr("After a session, usually {0} of 10.").format(words.middle(after))
    if daily:
        told += " " + tr("Over the day, usually {0}.").format(words.middle(daily))
    days = [each.day for each in of.done]
    drawn = charts.pain(of.done, min(days), max(days))
    return Section(title, (told,), charts=(drawn,))
