"""Facts to rows and back. No row leaves the storage package; no fact is stored in part."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.rating import Correction, CorrectionKind, Rating, RatingKind, When
from gmi_app.facts.session import (
    EndKind,
    EventKind,
    ScreenFacts,
    Session,
    SessionEnd,
    SessionEvent,
    SessionKind,
    StopReason,
)
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.laterality.trial import (
    InputMethod,
    KeyStamp,
    Onset,
    OnsetStamp,
    Playback,
    Press,
    Trial,
)
from gmi_app.pictures.model import BodyPart, Picture, PictureSet, Side, Stimulus
from gmi_app.programme.patient import AffectedSide, AgeBand, Handedness, Patient, PinHash

if TYPE_CHECKING:
    from sqlalchemy import Row  # the first glance at a folder does without SQLAlchemy

Values = dict[str, Any]


def moment_values(moment: Moment) -> Values:
    return {
        "at_utc": moment.utc.isoformat(timespec="microseconds"),
        "at_offset_min": moment.offset_min,
    }


def moment_of(row: Row[Any]) -> Moment:
    return Moment(datetime.fromisoformat(row.at_utc), row.at_offset_min)


def text_of(identity: UUID | None) -> str | None:
    return None if identity is None else str(identity)


def id_of(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)


def settings_text(settings: DrillSettings) -> str:
    return json.dumps(asdict(settings), ensure_ascii=False, separators=(",", ":"))


def settings_of(text: str) -> DrillSettings:
    """What a stored text does not name takes its default: older sessions stay readable."""
    values = json.loads(text)
    values["part"] = BodyPart(values["part"])
    values["picture_set"] = PictureSet(values["picture_set"])
    values["angles"] = tuple(values["angles"])
    values["postures"] = tuple(values["postures"])
    values["task"] = Task(values.get("task", Task.SIDE))
    return DrillSettings(**values)


# ---- patients


def patient_version_values(patient: Patient, version: UUID) -> Values:
    pin = patient.pin
    return {
        "id": str(version),
        "patient_id": str(patient.id),
        **moment_values(patient.at),
        "name": patient.name,
        "affected": patient.affected and patient.affected.value,
        "part": patient.part and patient.part.value,
        "handedness": patient.handedness and patient.handedness.value,
        "age_band": patient.age_band and patient.age_band.value,
        "pin_salt": pin and pin.salt,
        "pin_hash": pin and pin.hash,
        "simulated": patient.simulated,
    }


def patient_of(row: Row[Any]) -> Patient:
    return Patient(
        id=UUID(row.patient_id),
        at=moment_of(row),
        name=row.name,
        affected=None if row.affected is None else AffectedSide(row.affected),
        part=None if row.part is None else BodyPart(row.part),
        handedness=None if row.handedness is None else Handedness(row.handedness),
        age_band=None if row.age_band is None else AgeBand(row.age_band),
        pin=None if row.pin_salt is None else PinHash(row.pin_salt, row.pin_hash),
        simulated=row.simulated,
    )


# ---- sessions


def session_values(session: Session) -> Values:
    return {
        "id": str(session.id),
        "patient_id": str(session.patient),
        "kind": session.kind.value,
        **moment_values(session.at),
        "settings": settings_text(session.settings),
        "seed": str(session.seed),
        "program_version": session.program_version,
        "screen": json.dumps(asdict(session.screen), separators=(",", ":")),
        "author": session.author,
        "plan_item_id": text_of(session.plan_item),
    }


def session_of(row: Row[Any]) -> Session:
    return Session(
        id=UUID(row.id),
        patient=UUID(row.patient_id),
        kind=SessionKind(row.kind),
        at=moment_of(row),
        settings=settings_of(row.settings),
        seed=int(row.seed),
        program_version=row.program_version,
        screen=ScreenFacts(**json.loads(row.screen)),
        author=row.author,
        plan_item=id_of(row.plan_item_id),
    )


def end_values(end: SessionEnd) -> Values:
    return {
        "id": str(end.id),
        "session_id": str(end.session),
        **moment_values(end.at),
        "kind": end.kind.value,
        "reason": end.reason and end.reason.value,
        "note": end.note,
    }


def end_of(row: Row[Any]) -> SessionEnd:
    return SessionEnd(
        id=UUID(row.id),
        session=UUID(row.session_id),
        at=moment_of(row),
        kind=EndKind(row.kind),
        reason=None if row.reason is None else StopReason(row.reason),
        note=row.note,
    )


def event_values(event: SessionEvent) -> Values:
    return {
        "id": str(event.id),
        "session_id": str(event.session),
        **moment_values(event.at),
        "kind": event.kind.value,
        "detail": event.detail,
    }


def event_of(row: Row[Any]) -> SessionEvent:
    return SessionEvent(
        id=UUID(row.id),
        session=UUID(row.session_id),
        at=moment_of(row),
        kind=EventKind(row.kind),
        detail=row.detail,
    )


# ---- trials


def trial_values(trial: Trial) -> Values:
    stimulus, onset, press = trial.stimulus, trial.onset, trial.press
    picture, playback = stimulus.picture, trial.playback
    return {
        "id": str(trial.id),
        "session_id": str(trial.session),
        "position": trial.index,
        **moment_values(trial.at),
        "practice": trial.practice,
        "picture_file": picture.file,
        "picture_sha256": picture.sha256,
        "part": picture.part.value,
        "picture_side": picture.side.value,
        "picture_set": picture.set.value,
        "posture": picture.posture,
        "view": picture.view,
        "person": picture.person,
        "tone": picture.tone,
        "sex": picture.sex,
        "age_band": picture.age_band,
        "turnable": picture.turnable,
        "licence": picture.licence,
        "source": picture.source,
        "mirrored": stimulus.mirrored,
        "angle": stimulus.angle,
        "painted_ns": onset.painted_ns,
        "answered_ns": onset.answered_ns,
        "onset_ns": onset.onset_ns,
        "onset_stamp": onset.stamp.value,
        "late_frames": onset.late_frames,
        "answer": press and press.side.value,
        "method": press and press.method.value,
        "press_ns": press and press.time_ns,
        "handler_ns": press and press.handler_ns,
        "event_ms": press and press.event_ms,
        "press_stamp": press and press.stamp.value,
        "side": trial.side.value,
        "rt_ns": trial.rt_ns,
        "outcome": trial.outcome.value,
        "task": trial.task.value,
        "frames": picture.frames,
        "fps": picture.fps,
        "direction": picture.direction and picture.direction.value,
        "frames_shown": playback and playback.shown,
        "frames_late": playback and playback.late,
        "frames_dropped": playback and playback.dropped,
        "frames_worst_ns": playback and playback.worst_ns,
    }


def trial_of(row: Row[Any]) -> Trial:
    picture = Picture(
        file=row.picture_file,
        part=BodyPart(row.part),
        side=Side(row.picture_side),
        set=PictureSet(row.picture_set),
        posture=row.posture,
        view=row.view,
        person=row.person,
        tone=row.tone,
        sex=row.sex,
        age_band=row.age_band,
        turnable=row.turnable,
        licence=row.licence,
        source=row.source,
        sha256=row.picture_sha256,
        frames=row.frames,
        fps=row.fps,
        direction=None if row.direction is None else Side(row.direction),
    )
    playback = None
    if row.frames_shown is not None:
        playback = Playback(
            row.frames_shown, row.frames_late, row.frames_dropped, row.frames_worst_ns
        )
    press = None
    if row.answer is not None:
        press = Press(
            side=Side(row.answer),
            method=InputMethod(row.method),
            time_ns=row.press_ns,
            handler_ns=row.handler_ns,
            event_ms=row.event_ms,
            stamp=KeyStamp(row.press_stamp),
        )
    return Trial(
        id=UUID(row.id),
        session=UUID(row.session_id),
        index=row.position,
        at=moment_of(row),
        stimulus=Stimulus(picture, row.mirrored, row.angle),
        onset=Onset(
            painted_ns=row.painted_ns,
            onset_ns=row.onset_ns,
            stamp=OnsetStamp(row.onset_stamp),
            late_frames=row.late_frames,
            answered_ns=row.answered_ns,
        ),
        press=press,
        practice=row.practice,
        task=Task(row.task),
        playback=playback,
    )


# ---- ratings and corrections


def rating_values(rating: Rating) -> Values:
    return {
        "id": str(rating.id),
        "patient_id": str(rating.patient),
        "session_id": text_of(rating.session),
        **moment_values(rating.at),
        "kind": rating.kind.value,
        "value": rating.value,
        "relation": rating.when.value,
        "step_id": text_of(rating.step),
        "day": None if rating.day is None else rating.day.isoformat(),
    }


def rating_of(row: Row[Any]) -> Rating:
    return Rating(
        id=UUID(row.id),
        patient=UUID(row.patient_id),
        at=moment_of(row),
        kind=RatingKind(row.kind),
        value=row.value,
        when=When(row.relation),
        session=id_of(row.session_id),
        step=id_of(row.step_id),
        day=None if row.day is None else date.fromisoformat(row.day),
    )


def correction_values(correction: Correction) -> Values:
    return {
        "id": str(correction.id),
        "patient_id": str(correction.patient),
        **moment_values(correction.at),
        "kind": correction.kind.value,
        "target_id": str(correction.target),
        "value": correction.value,
        "note": correction.note,
    }


def correction_of(row: Row[Any]) -> Correction:
    return Correction(
        id=UUID(row.id),
        patient=UUID(row.patient_id),
        at=moment_of(row),
        kind=CorrectionKind(row.kind),
        target=UUID(row.target_id),
        value=row.value,
        note=row.note,
    )
