# SPDX-License-Identifier: GPL-3.0-or-later
"""The people whose hands are shown: body shape, skin, and how they are lit. No Blender here."""

from dataclasses import dataclass

from .body import Morph

THIN_FINGERS = "hands/l-hand-fingers-diameter-decr"
THICK_FINGERS = "hands/l-hand-fingers-diameter-incr"
LONG_FINGERS = "hands/l-hand-fingers-length-incr"
SHORT_FINGERS = "hands/l-hand-fingers-length-decr"


@dataclass(frozen=True)
class Tone:
    """Colours of a skin; `dark` runs from 0 (very light) to 1 (very dark)."""

    back: str
    palm: str
    flush: str
    nail: str
    dark: float
    exposure: float


TONES = {
    "very_light": Tone("#dfae93", "#dfa592", "#c4624f", "#d99e8e", 0.0, 0.22),
    "light": Tone("#d9a283", "#dba590", "#bd6c57", "#d69d8b", 0.05, 0.32),
    "medium": Tone("#c2926f", "#d0a389", "#a4654c", "#cb9a84", 0.25, 0.42),
    "tan": Tone("#a5795b", "#c29a83", "#8a4f38", "#bb8c77", 0.4, 0.48),
    "brown": Tone("#835a44", "#b68f7a", "#693c2a", "#a98575", 0.6, 0.65),
    "dark": Tone("#5e3d2c", "#a98470", "#43251a", "#977363", 0.9, 0.95),
}


@dataclass(frozen=True)
class Person:
    """A fictitious person. `old` (0 to 1) also ages the skin; `grounds` are ground colours."""

    name: str
    sex: str
    age_band: str
    tone: str
    morph: Morph
    grounds: tuple[str, str]


def _person(
    name: str, sex: str, age_band: str, tone: str, grounds: tuple[str, str], **shape
) -> Person:
    return Person(name, sex, age_band, tone, Morph(**shape), grounds)


COOL = ("#b9c6cd", "#c6cbd0")
WARM = ("#cfc9be", "#c9d0cb")
SAGE = ("#bccac2", "#c3ccd3")

PEOPLE = {
    person.name: person
    for person in (
        _person("p01", "female", "young", "very_light", COOL, male=0.05, mix=(1, 0, 0)),
        _person("p02", "male", "young", "light", SAGE, male=0.95, muscle=0.95, mix=(1, 0, 0)),
        _person("p03", "female", "older", "light", COOL, male=0.1, old=1.0, mix=(0.8, 0, 0.2)),
        _person("p04", "male", "older", "medium", WARM, male=1.0, old=0.65, mix=(0, 0, 1)),
        _person(
            "p05",
            "female",
            "young",
            "dark",
            WARM,
            male=0.12,
            mix=(0, 1, 0),
            extra={LONG_FINGERS: 0.5},
        ),
        _person(
            "p06", "male", "middle", "brown", SAGE, male=1.0, old=0.3, muscle=0.7, mix=(0.2, 0.8, 0)
        ),
        _person(
            "p07",
            "female",
            "middle",
            "tan",
            COOL,
            male=0.2,
            old=0.3,
            weight=0.95,
            mix=(0.3, 0.2, 0.5),
            extra={THICK_FINGERS: 0.5},
        ),
        _person(
            "p08", "male", "older", "dark", WARM, male=0.95, old=0.7, weight=0.55, mix=(0, 1, 0)
        ),
    )
}
