"""A ladder as text (TOML): read and checked, with sentences that say what to mend, and where.

A file names its ``part`` and has ``[[exercise]]`` tables, and one ``[distant]`` table when it is a
whole ladder. A clinic's own file has exercises only; they are added to the ladder of their part. A
translation has a table for each exercise's id, with the sentences in that language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from gmi_app.imagery.content_file import ContentError, ContentFile
from gmi_app.imagery.exercise import (
    DIFFICULTY_RANGE,
    LOOK_S,
    REPETITIONS_RANGE,
    REST_S,
    SECONDS_RANGE,
    Exercise,
    Ladder,
    PictureWish,
    Rung,
)
from gmi_app.language import tr
from gmi_app.pictures.model import BodyPart, PictureSet, Side

WORDS = ("title", "look", "go", "back")
OPTIONAL_WORDS = ("back",)
KNOWN = frozenset(
    {*WORDS, "id", "rung", "difficulty", "picture", "go_s", "back_s", "repetitions"}
    | {"look_s", "rest_s", "easier"}
)
PICTURE_KEYS = frozenset({"part", "posture", "view", "set", "moving"})
IDENTITY = re.compile(r"[a-z][a-z0-9_]{2,63}")


@dataclass(frozen=True, slots=True)
class Addition:
    """A clinic's own exercises, for the ladder of ``part``."""

    part: BodyPart
    exercises: tuple[Exercise, ...]


def read_ladder(text: str, file: str) -> Ladder:
    """A whole ladder, easiest first. Raises ContentError, with all that is wrong."""
    reader = _Reader(text, file)
    part, exercises = reader.head()
    distant = reader.table("distant")
    far = reader.exercise(distant, part, tr("the distant one")) if distant else None
    if distant is None:
        reader.fault(tr("[distant] is missing: an exercise with a body part further away"))
    elif far is not None and any(e.id == far.id for e in exercises):
        reader.fault(tr("{0}: the id is used twice").format(far.id))
    reader.check_easier(exercises, {e.id: e.difficulty for e in exercises})
    reader.done()
    assert far is not None
    return Ladder(part, _sorted(exercises), far)


def read_addition(text: str, file: str) -> Addition:
    """A clinic's own file; what ``easier`` names is checked when it is added."""
    reader = _Reader(text, file)
    part, exercises = reader.head()
    reader.done()
    return Addition(part, _sorted(exercises))


def with_addition(ladder: Ladder, addition: Addition, file: str) -> Ladder:
    """The ladder with these among its own. Raises ContentError when an id is there already."""
    taken = {e.id for e in ladder.exercises} | {ladder.distant.id}
    faults = [
        tr("{0}: there is an exercise of this id already").format(e.id)
        for e in addition.exercises
        if e.id in taken
    ]
    every = _sorted([*ladder.exercises, *addition.exercises])
    faults += _easier_faults(addition.exercises, {e.id: e.difficulty for e in every})
    if faults:
        raise ContentError(file, faults)
    return replace(ladder, exercises=every)


def translated(ladder: Ladder, text: str, file: str) -> Ladder:
    """The ladder in the language of this text; what is not translated stays as it was. Raises
    ContentError."""
    reader = _Reader(text, file)
    words = dict(ladder.side_words)
    sides = reader.table("sides")
    for side in Side:
        if sides and isinstance(sides.get(side.value), str):
            words[side] = sides[side.value]
    chosen = {
        e.id: _in_words(e, reader, found)
        for e in (*ladder.exercises, ladder.distant)
        if (found := reader.table(e.id))
    }
    known = {e.id for e in (*ladder.exercises, ladder.distant)} | {"sides"}
    for name in reader.values:
        if name not in known:
            reader.fault(tr("{0}: there is no such exercise").format(name))
    reader.done()
    exercises = tuple(chosen.get(e.id, e) for e in ladder.exercises)
    distant = chosen.get(ladder.distant.id, ladder.distant)
    return Ladder(ladder.part, exercises, distant, words)


def _in_words(exercise: Exercise, reader: _Reader, found: Mapping[str, Any]) -> Exercise:
    named: dict[str, Any] = {}
    for key, value in found.items():
        if key not in WORDS:
            reader.fault(tr("{0}: “{1}” is not known").format(exercise.id, key))
        else:
            named[key] = reader.sentence(value, exercise.id, key)
    return replace(exercise, **named)


def _sorted(exercises: Iterable[Exercise]) -> tuple[Exercise, ...]:
    """Easiest first; equals keep their order."""
    return tuple(sorted(exercises, key=lambda e: (e.difficulty, e.rung)))


def _easier_faults(exercises: Iterable[Exercise], known: Mapping[str, int]) -> list[str]:
    faults = []
    for each in exercises:
        if not each.easier:
            continue
        if each.easier not in known:
            faults.append(tr("{0}: the easier one, {1}, is not there").format(each.id, each.easier))
        elif known[each.easier] > each.difficulty or each.easier == each.id:
            faults.append(tr("{0}: {1} is not easier").format(each.id, each.easier))
    return faults


