"""The picture of an exercise: the nearest one, on the painful side."""

from __future__ import annotations

import pytest

from gmi_app.imagery.choosing import choose, missing
from gmi_app.imagery.exercise import PictureWish
from gmi_app.pictures.model import BodyPart, Picture, PictureSet, Side

P = BodyPart.HAND


def picture(
    posture: str = "fist",
    view: str = "back",
    side: Side = Side.LEFT,
    *,
    set_: PictureSet = PictureSet.PLAIN,
    part: BodyPart = P,
    frames: int = 1,
    direction: Side | None = None,
) -> Picture:
    file = f"{part}/{set_}/{posture}_{view}_{side}_{frames}.webp"
    return Picture(
        file, part, side, set_, posture, view, "p", "t", "s", "a", True, "", "", "0",
        frames, 12.0 if frames > 1 else 0.0, direction,
    )  # fmt: skip


def test_the_exact_one_is_taken_and_mirrored_only_where_it_must() -> None:
    left, right = picture(), picture(side=Side.RIGHT)
    wish = PictureWish(P, "fist", "back")
    for side, expected in ((Side.LEFT, left), (Side.RIGHT, right)):
        found = choose([left, right], wish, side)
        assert found is not None
        assert (found.picture, found.mirrored, found.exact) == (expected, False, True)
    found = choose([left], wish, Side.RIGHT)
    assert found is not None
    assert (found.mirrored, found.exact) == (True, True)


@pytest.mark.parametrize(
    ("there", "taken"),
    [
        ([picture(view="palm"), picture("spread")], 0),
        ([picture("spread"), picture(set_=PictureSet.BUSY)], 1),
        ([picture("spread", set_=PictureSet.BUSY), picture("spread", "palm")], 1),
        ([picture(part=BodyPart.FOOT), picture("claw")], 1),
        ([picture(frames=12), picture("claw")], 1),
        ([picture(frames=12)], None),
        ([picture(part=BodyPart.FOOT)], None),
    ],
)
def test_what_stands_in(there: list[Picture], taken: int | None) -> None:
    found = choose(there, PictureWish(P, "fist", "back"), Side.LEFT)
    assert (found and found.picture) == (None if taken is None else there[taken])
    assert found is None or not found.exact


def test_for_a_busy_place_the_place_matters_most() -> None:
    there = [picture(), picture("spread", set_=PictureSet.BUSY)]
    found = choose(there, PictureWish(P, "fist", set=PictureSet.BUSY), Side.LEFT)
    assert found is not None
    assert (found.picture, found.exact) == (there[1], False)


def test_a_clip_where_it_is_wished_for_and_liked() -> None:
    clip, still = picture(frames=12), picture()
    wish = PictureWish(P, "fist", moving=True)
    moving = choose([clip, still], wish, Side.LEFT)
    assert moving is not None
    assert (moving.picture, moving.exact) == (clip, True)
    calm = choose([clip, still], wish, Side.LEFT, motion=False)
    assert calm is not None
    assert calm.picture is still


def test_a_neck_is_shown_in_the_direction() -> None:
    clip = picture("turn", side=Side.LEFT, part=BodyPart.NECK, frames=12, direction=Side.RIGHT)
    found = choose([clip], PictureWish(BodyPart.NECK, "turn", moving=True), Side.RIGHT)
    assert found is not None
    assert not found.mirrored


def test_what_is_missing_is_listed_once() -> None:
    there, lacking = PictureWish(P, "fist"), PictureWish(P, "claw")
    assert missing([picture()], [there, lacking, lacking], Side.LEFT) == (lacking,)
