"""What can be chosen before a session beside the three stages; everything is preset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.activities.advice import own, recent_prompts, touch_advice
from gmi_app.activities.content import Content
from gmi_app.activities.courses import has_room_for_both, prompts_for
from gmi_app.activities.facts import ActivityRecord
from gmi_app.activities.reading import load_content
from gmi_app.activities.settings import (
    SECONDS,
    DesensitisationSettings,
    GuidedSettings,
    PerceptionSettings,
    RelaxationSettings,
    Way,
)
from gmi_app.activities.wish import has_healthy_limb
from gmi_app.facts.session import SessionKind
from gmi_app.imagery.gate import painful_side
from gmi_app.journal import Journal
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import Patient
from gmi_app.programme.thresholds import Thresholds
from gmi_app.progress.flare import NO_FLARES, FlareDays
from gmi_app.ui import words
from gmi_app.ui.activities import activity_words
from gmi_app.ui.state import State
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import boxed, row
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.segmented import Segmented
from gmi_app.ui.widgets.stepper import Stepper
from gmi_app.ui.widgets.text import Text

SIDES: Final = (Side.LEFT, Side.RIGHT)
PACES: Final = ((3.0, 4.0), (4.0, 6.0), (5.0, 7.0))
"""Seconds in and out of one breath: shorter, usual, longer. Ours."""
RECENT: Final = 60


@dataclass(frozen=True, slots=True)
class Found:
    """What is read before anything is offered; ``records`` of all kinds, newest first; ``goal``:
    what the plan calls a flare; ``flares``: all that are known."""

    content: Content
    records: list[ActivityRecord]
    goal: Thresholds
    flares: FlareDays = NO_FLARES


def read_found(journal: Journal, state: State, flares: FlareDays) -> Found:
    """On the journal's lane, for the present patient. Raises GmiError when the content is lost."""
    assert state.patient is not None
    one, language = state.patient.id, QLocale().name().split("_")[0]
    version = journal.plan(one)
    return Found(
        load_content(language),
        journal.activity_records(one, limit=RECENT),
        Thresholds() if version is None else version.plan.thresholds,
        flares,
    )


def usual_settings(
    kind: SessionKind,
    patient: Patient,
    found: Found,
    seconds: int | None = None,
    *,
    part: BodyPart | None = None,
    material: str = "",
) -> GuidedSettings:
    """As the last time, at the person's level. As the plan says: ``seconds``, ``part`` and, in its
    words, the coarsest ``material``."""
    part, side = part or patient.part or BodyPart.HAND, painful_side(patient)
    last = next((r.session.settings for r in own(found.records, kind)), None)
    if kind is SessionKind.RELAXATION:
        relaxing = last if isinstance(last, RelaxationSettings) else RelaxationSettings()
        length = seconds or relaxing.seconds
        return RelaxationSettings(relaxing.way, length, relaxing.in_s, relaxing.out_s)
    if kind is SessionKind.DESENSITISATION:
        touch = found.content.touch
        advice = touch_advice(found.records, touch, found.goal, found.flares)
        texture = touch.up_to(advice.texture, material)
        length = seconds or (last.seconds if isinstance(last, DesensitisationSettings) else 180)
        return DesensitisationSettings(
            part, side, texture.id, advice.stroke.id, length, has_healthy_limb(patient)
        )
    length = seconds or (last.seconds if isinstance(last, PerceptionSettings) else 120)
    asked = PerceptionSettings(part, side, length)
    return with_prompts(asked, found)


def with_prompts(settings: PerceptionSettings, found: Found) -> PerceptionSettings:
    """With what is asked this time."""
    prompts = prompts_for(settings, found.content, recent_prompts(found.records))
    return PerceptionSettings(settings.part, settings.side, settings.seconds, prompts)


