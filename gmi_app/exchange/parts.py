"""The rows of a bundle and of the JSON export: one structure a table, with what each may hold.

Reading goes through these (msgspec): an unknown field, a missing one, another type, a number or a
text out of bounds is refused before anything else looks at it. The JSON Schema is made of them,
too, and ``docs/exchange.md`` explains them. New fields come at the end, with a default, and raise
``SCHEMA``.
"""

from __future__ import annotations

from typing import Annotated, Any, Final
from uuid import UUID

from msgspec import Meta, Struct

SCHEMA: Final = 1
"""Goes up when a reader of before would misread or refuse what is written now."""

MOST_INT: Final = 2**62

Utc = Annotated[
    str,
    Meta(
        pattern=r"^20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{6}\+00:00$",
        description="ISO 8601 in UTC, with microseconds",
    ),
]
Offset = Annotated[int, Meta(ge=-1439, le=1439, description="local time minus UTC, minutes")]
Day = Annotated[str, Meta(pattern=r"^20\d\d-[01]\d-[0-3]\d$", description="a local calendar day")]
Word = Annotated[str, Meta(max_length=64)]
Text = Annotated[str, Meta(max_length=20_000)]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$", description="SHA-256, hexadecimal")]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]
Nanoseconds = Annotated[int, Meta(ge=-MOST_INT, le=MOST_INT)]
Seconds = Annotated[float, Meta(ge=0, le=10_000_000)]
Seed = Annotated[str, Meta(pattern=r"^\d{1,19}$", description="makes the same order again")]
Object = dict[str, Any]


class Part(Struct, forbid_unknown_fields=True, kw_only=True):
    """``id``: a UUID made where the fact was born; it stays the same everywhere."""

    id: UUID


class Dated(Part, kw_only=True):
    at_utc: Utc
    at_offset_min: Offset


class OfPatient(Dated, kw_only=True):
    patient_id: UUID


class OfSession(Dated, kw_only=True):
    session_id: UUID


class PatientPart(Dated, kw_only=True):
    """A person who exercises."""


class PatientVersionPart(OfPatient, kw_only=True):
    """What is known of them; the newest counts. PINs never leave their computer."""

    name: Annotated[str, Meta(max_length=500)]
    affected: Word | None
    part: Word | None
    handedness: Word | None
    age_band: Word | None
    simulated: bool


class SessionPart(OfPatient, kw_only=True):
    """One sitting of one exercise, written before it begins."""

    kind: Word
    settings: Object
    seed: Seed
    program_version: Word
    screen: Object
    author: Text
    plan_item_id: UUID | None


class SessionEndPart(OfSession, kw_only=True):
    """How it ended. What the person did counts before what the program noted, then the first."""

    kind: Word
    reason: Word | None
    note: Text


class SessionEventPart(OfSession, kw_only=True):
    """What happened meanwhile."""

    kind: Word
    detail: Text


class TrialPart(OfSession, kw_only=True):
    """One picture of a left-right set and what came of it; as in trials.csv."""

    position: Count
    practice: bool
    picture_file: Text
    picture_sha256: Digest
    part: Word
    picture_side: Word
    picture_set: Word
    posture: Word
    view: Word
    person: Word
    tone: Word
    sex: Word
    age_band: Word
    turnable: bool
    licence: Text
    source: Text
    mirrored: bool
    angle: Annotated[int, Meta(ge=0, le=359)]
    painted_ns: Nanoseconds
    answered_ns: Nanoseconds | None
    onset_ns: Nanoseconds
    onset_stamp: Word
    late_frames: Count
    answer: Word | None
    method: Word | None
    press_ns: Nanoseconds | None
    handler_ns: Nanoseconds | None
    event_ms: Nanoseconds | None
    press_stamp: Word | None
    side: Word
    rt_ns: Nanoseconds | None
    outcome: Word
    task: Word
    frames: Count
    fps: Annotated[float, Meta(ge=0, le=1000)]
    direction: Word | None
    frames_shown: Count | None
    frames_late: Count | None
    frames_dropped: Count | None
    frames_worst_ns: Nanoseconds | None


class StepPart(OfSession, kw_only=True):
    """One exercise of a mirror, imagery or home session. ``timings``: seconds."""

    position: Count
    exercise: Word
    duration_s: Seconds
    repetitions: Count
    skipped: bool
    movement: Annotated[float, Meta(ge=0, le=1000)] | None
    eased: Annotated[int, Meta(ge=0, le=100)]
    timings: Annotated[list[Seconds], Meta(max_length=1000)]


class RatingPart(OfPatient, kw_only=True):
    """A number that the person gave, as they gave it; corrections stand apart."""

    session_id: UUID | None
    kind: Word
    value: Annotated[int, Meta(ge=0, le=100)]
    relation: Word
    step_id: UUID | None
    day: Day | None


class CorrectionPart(OfPatient, kw_only=True):
    """Mends a rating or marks a session; the newest of a target counts."""

    kind: Word
    target_id: UUID
    value: Annotated[int, Meta(ge=0, le=10)] | None
    note: Text


class OwnPicturePart(OfPatient, kw_only=True):
    """A photograph of their own; its content is the part ``pictures/ID.webp`` of a bundle."""

    part: Word
    side: Word
    sha256: Digest


class PictureMarkPart(OfPatient, kw_only=True):
    """What they said of a picture."""

    picture_file: Text
    picture_sha256: Digest
    kind: Word
    note: Text


class LikenessPart(OfPatient, kw_only=True):
    """Which bodies they like to see in pictures; words with spaces between."""

    tones: Text
    sexes: Text
    age_bands: Text


class Authored(OfPatient, kw_only=True):
    """``author``: who or what wrote it."""

    author: Text


class PlanVersionPart(Authored, kw_only=True):
    """A version of the plan. ``signature``: who signed it, see docs/exchange.md."""

    parent_id: UUID | None
    signature: Text | None
    content: Object


class SuggestionPart(Authored, kw_only=True):
    """What was suggested, with the reasons in numbers."""

    plan_version_id: UUID | None
    kind: Word
    content: Object


class DecisionPart(Authored, kw_only=True):
    """What was decided about a suggestion."""

    suggestion_id: UUID
    kind: Word
    note: Text


class NotePart(Authored, kw_only=True):
    """A note about a day or a visit."""

    kind: Word
    day: Day | None
    content: Object


class LinkPart(Authored, kw_only=True):
    """``other_id`` is this same person, in another program."""

    other_id: UUID


PARTS: Final[dict[str, type[Part]]] = {
    "patients": PatientPart,
    "patient_versions": PatientVersionPart,
    "sessions": SessionPart,
    "session_ends": SessionEndPart,
    "session_events": SessionEventPart,
    "trials": TrialPart,
    "steps": StepPart,
    "ratings": RatingPart,
    "corrections": CorrectionPart,
    "own_pictures": OwnPicturePart,
    "picture_marks": PictureMarkPart,
    "likenesses": LikenessPart,
    "plan_versions": PlanVersionPart,
    "suggestions": SuggestionPart,
    "decisions": DecisionPart,
    "notes": NotePart,
    "links": LinkPart,
}
"""By table, in the order of ``gmi_app.facts.transfer.TABLES``."""

STRUCTURES: Final = ("settings", "screen", "content", "timings")
"""Fields that are objects in a file, and the text of their JSON in a row."""

LEFT_OUT: Final = ("pin_salt", "pin_hash")
"""Columns of ``patient_versions`` that never leave."""
