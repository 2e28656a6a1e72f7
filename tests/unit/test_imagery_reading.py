"""Files of exercises: what is accepted, and what is said about one that is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from gmi_app.imagery.content_file import ContentError
from gmi_app.imagery.exercise import Rung
from gmi_app.imagery.ladders import CONTENT, load_ladder, load_ladders
from gmi_app.imagery.reading import read_addition, read_ladder, translated, with_addition
from gmi_app.pictures.model import BodyPart, PictureSet, Side

ONE = """
id = "hand_wave"
rung = "movement"
difficulty = 3
title = "Wave"
picture = { posture = "spread", view = "palm", set = "context", moving = true }
look = "I look at the {side} hand."
go = "In my mind my {side} hand waves."
back = "It rests."
go_s = 5
back_s = 4.5
repetitions = 3
"""
OWN = f'part = "hand"\n[[exercise]]\n{ONE}'
WHOLE = f'{OWN}easier = "hand_wave2"\n[[exercise]]\n' + ONE.replace(
    "hand_wave", "hand_wave2"
).replace("difficulty = 3", "difficulty = 2")
DISTANT = "\n[distant]\n" + ONE.replace("hand_wave", "hand_far")


def faults(text: str) -> tuple[str, ...]:
    with pytest.raises(ContentError) as caught:
        read_ladder(text, "hand.toml")
    assert caught.value.sentence.startswith("The exercises of hand.toml are left out.")
    for fault in caught.value.faults:
        assert fault in caught.value.sentence
    return caught.value.faults


def test_a_ladder_is_read_easiest_first() -> None:
    ladder = read_ladder(WHOLE + DISTANT, "hand.toml")
    assert [e.id for e in ladder.exercises] == ["hand_wave2", "hand_wave"]
    wave = ladder.exercise("hand_wave")
    assert wave is not None
    assert (wave.rung, wave.difficulty, wave.repetitions) == (Rung.MOVEMENT, 3, 3)
    assert (wave.go_s, wave.back_s, wave.look_s, wave.rest_s) == (5, 4.5, 10, 10)
    assert wave.duration_s == 10 + 3 * 9.5 + 10
    assert (wave.picture.part, wave.picture.set) == (BodyPart.HAND, PictureSet.CONTEXT)
    assert wave.picture.moving
    assert ladder.exercise("hand_far") is ladder.distant
    assert ladder.exercise("hand_nowhere") is None
    assert ladder.said(wave.go, Side.RIGHT) == "In my mind my right hand waves."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "hand_wave"', 'id = "Hand!"', "exercise 1: id must be"),
        ('rung = "movement"', 'rung = "hard"', "hand_wave: rung must be one of posture, movement"),
        ("difficulty = 3", "difficulty = 11", "hand_wave: difficulty must be from 1 to 10"),
        ("difficulty = 3", "difficulty = true", "hand_wave: difficulty must be from 1 to 10"),
        ("repetitions = 3", "repetitions = 2.5", "hand_wave: repetitions must be from 1 to 10"),
        ("go_s = 5", "", "hand_wave: go_s must be from 2 to 60"),
        ("back_s = 4.5", "", "hand_wave: back and back_s go together"),
        ('title = "Wave"', "", "hand_wave: title must be a sentence"),
        ('title = "Wave"', f'title = "{"a" * 201}"', "hand_wave: title is longer than 200 letters"),
        ("my {side} hand", "my {name} hand", "hand_wave: go may not have {name} in it"),
        ("my {side} hand", "my {side hand", "hand_wave: go may not have { in it"),
        ("go_s = 5", "go_s = 5\nspeed = 2", "hand_wave: “speed” is not known"),
        ("go_s = 5", "go_s = 5\neasier = 2", "hand_wave: easier must be the id of an exercise"),
        ("go_s = 5", 'go_s = 5\neasier = "hand_no"', "hand_wave: the easier one, hand_no, is not"),
        ("go_s = 5", 'go_s = 5\neasier = "hand_wave"', "hand_wave: hand_wave is not easier"),
        ("posture =", "pose =", "hand_wave: picture must name a posture"),
        ('set = "context"', 'set = "own"', "hand_wave: set must be one of plain, context, busy"),
        ('set = "context"', 'part = "tail"', "hand_wave: part must be one of hand, foot"),
        ('part = "hand"', 'part = "tail"', "part must be one of hand, foot"),
        ('part = "hand"', 'part = "hand"\nauthor = "me"', "“author” is not known"),
        ("[[exercise]]", "[[exercises]]", "there is no [[exercise]]"),
        ("[[exercise]]", "[[exercise", "It cannot be read"),
        ("[distant]", "[[distant]]", "“distant” is not a table"),
        ('id = "hand_far"', 'id = "hand_wave"', "hand_wave: the id is used twice"),
    ],
)
def test_each_fault_is_named(old: str, new: str, said: str) -> None:
    text = OWN + DISTANT
    assert old in text
    found = faults(text.replace(old, new, 1 if old != 'id = "hand_far"' else -1))
    assert any(said in fault for fault in found), found


def test_all_faults_are_said_at_once() -> None:
    text = (
        (OWN + DISTANT).replace("difficulty = 3", "difficulty = 0").replace("go_s = 5", "go_s = 1")
    )
    assert len(faults(text)) == 4


def test_what_is_no_table_and_what_is_twice() -> None:
    assert "exercise 1 is not a table" in faults('part = "hand"\nexercise = [3]')
    twice = f"{OWN}[[exercise]]\n{ONE}{DISTANT}"
    assert faults(twice) == ("hand_wave: the id is used twice",)
    assert any("[distant] is missing" in fault for fault in faults(OWN))


def test_a_clinics_own_exercises_join_the_ladder() -> None:
    ladder = load_ladder(BodyPart.HAND)
    text = OWN.replace("repetitions = 3", 'repetitions = 3\neasier = "hand_open"')
    more = with_addition(ladder, read_addition(text, "own.toml"), "own.toml")
    assert len(more.exercises) == len(ladder.exercises) + 1
    difficulties = [e.difficulty for e in more.exercises]
    assert difficulties == sorted(difficulties)
    with pytest.raises(ContentError, match="hand_wave: there is an exercise of this id already"):
        with_addition(more, read_addition(OWN, "own.toml"), "own.toml")
    lost = text.replace("hand_open", "hand_gone")
    with pytest.raises(ContentError, match="the easier one, hand_gone, is not there"):
        with_addition(ladder, read_addition(lost, "own.toml"), "own.toml")


def test_a_broken_file_of_a_clinic_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a_good.toml").write_text(OWN, encoding="utf-8")
    (tmp_path / "b_broken.toml").write_text("part = ", encoding="utf-8")
    (tmp_path / "c_latin.toml").write_bytes(b'part = "h\xe4nd"')
    (tmp_path / "d_again.toml").write_text(OWN, encoding="utf-8")
    found = load_ladders(tmp_path)
    assert found.of_part[BodyPart.HAND].exercise("hand_wave") is not None
    assert len(found.of_part) == len(BodyPart)
    assert [n.split(" are left out")[0] for n in found.notices] == [
        "The exercises of b_broken.toml",
        "The exercises of c_latin.toml",
        "The exercises of d_again.toml",
    ]


def test_a_broken_shipped_file_costs_only_its_part(tmp_path: Path) -> None:
    for file in CONTENT.glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.name).write_text("" if file.stem == "knee" else text, encoding="utf-8")
    (tmp_path / "foot.toml").unlink()
    own = tmp_path / "own"
    own.mkdir()
    (own / "knee.toml").write_text(OWN.replace('"hand"', '"knee"'), encoding="utf-8")
    found = load_ladders(own, shipped=tmp_path)
    assert set(found.of_part) == set(BodyPart) - {BodyPart.KNEE, BodyPart.FOOT}
    assert [
        n.split(" are left out")[0].removeprefix("The exercises of ") for n in found.notices
    ] == [
        "foot.toml",
        "knee.toml",
        "knee.toml",
    ]


def test_another_language(tmp_path: Path) -> None:
    for file in CONTENT.glob("*.toml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    german = '[sides]\nleft = "linke"\n[hand_rest]\ntitle = "Die Hand ruht"\n'
    german += 'look = "Meine {side} Hand."\n'
    (tmp_path / "hand.de.toml").write_text(german, encoding="utf-8")
    (tmp_path / "foot.de.toml").write_text('[foot_wings]\ntitle = "?"', encoding="utf-8")
    found = load_ladders(language="de", shipped=tmp_path)
    hand = found.of_part[BodyPart.HAND]
    rest = hand.exercise("hand_rest")
    assert rest is not None
    assert rest.title == "Die Hand ruht"
    assert hand.said(rest.look, Side.LEFT) == "Meine linke Hand."
    assert rest.go == load_ladder(BodyPart.HAND).exercises[0].go
    assert len(found.notices) == 1
    assert "foot_wings: there is no such exercise" in found.notices[0]
    assert load_ladders(language="en", shipped=tmp_path).notices == ()


def test_a_translation_has_sentences_only() -> None:
    ladder = load_ladder(BodyPart.HAND)
    with pytest.raises(ContentError, match="hand_rest: “go_s” is not known"):
        translated(ladder, "[hand_rest]\ngo_s = 3", "hand.de.toml")
    with pytest.raises(ContentError, match="hand_rest: look may not have"):
        translated(ladder, '[hand_rest]\nlook = "{who}"', "hand.de.toml")
