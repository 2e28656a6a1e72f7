"""“Looks like me”: the people whom the pictures show, by tone, sex and age."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from gmi_app.pictures.model import BodyPart, Picture, PictureSet

TONES: Final = ("very_light", "light", "medium", "tan", "brown", "dark")
SEXES: Final = ("female", "male")
AGE_BANDS: Final = ("young", "middle", "older")
"""The manifest's words, in the order in which they are offered."""

FEWEST: Final = 6
"""Pictures of a part and set that make a set worth doing, each shown as left and right: ours."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Empty: all of them. The default is the mix."""

    tones: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()
    age_bands: tuple[str, ...] = ()

    @property
    def is_the_mix(self) -> bool:
        return not (self.tones or self.sexes or self.age_bands)

    def fits(self, picture: Picture) -> bool:
        """One's own pictures always do, and what a picture does not say of itself does."""
        if picture.set is PictureSet.OWN:
            return True
        said = (
            (picture.tone, self.tones),
            (picture.sex, self.sexes),
            (picture.age_band, self.age_bands),
        )
        return all(not word or not wanted or word in wanted for word, wanted in said)


@dataclass(frozen=True, slots=True)
class Shortage:
    """Only ``found`` pictures of this kind fit, so that all ``instead`` of them are used."""

    part: BodyPart
    set: PictureSet
    moving: bool
    found: int
    instead: int


def choose(
    pictures: Iterable[Picture], likeness: Likeness
) -> tuple[tuple[Picture, ...], tuple[Shortage, ...]]:
    """The pictures that fit, in their order; for a part and set (stills and clips apart) of which
    fewer than FEWEST fit, all of it, and that is told. What has no more than FEWEST is used whole
    when all of it fits."""
    kept = tuple(pictures)
    groups: dict[tuple[BodyPart, PictureSet, bool], list[Picture]] = defaultdict(list)
    for picture in kept:
        groups[picture.part, picture.set, picture.moving].append(picture)
    used: set[str] = set()
    short = []
    for (part, kind, moving), group in groups.items():
        fitting = [picture for picture in group if likeness.fits(picture)]
        if len(fitting) < min(FEWEST, len(group)):
            short.append(Shortage(part, kind, moving, len(fitting), len(group)))
            fitting = group
        used.update(picture.file for picture in fitting)
    return tuple(picture for picture in kept if picture.file in used), tuple(short)


def words_of(pictures: Sequence[Picture]) -> Likeness:
    """Every word that these pictures use, in the usual order: what there is to choose from."""
    return Likeness(
        _in_order((p.tone for p in pictures), TONES),
        _in_order((p.sex for p in pictures), SEXES),
        _in_order((p.age_band for p in pictures), AGE_BANDS),
    )


def _in_order(words: Iterable[str], usual: Sequence[str]) -> tuple[str, ...]:
    found = {word for word in words if word}
    return (*(w for w in usual if w in found), *sorted(found.difference(usual)))
