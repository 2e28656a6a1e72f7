"""The files of what goes beside the exercises: sound as shipped, and checked with clear words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gmi_app.activities.reading import CONTENT, Reader, load_content, read_prompts
from gmi_app.facts.rating import RatingKind
from gmi_app.imagery.content_file import ContentError
from gmi_app.pictures.model import BodyPart, Side

LADDER = [
    "silk",
    "cotton_wool",
    "cotton",
    "felt",
    "corduroy",
    "denim",
    "wool",
    "towel",
    "soft_brush",
    "sponge",
    "warm_water",
    "rice",
    "pasta",
    "sand",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files, to be broken."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def change(folder: Path, name: str, old: str, new: str, to: str = "") -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / (to or name)).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_ladders_are_those_of_the_clinical_design() -> None:
    touch = load_content().touch
    assert [rung.id for rung in touch.textures] == LADDER
    assert [rung.id for rung in touch.strokes] == ["light", "firm", "tapping", "circular"]
    assert [zone.id for zone in touch.zones] == ["beside", "far", "near", "edge", "painful"]
    assert touch.texture("felt").name == "felt"
    assert touch.texture("steel wool").id == "silk"
    assert touch.stroke("firm").name == "firm, slow strokes"


def test_there_is_enough_to_notice_for_every_part() -> None:
    content = load_content()
    for part in BodyPart:
        asks = [prompt.ask for prompt in content.prompts if prompt.fits(part)]
        assert asks.count(RatingKind.NOTICED) >= 6
        assert asks.count(RatingKind.LOCATED) >= 4
        for side in Side:
            assert content.limb(part, side).startswith("my ")
    assert content.other(BodyPart.HAND, Side.LEFT, healthy=True) == "my right hand"
    assert content.other(BodyPart.HAND, Side.LEFT, healthy=False) == content.no_limb
    assert content.other(BodyPart.NECK, Side.LEFT, healthy=True) == content.no_limb


def test_relaxing_goes_through_the_whole_body() -> None:
    content = load_content()
    assert len(content.muscles) >= 10
    assert sum(script.length_s for script in content.muscles) < 300
    assert content.notices == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("relaxation.toml", "s = 7", "s = 0", "arrive: s must be from 2 to 60"),
        ("relaxation.toml", "s = 7", "s = true", "s must be from"),
        ("relaxation.toml", 'id = "hands"', 'id = "arrive"', "arrive: the id is used twice"),
        ("relaxation.toml", 'id = "hands"', 'id = "The Hands"', "passage 2: id must be small"),
        ("relaxation.toml", "[breathing]", "[breath]", "“breathing” is not a table"),
        ("relaxation.toml", "I breathe in.", "{limb}", "may not have {limb} in it"),
        ("relaxation.toml", 'title = "Arriving"', "title = 4", "arrive: title must be a sentence"),
        ("desensitisation.toml", "{where}", "{there}", "affected: say may not have {there}"),
        ("desensitisation.toml", 'id = "remember"', 'id = "forget"', "remember: there is no such"),
        ("desensitisation.toml", "lines = [", "lines = 5\nsteps = [", "lines must be a list"),
        ("perception.toml", 'ask = "noticed"', 'ask = "seen"', "ask must be one of noticed"),
        ("perception.toml", 'parts = ["hand"]', 'parts = ["wing"]', "fingers: parts must be of"),
        ("perception.toml", "What touches {limb} now", "x" * 201, "is longer than 200 letters"),
        ("words.toml", 'left = "my left foot"', 'links = "x"', "foot: left must be a sentence"),
        ("words.toml", "[limb]", "[limb", "It cannot be read"),
    ],
)
def test_what_is_wrong_is_named(folder: Path, name: str, old: str, new: str, sentence: str) -> None:
    change(folder, name, old, new)
    with pytest.raises(ContentError) as refused:
        load_content(folder=folder)
    assert sentence in refused.value.sentence
    assert name in refused.value.sentence


def test_lines_that_are_no_list_and_files_without_prompts(folder: Path) -> None:
    (folder / "perception.toml").write_text("", encoding="utf-8")
    with pytest.raises(ContentError, match="there is no"):
        load_content(folder=folder)
    reader = Reader("prompt = [4]\nodd = 1", "x.toml")
    assert read_prompts(reader) == ()
    with pytest.raises(ContentError, match="prompt 1: id must be"):
        reader.done()
    (folder / "perception.toml").unlink()
    with pytest.raises(ContentError, match="It cannot be read"):
        load_content(folder=folder)


def test_a_translation_is_the_same_file_in_another_language(folder: Path) -> None:
    change(folder, "relaxation.toml", '"Arriving"', '"Ankommen"', "relaxation.de.toml")
    change(folder, "words.toml", '"my left hand"', '"meine linke Hand"', "words.de.toml")
    german = load_content("de", folder)
    assert german.muscles[0].title == "Ankommen"
    assert german.limb(BodyPart.HAND, Side.LEFT) == "meine linke Hand"
    assert german.prompts == load_content("en", folder).prompts
    assert german.notices == ()
    assert load_content("fr", folder) == load_content("en", folder)


def test_a_translation_that_does_not_fit_costs_itself_and_one_sentence(folder: Path) -> None:
    change(folder, "relaxation.toml", 'id = "hands"', 'id = "haende"', "relaxation.de.toml")
    change(folder, "perception.toml", "s = 20", "s = 0", "perception.de.toml")
    german = load_content("de", folder)
    assert german.muscles == load_content("en", folder).muscles
    assert len(german.notices) == 2
    assert "its ids are not those of the English file" in german.notices[0]
    assert "perception.de.toml" in german.notices[1]
