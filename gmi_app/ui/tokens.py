"""The values that the look is made of: colours by role, type scale, spaces, corners.

Nothing else in the program knows a hex value. Which pairs are used on which surface, and that they
reach 7:1 (text) and 3:1 (controls and marks), is proven by tests/unit/test_tokens.py.
"""

from __future__ import annotations

from dataclasses import dataclass

FAMILY = "Atkinson Hyperlegible"
BASE_PX = 18.0
"""1 em at 100 % text, in device-independent pixels."""

SPACE_1, SPACE_2, SPACE_3, SPACE_4 = 4, 8, 12, 16
SPACE_5, SPACE_6, SPACE_7, SPACE_8 = 24, 32, 48, 64
CORNER_CARD, CORNER_CONTROL = 12, 8
CELL_PAD, CELL_FRAME = 12, 3
"""Room beside a table cell's words; Qt adds its focus frame in cells, and not in heads."""


@dataclass(frozen=True, slots=True)
class TypeRole:
    """``em``: size in em (1 is body text); ``weight``: 400 or 700."""

    em: float
    weight: int


TYPE = {
    "caption": TypeRole(14 / 18, 400),
    "small": TypeRole(16 / 18, 400),
    "label": TypeRole(16 / 18, 700),
    "body": TypeRole(1.0, 400),
    "strong": TypeRole(1.0, 700),
    "lead": TypeRole(22 / 18, 400),
    "heading": TypeRole(22 / 18, 700),
    "title": TypeRole(28 / 18, 700),
    "display": TypeRole(40 / 18, 700),
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as #RRGGBB, named by role, never by use.

    ``quiet`` is the second voice and still 7:1; ``line`` divides and is never the only sign of a
    control; ``control`` outlines controls; ``sunken`` fills wells, tracks and what is disabled.
    ``shadow`` is the alpha (0-255) of one shadow layer, 0 draws none; ``border`` is in pixels.
    """

    name: str
    ground: str
    card: str
    sunken: str
    ink: str
    quiet: str
    line: str
    control: str
    primary: str
    primary_hover: str
    primary_press: str
    on_primary: str
    tint: str
    good: str
    good_tint: str
    attention: str
    attention_tint: str
    left: str
    right: str
    stage: str
    stage_key: str
    stage_ink: str
    stage_line: str
    focus: str
    shadow: int
    border: int

    @property
    def outlined(self) -> bool:
        """High contrast: surfaces are told apart by their borders alone."""
        return self.border > 1


LIGHT = Tokens(
    name="light",
    ground="#F6F4EF",
    card="#FFFFFF",
    sunken="#EFECE4",
    ink="#1D2B2F",
    quiet="#3E4D53",
    line="#E2DED5",
    control="#857F72",
    primary="#0A5858",
    primary_hover="#094D4D",
    primary_press="#084343",
    on_primary="#FFFFFF",
    tint="#E6F2F0",
    good="#185634",
    good_tint="#E4F1E8",
    attention="#744200",
    attention_tint="#FBF0DC",
    left="#2B6CB0",
    right="#B7560B",
    stage="#D3D3D3",
    stage_key="#F4F4F4",
    stage_ink="#1F1F1F",
    stage_line="#707070",
    focus="#0A5858",
    shadow=5,
    border=1,
)
DARK = Tokens(
    name="dark",
    ground="#12191B",
    card="#1C2629",
    sunken="#263236",
    ink="#EDF1EF",
    quiet="#BDC9C9",
    line="#324044",
    control="#7E9094",
    primary="#80D0C9",
    primary_hover="#90D8D2",
    primary_press="#66B8B1",
    on_primary="#062323",
    tint="#1B3536",
    good="#8AD6A8",
    good_tint="#1E3629",
    attention="#F2C274",
    attention_tint="#3A2F1B",
    left="#7FB8F0",
    right="#F0A25E",
    stage="#505050",
    stage_key="#2E2E2E",
    stage_ink="#F2F2F2",
    stage_line="#A8A8A8",
    focus="#80D0C9",
    shadow=0,
    border=1,
)
CONTRAST = Tokens(
    name="contrast",
    ground="#000000",
    card="#000000",
    sunken="#1F1F1F",
    ink="#FFFFFF",
    quiet="#FFFFFF",
    line="#FFFFFF",
    control="#FFFFFF",
    primary="#FFD84A",
    primary_hover="#FFE486",
    primary_press="#E6BE2E",
    on_primary="#000000",
    tint="#332A00",
    good="#8CF0B4",
    good_tint="#000000",
    attention="#FFC266",
    attention_tint="#000000",
    left="#8CC8FF",
    right="#FFB061",
    stage="#505050",
    stage_key="#000000",
    stage_ink="#FFFFFF",
    stage_line="#FFFFFF",
    focus="#FFD84A",
    shadow=0,
    border=2,
)


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB, 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(first: str, second: str, share: float) -> str:
    """``share`` (0 to 1) of the first colour in the second."""
    pairs = [(int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)