class Form(Card):
    """``settings`` is what is chosen now."""

    def __init__(self, found: Found) -> None:
        super().__init__(gap=16)
        self._found = found

    def settings(self) -> GuidedSettings:
        raise NotImplementedError

    def line(self, title: str, control: QWidget) -> None:
        self.add(boxed(row(Text(title, "strong"), 0, control, gap=16)))

    def block(self, title: str, *below: QWidget) -> None:
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(Text(title, "strong", wrap=True))
        for widget in below:
            box.addWidget(widget)
        policy = holder.sizePolicy()
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        self.add(holder)

    def minutes(self, kind: SessionKind, seconds: int) -> Stepper:
        low, high = SECONDS[kind]
        first = max(1, low // 60)
        value = min(max(round(seconds / 60), first), high // 60)
        title = self.tr("At most")
        stepper = Stepper(title, value, first, high // 60, suffix=self.tr(" min"))
        self.line(title, stepper)
        return stepper


class RelaxationForm(Form):
    def __init__(self, found: Found, preset: RelaxationSettings) -> None:
        super().__init__(found)
        self._ways = tuple(Way)
        self.way = OneOf(
            self.tr("How?"),
            [activity_words.way(way) for way in self._ways],
            self._ways.index(preset.way),
        )
        self.block(self.tr("How?"), self.way)
        self.length = self.minutes(SessionKind.RELAXATION, preset.seconds)
        pace = (preset.in_s, preset.out_s)
        names = [self.tr("Shorter"), self.tr("Usual"), self.tr("Longer")]
        at = PACES.index(pace) if pace in PACES else 1
        self.pace = OneOf(self.tr("Breaths"), names, at)
        self.says = Text("", "small", "quiet", wrap=True)
        self.block(self.tr("Breaths"), self.pace, self.says)
        for changed in (self.way.chosen, self.length.changed, self.pace.chosen):
            changed.connect(lambda _: self._tell())
        self._tell()

    def _tell(self) -> None:
        text = self.tr("{0} seconds in, {1} out. Never force it: your own pace is right, too.")
        into, out = PACES[self.pace.at]
        told = [text.format(words.number(into, 0), words.number(out, 0))]
        settings = self.settings()
        if settings.way is Way.BOTH and not has_room_for_both(settings, self._found.content):
            told.append(self.tr("So short a time has room for breathing only."))
        self.says.set(" ".join(told))

    def settings(self) -> RelaxationSettings:
        into, out = PACES[self.pace.at]
        return RelaxationSettings(self._ways[self.way.at], self.length.value * 60, into, out)


class Limb(QWidget):
    """Which part of the body, and which side."""

    def __init__(self, part: BodyPart, side: Side) -> None:
        super().__init__()
        self._parts = tuple(BodyPart)
        names = [words.capital(words.part(each)) for each in self._parts]
        self.part = OneOf(self.tr("Body part"), names, self._parts.index(part))
        sides = [self.tr("Left"), self.tr("Right")]
        self.side = Segmented(self.tr("Side"), sides, SIDES.index(side))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self.part)
        self._line = boxed(row(self.side, 0))
        box.addWidget(self._line)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.part.chosen.connect(lambda _: self._fit())
        self._fit()

    def _fit(self) -> None:
        self._line.setVisible(self.chosen[0].one_sided)

    @property
    def chosen(self) -> tuple[BodyPart, Side]:
        return self._parts[self.part.at], SIDES[self.side.at]


class TouchForm(Form):
    """Says which texture comes next, and why nothing new comes after a flare-up."""

    def __init__(self, found: Found, preset: DesensitisationSettings) -> None:
        super().__init__(found)
        touch, self._healthy = found.content.touch, preset.healthy
        self._textures, self._strokes = touch.textures, touch.strokes
        advice = touch_advice(found.records, touch, found.goal, found.flares)
        if advice.paused:
            self.add(
                Text(
                    self.tr(
                        "Your pain went up after the last three times. Please leave this for now, "
                        "and talk to your therapist about it. Relaxing is gentler."
                    ),
                    "body",
                    "attention",
                    wrap=True,
                )
            )
        names = [words.capital(rung.name) for rung in self._textures]
        at = self._textures.index(touch.texture(preset.texture))
        self.texture = OneOf(self.tr("What touches"), names, at)
        hint = Text(
            self.tr("From soft to rough. Stay with one until it is comfortable."),
            "small",
            "quiet",
            wrap=True,
        )
        self.block(self.tr("What touches"), self.texture, hint)
        strokes = [words.capital(rung.name) for rung in self._strokes]
        self.stroke = OneOf(
            self.tr("How"), strokes, self._strokes.index(touch.stroke(preset.stroke))
        )
        self.block(self.tr("How"), self.stroke)
        self.limb = Limb(preset.part, preset.side)
        self.block(self.tr("Where it hurts"), self.limb)
        self.length = self.minutes(SessionKind.DESENSITISATION, preset.seconds)

    def settings(self) -> DesensitisationSettings:
        part, side = self.limb.chosen
        return DesensitisationSettings(
            part,
            side,
            self._textures[self.texture.at].id,
            self._strokes[self.stroke.at].id,
            self.length.value * 60,
            self._healthy and part.one_sided,
        )


class PerceptionForm(Form):
    def __init__(self, found: Found, preset: PerceptionSettings) -> None:
        super().__init__(found)
        self.limb = Limb(preset.part, preset.side)
        self.block(self.tr("What to notice"), self.limb)
        self.length = self.minutes(SessionKind.PERCEPTION, preset.seconds)
        self.contents = Text("", "body", "quiet", wrap=True)
        self.add(self.contents)
        self.limb.part.chosen.connect(lambda _: self._tell())
        self.length.changed.connect(lambda _: self._tell())
        self._tell()

    def settings(self) -> PerceptionSettings:
        part, side = self.limb.chosen
        return with_prompts(PerceptionSettings(part, side, self.length.value * 60), self._found)

    def _tell(self) -> None:
        titles = {prompt.id: prompt.title for prompt in self._found.content.prompts}
        named = [titles[each] for each in self.settings().prompts]
        self.contents.set(self.tr("This time: {0}.").format(", ".join(named)))


def form_for(found: Found, preset: GuidedSettings) -> Form:
    """The one of the preset's kind."""
    match preset:
        case RelaxationSettings():
            return RelaxationForm(found, preset)
        case DesensitisationSettings():
            return TouchForm(found, preset)
        case PerceptionSettings():
            return PerceptionForm(found, preset)


def last_of(records: Sequence[ActivityRecord], kind: SessionKind) -> ActivityRecord | None:
    """The newest of a kind."""
    return next(iter(own(records, kind)), None)
