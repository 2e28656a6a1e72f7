"""Small makers of domain values: everything has a default, a test names only what matters."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.rating import Correction, CorrectionKind, Rating, RatingKind, When
from gmi_app.facts.session import EndKind, ScreenFacts, Session, SessionEnd, SessionKind
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.trial import InputMethod, KeyStamp, Onset, OnsetStamp, Press, Trial
from gmi_app.pictures.model import BodyPart, Picture, PictureSet, Side, Stimulus

SESSION = UUID(int=1)
PATIENT = UUID(int=2)


def picture(
    name: str = "a",
    side: Side = Side.RIGHT,
    *,
    part: BodyPart = BodyPart.HAND,
    picture_set: PictureSet = PictureSet.PLAIN,
    posture: str = "open",
    view: str = "palm",
    turnable: bool = True,
) -> Picture:
    return Picture(
        file=f"{part.value}/{picture_set.value}/{name}.webp",
        part=part,
        side=side,
        set=picture_set,
        posture=posture,
        view=view,
        person="p1",
        tone="light",
        sex="female",
        age_band="adult",
        turnable=turnable,
        licence="CC0-1.0",
        source="test",
        sha256="0" * 64,
    )


def pictures(count: int, *, turnable: bool = True) -> list[Picture]:
    """Half of them left."""
    return [
        picture(f"p{i:03}", (Side.LEFT, Side.RIGHT)[i % 2], turnable=turnable) for i in range(count)
    ]


def stimulus(
    side: Side = Side.LEFT, *, angle: int = 0, view: str = "palm", name: str = "a"
) -> Stimulus:
    return Stimulus(picture(name, Side.RIGHT, view=view), side is Side.LEFT, angle)


def moment(day: int = 0, seconds: float = 0.0, *, offset_min: int = 0) -> Moment:
    """Noon of a day, in UTC; day 0 is the 2nd of March 2026, a Monday."""
    start = datetime(2026, 3, 2, 12, tzinfo=UTC)
    return Moment(start + timedelta(days=day, seconds=seconds), offset_min)


def trial(
    side: Side = Side.LEFT,
    answer: Side | None = Side.LEFT,
    rt_s: float = 2.0,
    *,
    index: int = 0,
    method: InputMethod = InputMethod.ONE_HAND_KEYS,
    practice: bool = False,
    angle: int = 0,
    view: str = "palm",
    session: UUID = SESSION,
    at: Moment | None = None,
) -> Trial:
    """``answer`` None is a time-out."""
    onset = Onset(1_000_000_000, 1_004_000_000, OnsetStamp.FLUSH)
    pressed = onset.onset_ns + round(rt_s * 1e9)
    return Trial(
        id=UUID(int=session.int * 1000 + index + 10),
        session=session,
        index=index,
        at=at or moment(seconds=index * 3),
        stimulus=stimulus(side, angle=angle, view=view),
        onset=onset,
        press=None
        if answer is None
        else Press(answer, method, pressed, pressed, pressed // 1_000_000, KeyStamp.CLAMPED),
        practice=practice,
    )


def session(
    number: int = 1,
    *,
    at: Moment | None = None,
    settings: DrillSettings | None = None,
    patient: UUID = PATIENT,
) -> Session:
    return Session(
        id=UUID(int=number),
        patient=patient,
        kind=SessionKind.LATERALITY,
        at=at or moment(),
        settings=settings or DrillSettings(),
        seed=number,
        program_version="0",
        screen=ScreenFacts(1920, 1080, 1.0, 60.0, False, "raster", "#D3D3D3", 600),
    )


def end(
    of: Session, kind: EndKind = EndKind.COMPLETED, *, after_s: float = 120.0, **rest: Any
) -> SessionEnd:
    at = Moment(of.at.utc + timedelta(seconds=after_s), of.at.offset_min)
    return SessionEnd(UUID(int=of.id.int + 5000), of.id, at, kind, **rest)


def answered(
    of: Session,
    *,
    left: tuple[int, float] = (10, 2.0),
    right: tuple[int, float] = (10, 2.0),
    each: int = 10,
    spread_s: float = 0.0,
    method: InputMethod = InputMethod.ONE_HAND_KEYS,
) -> list[Trial]:
    """``each`` pictures a side: so many correct, around so many seconds; the rest wrong."""
    spec = [
        (side, side if i < correct else side.other, rt + spread_s * (i / each - 0.5))
        for i in range(each)
        for side, (correct, rt) in ((Side.LEFT, left), (Side.RIGHT, right))
    ]
    return [
        trial(side, answer, rt, index=i, method=method, session=of.id, at=of.at)
        for i, (side, answer, rt) in enumerate(spec)
    ]


def pain(value: int, when: When, of: Session, *, number: int = 1, seconds: float = 0) -> Rating:
    at = Moment(of.at.utc + timedelta(seconds=seconds))
    return Rating(UUID(int=number), of.patient, at, RatingKind.PAIN_NOW, value, when, of.id)


def correction(
    kind: CorrectionKind, target: UUID, value: int | None = None, *, number: int = 1
) -> Correction:
    """Greater numbers are newer."""
    at = moment(seconds=number)
    return Correction(UUID(int=number + 7000), PATIENT, at, kind, target, value)
