"""The ladders that are shipped: complete, readable, and in the order of clinical.md 6."""

from __future__ import annotations

import re

import pytest

from gmi_app.imagery.exercise import Exercise, Ladder, Rung
from gmi_app.imagery.ladders import CONTENT, load_ladder, load_ladders
from gmi_app.pictures.model import BodyPart, PictureSet, Side

LEAST = {BodyPart.HAND: 20}
PARTS = list(BodyPart)


@pytest.fixture(scope="module", params=PARTS)
def ladder(request: pytest.FixtureRequest) -> Ladder:
    return load_ladder(request.param)


def every(ladder: Ladder) -> list[Exercise]:
    return [*ladder.exercises, ladder.distant]


def test_every_part_has_a_file_and_nothing_is_left_out() -> None:
    found = load_ladders()
    assert found.notices == ()
    assert set(found.of_part) == set(PARTS)
    assert {file.stem for file in CONTENT.glob("*.toml")} == {part.value for part in PARTS}


def test_there_are_enough_exercises(ladder: Ladder) -> None:
    assert len(ladder.exercises) >= LEAST.get(ladder.part, 12)


def test_the_ladder_climbs_from_a_posture_to_a_busy_place(ladder: Ladder) -> None:
    difficulties = [e.difficulty for e in ladder.exercises]
    assert difficulties == sorted(difficulties)
    assert {e.rung for e in ladder.exercises} == set(Rung)
    hardest = {rung: max(e.difficulty for e in ladder.exercises if e.rung is rung) for rung in Rung}
    assert sorted(hardest.values()) == [hardest[rung] for rung in Rung]
    assert ladder.exercises[0].rung is Rung.POSTURE
    assert ladder.exercises[-1].rung is Rung.BUSY


def test_whatever_is_made_easier_ends_at_the_easiest(ladder: Ladder) -> None:
    easiest = min(e.difficulty for e in ladder.exercises)
    for exercise in ladder.exercises:
        step, seen = exercise, {exercise.id}
        while step.easier:
            found = ladder.exercise(step.easier)
            assert found is not None
            assert found.id not in seen
            seen.add(found.id)
            step = found
        assert step.difficulty == easiest


def test_the_distant_one_is_of_another_part(ladder: Ladder) -> None:
    assert ladder.distant.picture.part is not ladder.part
    assert ladder.distant.difficulty == 1


def test_ids_begin_with_their_part(ladder: Ladder) -> None:
    assert all(e.id.startswith(f"{ladder.part.value}_") for e in every(ladder))


def test_sentences_are_first_person_and_calm(ladder: Ladder) -> None:
    for exercise in every(ladder):
        text = " ".join(exercise.sentences)
        assert not re.search(r"\b(you|your|must|never|fail|wrong|pain)\b", text.lower()), text
        assert re.search(r"\b(I|my|me)\b", f"{exercise.look} {exercise.go}"), text
        assert all(s.endswith(".") for s in exercise.sentences if s != exercise.title)
        for sentence in (exercise.look, exercise.go, exercise.back):
            for part in re.split(r"[.!?:] ", sentence):
                assert len(part.split()) <= 20, part


@pytest.mark.parametrize("side", Side)
def test_the_side_is_said(ladder: Ladder, side: Side) -> None:
    for exercise in every(ladder):
        for sentence in exercise.sentences:
            assert "{" not in ladder.said(sentence, side)
    if ladder.part.one_sided:
        assert all("{side}" in e.look + e.go for e in ladder.exercises)


def test_the_pictures_climb_too(ladder: Ladder) -> None:
    for exercise in ladder.exercises:
        if exercise.rung is Rung.BUSY:
            assert exercise.picture.set is not PictureSet.PLAIN
        if exercise.rung <= Rung.COMBINED:
            assert exercise.picture.set is PictureSet.PLAIN