class _Reader(ContentFile):
    def table(self, name: str) -> dict[str, Any] | None:
        found = self.values.get(name)
        if found is None or isinstance(found, dict):
            return found
        self.fault(tr("“{0}” is not a table").format(name))
        return None

    def head(self) -> tuple[BodyPart, list[Exercise]]:
        """The part and its exercises; raises at once when there is neither."""
        part = self.values.get("part")
        if part not in set(BodyPart):
            raise ContentError(
                self.file,
                [tr("part must be one of {0}").format(", ".join(BodyPart))],
            )
        tables = self.values.get("exercise")
        if not isinstance(tables, list) or not tables:
            raise ContentError(self.file, [tr("there is no [[exercise]]")])
        for key in self.values:
            if key not in ("part", "exercise", "distant"):
                self.fault(tr("“{0}” is not known").format(key))
        found: list[Exercise] = []
        for number, table in enumerate(tables, 1):
            read = self.exercise(table, BodyPart(part), tr("exercise {0}").format(number))
            if read is not None and any(e.id == read.id for e in found):
                self.fault(tr("{0}: the id is used twice").format(read.id))
            elif read is not None:
                found.append(read)
        return BodyPart(part), found

    def check_easier(self, exercises: Iterable[Exercise], known: Mapping[str, int]) -> None:
        self.faults += _easier_faults(exercises, known)

    def exercise(self, table: Any, part: BodyPart, where: str) -> Exercise | None:
        """None, with the fault noted, when it cannot be used."""
        before = len(self.faults)
        if not isinstance(table, dict):
            self.fault(tr("{0} is not a table").format(where))
            return None
        identity = table.get("id")
        if not isinstance(identity, str) or not IDENTITY.fullmatch(identity):
            self.fault(
                tr("{0}: id must be small letters, digits and _, at least three").format(where)
            )
        else:
            where = identity
        for key in table:
            if key not in KNOWN:
                self.fault(tr("{0}: “{1}” is not known").format(where, key))
        rungs = [rung.name.lower() for rung in Rung]
        rung = table.get("rung")
        if rung not in rungs:
            self.fault(tr("{0}: rung must be one of {1}").format(where, ", ".join(rungs)))
        difficulty = self._number(table, "difficulty", where, DIFFICULTY_RANGE, whole=True)
        words = {key: self.sentence(table.get(key), where, key) for key in WORDS}
        picture = self._picture(table.get("picture"), part, where)
        go_s = self._number(table, "go_s", where, SECONDS_RANGE)
        back_s = self._number(table, "back_s", where, SECONDS_RANGE, 0.0)
        repetitions = self._number(table, "repetitions", where, REPETITIONS_RANGE, whole=True)
        look_s = self._number(table, "look_s", where, SECONDS_RANGE, LOOK_S)
        rest_s = self._number(table, "rest_s", where, SECONDS_RANGE, REST_S)
        easier = table.get("easier", "")
        if bool(words["back"]) != bool(back_s):
            self.fault(tr("{0}: back and back_s go together").format(where))
        if not isinstance(easier, str):
            self.fault(tr("{0}: easier must be the id of an exercise").format(where))
        if len(self.faults) > before or picture is None:
            return None
        return Exercise(
            str(identity),
            Rung[str(rung).upper()],
            int(difficulty),
            **words,
            picture=picture,
            go_s=go_s,
            back_s=back_s,
            repetitions=int(repetitions),
            look_s=look_s,
            rest_s=rest_s,
            easier=easier,
        )

    def sentence(self, value: Any, where: str, key: str) -> str:
        """Checked; empty, with the fault noted, when it cannot be used."""
        if value is None and key in OPTIONAL_WORDS:
            return ""
        return self.whole_sentence(value, where, key, ("{side}",))

    def _picture(self, value: Any, part: BodyPart, where: str) -> PictureWish | None:
        known = isinstance(value, dict) and PICTURE_KEYS.issuperset(value)
        if not known or not isinstance(value.get("posture"), str):
            self.fault(
                tr("{0}: picture must name a posture, and may name part, view, set, moving").format(
                    where
                )
            )
            return None
        sets = [each.value for each in PictureSet if each is not PictureSet.OWN]
        if value.get("set", "plain") not in sets:
            self.fault(tr("{0}: set must be one of {1}").format(where, ", ".join(sets)))
            return None
        if value.get("part", part) not in set(BodyPart):
            self.fault(tr("{0}: part must be one of {1}").format(where, ", ".join(BodyPart)))
            return None
        return PictureWish(
            BodyPart(value.get("part", part)),
            value["posture"],
            str(value.get("view", "")),
            PictureSet(value.get("set", "plain")),
            value.get("moving", False) is True,
        )

    def _number(
        self,
        table: Mapping[str, Any],
        key: str,
        where: str,
        allowed: tuple[float, float],
        default: float | None = None,
        *,
        whole: bool = False,
    ) -> float:
        value = table.get(key, default)
        kind = int if whole else (int, float)
        if value == default and default is not None:
            return default
        low, high = allowed
        fits = isinstance(value, kind) and not isinstance(value, bool) and low <= value <= high
        if not fits:
            self.fault(tr("{0}: {1} must be from {2:g} to {3:g}").format(where, key, low, high))
            return low
        assert isinstance(value, int | float)
        return value
