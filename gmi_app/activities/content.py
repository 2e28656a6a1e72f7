"""Values: all that is said beside the three stages, as it was read from the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gmi_app.facts.rating import RatingKind
from gmi_app.pictures.model import BodyPart, Side


@dataclass(frozen=True, slots=True)
class Line:
    """``say``: shown and spoken, with {placeholders}; ``seconds``: how long it stands."""

    say: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Script:
    """One passage as it is written."""

    id: str
    title: str
    lines: tuple[Line, ...]

    @property
    def length_s(self) -> float:
        return sum(line.seconds for line in self.lines)


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something to notice. ``parts``: only for these; empty for all."""

    id: str
    title: str
    line: Line
    ask: RatingKind
    parts: tuple[BodyPart, ...] = ()

    def fits(self, part: BodyPart) -> bool:
        return not self.parts or part in self.parts


@dataclass(frozen=True, slots=True)
class Rung:
    """One of a ladder of textures, strokes or places."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Touch:
    """Desensitisation: three ladders, gentlest first, and its passages by id."""

    textures: tuple[Rung, ...]
    strokes: tuple[Rung, ...]
    zones: tuple[Rung, ...]
    passages: Mapping[str, Script]

    def texture(self, identity: str) -> Rung:
        """The one of this id, else the first."""
        return _named(self.textures, identity)

    def up_to(self, texture: Rung, words: str) -> Rung:
        """The texture, but none coarser than the one that ``words`` call by its name, "towel" or "a
        towel"; of other words nothing is known."""
        wanted = words.strip().casefold()
        if not wanted:
            return texture
        named = (
            each for each in self.textures if f" {each.name}".casefold().endswith(f" {wanted}")
        )
        return min(texture, next(named, texture), key=self.textures.index)

    def stroke(self, identity: str) -> Rung:
        return _named(self.strokes, identity)


@dataclass(frozen=True, slots=True)
class Breathing:
    """The words around the breathing pacer."""

    title: str
    begin: str
    into: str
    out: str
    end: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything; ``notices``: a sentence about each file that was left out."""

    muscles: tuple[Script, ...]
    breathing: Breathing
    touch: Touch
    prompts: tuple[Prompt, ...]
    limbs: Mapping[tuple[BodyPart, Side], str]
    no_limb: str
    notices: tuple[str, ...] = ()

    def limb(self, part: BodyPart, side: Side) -> str:
        """ "my left hand"."""
        return self.limbs[part, side]

    def other(self, part: BodyPart, side: Side, *, healthy: bool) -> str:
        """The healthy limb; without one a place that does not hurt."""
        return self.limbs[part, side.other] if healthy and part.one_sided else self.no_limb


def _named(ladder: tuple[Rung, ...], identity: str) -> Rung:
    return next((rung for rung in ladder if rung.id == identity), ladder[0])
