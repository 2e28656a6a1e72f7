"""The files of what goes beside the exercises (TOML): read and checked, with sentences that say
what to mend, and where. A translation is the same file in another language, with the same ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from gmi_app.activities.content import Breathing, Content, Line, Prompt, Rung, Script, Touch
from gmi_app.errors import GmiError
from gmi_app.facts.rating import RatingKind
from gmi_app.imagery.content_file import ContentError, ContentFile
from gmi_app.language import tr
from gmi_app.pictures.model import BodyPart, Side

CONTENT = Path(__file__).parent / "content"
IDENTITY = re.compile(r"[a-z][a-z0-9_]{2,31}")
LIMBS = ("{limb}", "{other}")
TOUCHES = (*LIMBS, "{texture}", "{stroke}", "{where}")
SECONDS_RANGE = (2.0, 60.0)
PASSAGES = ("relax", "healthy", "remember", "affected")
ASKS = {"noticed": RatingKind.NOTICED, "located": RatingKind.LOCATED}

T = TypeVar("T")


def load_content(language: str = "en", folder: Path = CONTENT) -> Content:
    """All of it, in ``language`` (as in "de") where there is a translation. Raises ContentError
    when a shipped English file cannot be used; a translation costs itself and one sentence."""
    notices: list[str] = []

    def read(name: str, reads: Callable[[Reader], T], ids: Callable[[T], object]) -> T:
        english = _whole(folder / f"{name}.toml", reads)
        other = folder / f"{name}.{language}.toml"
        if language == "en" or not other.is_file():
            return english
        try:
            found = _whole(other, reads)
            if ids(found) != ids(english):
                raise ContentError(other.name, [tr("its ids are not those of the English file")])
        except GmiError as error:
            notices.append(error.sentence)
            return english
        return found

    muscles, breathing = read("relaxation", read_relaxation, lambda f: [s.id for s in f[0]])
    touch = read("desensitisation", read_touch, _touch_ids)
    prompts = read("perception", read_prompts, lambda f: [p.id for p in f])
    limbs, none = read("words", read_limbs, lambda f: list(f[0]))
    return Content(muscles, breathing, touch, prompts, limbs, none, tuple(notices))


def _touch_ids(touch: Touch) -> object:
    ladders = (touch.textures, touch.strokes, touch.zones)
    return [[rung.id for rung in ladder] for ladder in ladders], list(touch.passages)


def _whole(file: Path, reads: Callable[[Reader], T]) -> T:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or tr("it is not UTF-8 text")
        raise ContentError(file.name, [tr("It cannot be read: {0}").format(reason)]) from error
    reader = Reader(text, file.name)
    found = reads(reader)
    reader.done()
    return found


def read_relaxation(reader: Reader) -> tuple[tuple[Script, ...], Breathing]:
    scripts = reader.scripts("passage", ())
    table = reader.table("breathing")
    names = ("title", "begin", "into", "out", "end")
    words = [reader.sentence(table, key, "breathing", ()) for key in names]
    return scripts, Breathing(*words)


def read_touch(reader: Reader) -> Touch:
    ladders = [reader.rungs(name) for name in ("texture", "stroke", "zone")]
    scripts = {script.id: script for script in reader.scripts("passage", TOUCHES)}
    for name in PASSAGES:
        if name not in scripts:
            reader.fault(tr("{0}: there is no such passage").format(name))
    return Touch(ladders[0], ladders[1], ladders[2], scripts)


def read_prompts(reader: Reader) -> tuple[Prompt, ...]:
    found: list[Prompt] = []
    for table, where in reader.tables("prompt"):
        title = reader.sentence(table, "title", where, ())
        line = Line(reader.sentence(table, "say", where, LIMBS), reader.seconds(table, where))
        ask = table.get("ask")
        if ask not in ASKS:
            reader.fault(tr("{0}: ask must be one of {1}").format(where, ", ".join(ASKS)))
        parts = table.get("parts", [])
        if not isinstance(parts, list) or not set(map(str, parts)) <= set(BodyPart):
            reader.fault(tr("{0}: parts must be of {1}").format(where, ", ".join(BodyPart)))
            parts = []
        asked = ASKS.get(str(ask), RatingKind.NOTICED)
        found.append(Prompt(where, title, line, asked, tuple(BodyPart(p) for p in parts)))
    return tuple(found)


def read_limbs(reader: Reader) -> tuple[dict[tuple[BodyPart, Side], str], str]:
    none = reader.sentence(reader.values, "none", "none", ())
    table = reader.table("limb")
    words: dict[tuple[BodyPart, Side], str] = {}
    for part in BodyPart:
        sides = table.get(part.value)
        for side in Side:
            named = sides if isinstance(sides, dict) else {}
            words[part, side] = reader.sentence(named, side.value, part.value, ())
    return words, none


class Reader(ContentFile):
    def table(self, name: str) -> Mapping[str, Any]:
        found = self.values.get(name)
        if not isinstance(found, dict):
            self.fault(tr("“{0}” is not a table").format(name))
            return {}
        return found

    def tables(self, name: str) -> list[tuple[Mapping[str, Any], str]]:
        """The tables of a list, each with its id; those without a usable id are faults."""
        listed = self.values.get(name)
        if not isinstance(listed, list) or not listed:
            self.fault(tr("there is no [[{0}]]").format(name))
            return []
        found: dict[str, Mapping[str, Any]] = {}
        for number, table in enumerate(listed, 1):
            identity = table.get("id") if isinstance(table, dict) else None
            if not isinstance(identity, str) or not IDENTITY.fullmatch(identity):
                sentence = tr("{0} {1}: id must be small letters, digits and _, at least three")
                self.fault(sentence.format(name, number))
            elif identity in found:
                self.fault(tr("{0}: the id is used twice").format(identity))
            else:
                found[identity] = table
        return [(table, identity) for identity, table in found.items()]

    def rungs(self, name: str) -> tuple[Rung, ...]:
        return tuple(
            Rung(where, self.sentence(table, "name", where, ()))
            for table, where in self.tables(name)
        )

    def scripts(self, name: str, allowed: tuple[str, ...]) -> tuple[Script, ...]:
        return tuple(
            Script(
                where, self.sentence(table, "title", where, ()), self._lines(table, where, allowed)
            )
            for table, where in self.tables(name)
        )

    def _lines(
        self, table: Mapping[str, Any], where: str, allowed: tuple[str, ...]
    ) -> tuple[Line, ...]:
        listed = table.get("lines")
        if not isinstance(listed, list) or not listed:
            self.fault(tr("{0}: lines must be a list").format(where))
            return ()
        tables = [each if isinstance(each, dict) else {} for each in listed]
        return tuple(
            Line(self.sentence(each, "say", where, allowed), self.seconds(each, where))
            for each in tables
        )

    def sentence(
        self, table: Mapping[str, Any], key: str, where: str, allowed: tuple[str, ...]
    ) -> str:
        return self.whole_sentence(table.get(key), where, key, allowed)

    def seconds(self, table: Mapping[str, Any], where: str) -> float:
        value, (low, high) = table.get("s"), SECONDS_RANGE
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not low <= value <= high:  # type: ignore[operator]
            self.fault(tr("{0}: {1} must be from {2:g} to {3:g}").format(where, "s", low, high))
            return low
        return float(value)  # type: ignore[arg-type]
