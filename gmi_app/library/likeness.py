"""“Looks like me”: the people whom the pictures show, by tone, sex and age."""

from __future__ import annotations

from collections import Counter, defaultdict
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

WHOLLY: Final = 3
"""A picture fits in its tone, its sex and its age band."""


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
        return self.nearness(picture)[0] == WHOLLY

    def nearness(self, picture: Picture) -> tuple[int, int, int]:
        """How like it a picture is; the greater, the more. First how many of tone, sex and age band
        fit (0 to 3), then how near the tone comes, then the age band (steps in their order, 0 or
        less)."""
        if picture.set is PictureSet.OWN:
            return WHOLLY, 0, 0
        tone = _steps(picture.tone, self.tones, TONES)
        sex = _steps(picture.sex, self.sexes, SEXES)
        age_band = _steps(picture.age_band, self.age_bands, AGE_BANDS)
        return (tone, sex, age_band).count(0), -tone, -age_band


@dataclass(frozen=True, slots=True)
class Shortage:
    """Only ``found`` pictures of this kind fit wholly, so that ``added`` similar ones are used,
    too."""

    part: BodyPart
    set: PictureSet
    moving: bool
    found: int
    added: int


def choose(
    pictures: Iterable[Picture], likeness: Likeness
) -> tuple[tuple[Picture, ...], tuple[Shortage, ...]]:
    """The pictures that fit, in their order. Where of a part and set (stills and clips apart) fewer
    than FEWEST do, the most similar others make up for it, and that is told. Of those that are
    equally similar, postures come first that there are least of."""
    kept = tuple(pictures)
    groups: dict[tuple[BodyPart, PictureSet, bool], list[Picture]] = defaultdict(list)
    for picture in kept:
        groups[picture.part, picture.set, picture.moving].append(picture)
    used: set[str] = set()
    short = []
    for (part, kind, moving), group in groups.items():
        fitting = [picture for picture in group if likeness.fits(picture)]
        missing = min(FEWEST, len(group)) - len(fitting)
        if missing > 0:
            short.append(Shortage(part, kind, moving, len(fitting), missing))
            fitting += _most_similar(group, fitting, missing, likeness)
        used.update(picture.file for picture in fitting)
    return tuple(picture for picture in kept if picture.file in used), tuple(short)


def _most_similar(
    group: Sequence[Picture], fitting: Sequence[Picture], count: int, likeness: Likeness
) -> list[Picture]:
    """``count`` more of the ``group`` than those that fit."""
    postures = Counter(picture.posture for picture in fitting)
    taken = {picture.file for picture in fitting}
    left = [picture for picture in group if picture.file not in taken]
    more: list[Picture] = []
    for _ in range(count):
        best = max(left, key=lambda p: (likeness.nearness(p), -postures[p.posture]))
        left.remove(best)
        more.append(best)
        postures[best.posture] += 1
    return more


def _steps(word: str, wanted: Sequence[str], usual: Sequence[str]) -> int:
    """From a picture's word to the nearest one that is wanted, in their usual order; 0 where it
    fits. A word that is not usual is further away than all others."""
    if not word or not wanted or word in wanted:
        return 0
    if word not in usual:
        return len(usual)
    at = usual.index(word)
    return min((abs(at - usual.index(w)) for w in wanted if w in usual), default=len(usual))


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
