"""Every pair of colours that is used reaches its contrast: text 7:1, controls and marks 3:1."""

from __future__ import annotations

import pytest

from gmi_app.ui.tokens import CONTRAST, DARK, LIGHT, Tokens, contrast, mix

SURFACES = ("ground", "card", "tint", "sunken")
TEXT = [
    *((ink, surface) for ink in ("ink", "quiet") for surface in SURFACES),
    ("ink", "attention_tint"),
    ("ink", "good_tint"),
    ("primary", "ground"),
    ("primary", "card"),
    ("primary", "tint"),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("on_primary", "primary_press"),
    ("good", "card"),
    ("good", "good_tint"),
    ("attention", "ground"),
    ("attention", "card"),
    ("attention", "attention_tint"),
    ("stage_ink", "stage"),
    ("stage_ink", "stage_key"),
    ("ground", "ink"),  # tool tips
]
MARKS = [
    *(
        (line, surface)
        for line in ("control", "primary", "focus")
        for surface in ("ground", "card")
    ),
    ("control", "tint"),
    ("good", "sunken"),
    *((side, surface) for side in ("left", "right") for surface in SURFACES),
    ("stage_line", "stage"),
    ("stage_line", "stage_key"),
    ("focus", "stage"),
    ("primary", "stage_key"),
    ("primary", "stage"),
]


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 7.0), (MARKS, 3.0)], ids=["text", "marks"])
def test_contrast(tokens: Tokens, pairs: list[tuple[str, str]], least: float) -> None:
    low = {
        f"{first} on {second}": round(ratio, 2)
        for first, second in pairs
        if (ratio := contrast(getattr(tokens, first), getattr(tokens, second))) < least
    }
    assert not low


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_mix() -> None:
    assert mix("#FFFFFF", "#000000", 0.0) == "#000000"
    assert mix("#FFFFFF", "#000000", 1.0) == "#FFFFFF"
    assert mix("#FF0000", "#0000FF", 0.5) == "#800080"


def test_high_contrast_is_told_by_outlines() -> None:
    assert CONTRAST.outlined
    assert not LIGHT.outlined
