"""Where the ladders are: in the package, translated beside it, and a clinic's own in a folder."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from gmi_app.errors import GmiError
from gmi_app.imagery.content_file import ContentError
from gmi_app.imagery.exercise import Ladder
from gmi_app.imagery.reading import read_addition, read_ladder, translated, with_addition
from gmi_app.language import tr
from gmi_app.pictures.model import BodyPart

CONTENT = Path(__file__).parent / "content"
OWN_FOLDER = "exercises"
"""A clinic's own files: this folder inside the data folder."""


@dataclass(frozen=True, slots=True)
class Ladders:
    """The ladders that can be used, and a sentence about each file that was left out."""

    of_part: dict[BodyPart, Ladder]
    notices: tuple[str, ...] = ()


def load_ladders(
    own: Path | None = None,
    language: str = "en",
    shipped: Path = CONTENT,
    parts: Collection[BodyPart] = tuple(BodyPart),
) -> Ladders:
    """Those of ``parts``. A file that cannot be used costs only itself and one sentence.

    ``own``: the folder of a clinic's files, which need not exist. ``language``: as in "de".
    """
    found: dict[BodyPart, Ladder] = {}
    notices: list[str] = []
    for part in parts:
        try:
            found[part] = _shipped(shipped, part, language, notices)
        except GmiError as error:
            notices.append(error.sentence)
    for file in sorted(own.glob("*.toml")) if own is not None and own.is_dir() else ():
        try:
            addition = read_addition(_text(file), file.name)
            if addition.part not in parts:
                continue
            ladder = found.get(addition.part)
            if ladder is None:
                raise ContentError(file.name, [tr("the ladder of its part is missing")])
            found[addition.part] = with_addition(ladder, addition, file.name)
        except GmiError as error:
            notices.append(error.sentence)
    return Ladders(found, tuple(notices))


def load_ladder(part: BodyPart) -> Ladder:
    """The shipped one, in English. Raises ContentError."""
    file = CONTENT / f"{part.value}.toml"
    return read_ladder(_text(file), file.name)


def _shipped(folder: Path, part: BodyPart, language: str, notices: list[str]) -> Ladder:
    file = folder / f"{part.value}.toml"
    ladder = read_ladder(_text(file), file.name)
    other = folder / f"{part.value}.{language}.toml"
    if language == "en" or not other.is_file():
        return ladder
    try:
        return translated(ladder, _text(other), other.name)
    except GmiError as error:
        notices.append(error.sentence)
        return ladder


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or tr("it is not UTF-8 text")
        raise ContentError(file.name, [tr("It cannot be read: {0}").format(reason)]) from error
