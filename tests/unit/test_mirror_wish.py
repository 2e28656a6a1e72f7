"""What the command line asks of the mirror, and how a view is remembered."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from gmi_app.clock import Moment
from gmi_app.commands.words import mirror_wish, parse
from gmi_app.errors import UsageError
from gmi_app.mirror.camera import Moved
from gmi_app.mirror.movement import healthy_share
from gmi_app.mirror.settings import MirrorWish, Opened, ViewMode, ViewSettings
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import AffectedSide, Patient
from tests.unit.making import moment

ANNA = Patient(uuid4(), Moment(moment().utc), "Anna", AffectedSide.RIGHT, BodyPart.FOOT)


def test_the_words_of_the_command() -> None:
    wish = mirror_wish(parse(["mirror"]))
    assert wish == MirrorWish()
    words = ["mirror", "--camera", "C920", "--affected", "right", "--mode", "both"]
    wish = mirror_wish(parse([*words, "--minutes", "7", "--start-now"]))
    assert wish == MirrorWish("C920", Side.RIGHT, ViewMode.BOTH, 7)


@pytest.mark.parametrize(
    "wrong", [["--affected", "both"], ["--mode", "double"], ["--minutes", "11"], ["--minutes", "x"]]
)
def test_wrong_words_are_refused(wrong: list[str]) -> None:
    with pytest.raises(UsageError):
        parse(["mirror", *wrong])


def test_a_wish_takes_side_and_part_from_the_person() -> None:
    settings = MirrorWish().settings(ANNA)
    assert (settings.part, settings.view.affected) == (BodyPart.FOOT, Side.RIGHT)
    assert settings.opened is Opened.COMMAND
    assert not settings.guided
    assert MirrorWish(affected=Side.LEFT).settings(ANNA).view.affected is Side.LEFT
    assert MirrorWish().settings(ANNA, ("foot_look",)).guided


@pytest.mark.parametrize("affected", [None, AffectedSide.BOTH])
def test_a_side_that_nobody_named_is_the_left_one(affected: AffectedSide | None) -> None:
    person = replace(ANNA, affected=affected, part=BodyPart.NECK)
    settings = MirrorWish().settings(person)
    assert (settings.part, settings.view.affected) == (BodyPart.HAND, Side.LEFT)


@pytest.mark.parametrize(
    ("view", "share"),
    [
        (ViewSettings(Side.LEFT), 0.4),
        (ViewSettings(Side.RIGHT), 0.2),
        (ViewSettings(Side.LEFT, mode=ViewMode.BOTH), 0.3),
        (ViewSettings(Side.LEFT, mode=ViewMode.WHOLE), 0.3),
    ],
)
def test_the_meter_looks_at_the_healthy_half(view: ViewSettings, share: float) -> None:
    assert healthy_share(Moved(0.2, 0.4), view) == pytest.approx(share)
