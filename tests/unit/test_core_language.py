"""Sentences of the parts without Qt: English, or what the translator of the window makes of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from gmi_app.errors import StorageError
from gmi_app.language import speak, tr
from gmi_app.later import later
from gmi_app.laterality.eligible import why_none
from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.model import BodyPart, PictureSet
from gmi_app.pictures.words import set_name
from tests.unit.sources import PACKAGE, trees


@pytest.fixture
def shouting() -> Iterator[None]:
    speak(str.upper)
    yield
    speak(None)


def test_english_as_long_as_nobody_translates() -> None:
    assert tr("Nothing was changed.") == "Nothing was changed."


@pytest.mark.usefixtures("shouting")
def test_an_error_is_said_in_the_language_of_the_window() -> None:
    unopened: list[str] = later(lambda: None)
    with pytest.raises(StorageError, match=r"NOTHING WAS CHANGED\."):
        unopened.append("")


@pytest.mark.parametrize("kind", PictureSet)
def test_why_there_is_no_such_picture_is_said_in_it_to_the_last_word(kind: PictureSet) -> None:
    speak("<{}>".format)
    try:
        said = why_none([], DrillSettings(BodyPart.KNEE, kind, moving=True))
    finally:
        speak(None)
    assert "<knee>" in said
    if kind is not PictureSet.OWN:
        assert f"<knee>, <{set_name(kind)}>, <moving>." in said


# ---- every sentence is marked for the translators
BEFORE_THERE_IS_A_LANGUAGE = {"bootstrap", "migrations"}
MARKED = {"tr", "translate"}
FOR_US = {
    "AssertionError",
    "KeyError",
    "OSError",
    "RuntimeError",
    "TimeoutError",
    "TypeError",
    "ValueError",
}
"""Our own faults: the person never reads their words."""
NOT_FOR_A_TRANSLATOR = MARKED | FOR_US
SENTENCE = re.compile(r"\W*[A-Z…](?=.*\w+\W+\w+\W+\w+).*[a-z]{3}.*[.?!:]\s*$", re.DOTALL)
QUESTION_TO_THE_DATABASE = re.compile(r"\s*SELECT ")
A_FEW_WORDS = re.compile(r".*[A-Za-z]{2,}\s+[A-Za-z]{2,}", re.DOTALL)
"""What is printed or raised at once is for the person, a sentence or not."""


def called(node: ast.AST) -> str:
    """The name of what is called here; empty for anything else."""
    function = node.func if isinstance(node, ast.Call) else None
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def written(node: ast.AST) -> str | None:
    """A text in the source, with "…" where something is put in."""
    if isinstance(node, ast.JoinedStr):
        parts = (v.value if isinstance(v, ast.Constant) else "…" for v in node.values)
        return "".join(str(part) for part in parts)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def unmarked(tree: ast.AST) -> Iterator[str]:
    """Texts for a person that do not go through ``tr``."""
    to_do = [(tree, False)]  # a node, and whether it is within what is said at once
    while to_do:
        node, told = to_do.pop()
        name = called(node)
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if docstring or name in NOT_FOR_A_TRANSLATOR:
            continue
        text = written(node)
        if text is None:
            inside = told or name == "print" or isinstance(node, ast.Raise)
            to_do += [(child, inside) for child in ast.iter_child_nodes(node)]
        elif QUESTION_TO_THE_DATABASE.match(text):
            continue
        elif SENTENCE.match(text) or (told and A_FEW_WORDS.match(text)):
            yield text


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('raise UsageError(f"The number is {n}.")', ["The number is …."]),
        ('raise UsageError(tr("The number is {0}.").format(n))', []),
        ('raise ValueError("The number is wrong.")', []),
        ('print("two words here")', ["two words here"]),
        ('print(tr("two words here"), sep=", ")', []),
        ('notices.append("A picture was left out.")', ["A picture was left out."]),
        ('"""It says what it does."""', []),
        ('mode = "left and right"', []),
        ('"SELECT * FROM notes WHERE day = ?"', []),
    ],
)
def test_what_is_not_marked_is_found(source: str, found: list[str]) -> None:
    assert list(unmarked(ast.parse(source))) == found


@pytest.mark.slow  # reads the whole source
def test_every_sentence_of_the_program_goes_through_tr() -> None:
    left = [
        f"{path.relative_to(PACKAGE)}: {text}"
        for path, tree in trees().items()
        if not BEFORE_THERE_IS_A_LANGUAGE & set(path.parts)
        for text in unmarked(tree)
    ]
    assert left == []
