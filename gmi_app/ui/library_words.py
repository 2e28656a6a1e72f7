"""Pictures of the library in words: what they show, whom, how hard they are, what was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QObject

from gmi_app.library.filters import Used
from gmi_app.library.likeness import FEWEST, Shortage
from gmi_app.library.marks import MarkKind, PictureMark
from gmi_app.library.own_picture import OWN
from gmi_app.library.pack import BEGINNING
from gmi_app.pictures.difficulty import LEVELS, level, of_picture
from gmi_app.pictures.model import Picture, PictureSet, Side
from gmi_app.ui import words

translate = QCoreApplication.translate


class Counts(QObject):
    """What is counted. Methods, because the translator's tools see the plural only in ``tr``."""

    def fitting(self, count: int) -> str:
        if not count:
            return self.tr("No picture looks like that.")
        if count == 1:
            return self.tr("Only 1 picture looks like that.")
        return self.tr("Only %n pictures look like that.", "", count)

    def kinds_short(self, count: int) -> str:
        """``{0}``: how many a kind has at least."""
        return self.tr(
            "Of %n kinds of picture, fewer than {0} look like that. The most similar ones are "
            "added.",
            "",
            count,
        )


def tone(word: str) -> str:
    known = {
        "very_light": translate("library", "Very light skin"),
        "light": translate("library", "Light skin"),
        "medium": translate("library", "Medium skin"),
        "tan": translate("library", "Tan skin"),
        "brown": translate("library", "Brown skin"),
        "dark": translate("library", "Dark skin"),
    }
    return known.get(word) or words.plain(word)


def sex(word: str) -> str:
    known = {"female": translate("library", "Women"), "male": translate("library", "Men")}
    return known.get(word) or words.plain(word)


def age_band(word: str) -> str:
    known = {
        "young": translate("library", "Young"),
        "middle": translate("library", "Middle-aged"),
        "older": translate("library", "Older"),
    }
    return known.get(word) or words.plain(word)


def person(picture: Picture) -> str:
    """ "Woman, tan skin, middle-aged", or who it is where that is not said."""
    if picture.person == OWN:
        return translate("library", "You")
    who = {"female": translate("library", "Woman"), "male": translate("library", "Man")}
    said = [who.get(picture.sex, ""), tone(picture.tone).lower() if picture.tone else ""]
    said.append(age_band(picture.age_band).lower() if picture.age_band else "")
    told = [each for each in said if each]
    return words.capital(", ".join(told)) if told else picture.person


def people(pictures: Iterable[Picture]) -> dict[str, str]:
    """The manifest's word for everybody, and what they are called: no two alike."""
    named: dict[str, str] = {}
    for picture in pictures:
        if picture.person in named:
            continue
        called = person(picture)
        taken = called in named.values()
        named[picture.person] = f"{called} ({picture.person})" if taken else called
    return named


def difficulty(at: int) -> str:
    """ "2 of 5"."""
    return translate("library", "{0} of {1}", "difficulty").format(at, LEVELS)


def moving(value: bool) -> str:
    return translate("library", "Moving") if value else translate("library", "Still")


def used(value: Used) -> str:
    match value:
        case Used.IN_SETS:
            return translate("library", "In your sets")
        case Used.LEFT_OUT:
            return translate("library", "Left out")
        case Used.REPORTED:
            return translate("library", "Reported")


def posture(picture: Picture) -> str:
    if picture.posture == OWN:
        return translate("library", "Own photograph")
    return words.posture(picture.posture)


def caption(picture: Picture) -> str:
    """ "Left hand, spread"."""
    side = words.side_of(picture.part, picture.side)
    return translate("library", "{0}, {1}").format(side, posture(picture).lower())


def standing(mark: PictureMark | None) -> str:
    """What the person said of it: a word for a tile; empty for nothing."""
    if mark is None:
        return ""
    return used(Used.REPORTED if mark.kind is MarkKind.UNCLEAR else Used.LEFT_OUT)


def spoken(picture: Picture, mark: PictureMark | None) -> str:
    """All that a tile shows, for screen readers."""
    said = [
        caption(picture),
        words.picture_set(picture.set).lower(),
        *([moving(True).lower()] if picture.moving else []),
        person(picture),
        translate("library", "difficulty {0}").format(difficulty(level(of_picture(picture)))),
        standing(mark).lower(),
    ]
    return ", ".join(each for each in said if each)


def facts(picture: Picture) -> list[tuple[str, str]]:
    """Name and value of what is known of a picture."""
    own = picture.set is PictureSet.OWN
    turned = translate("library", "Yes") if picture.turnable else translate("library", "Upright")
    rows = [
        (translate("library", "Shows"), words.side_of(picture.part, picture.side)),
        (translate("library", "Posture"), posture(picture)),
        (translate("library", "View"), "" if own else words.view(picture.view)),
        (translate("library", "Kind of picture"), words.picture_set(picture.set)),
        (translate("library", "Person"), person(picture)),
        (translate("library", "Difficulty"), difficulty(level(of_picture(picture)))),
        (translate("library", "May be turned"), turned),
        (translate("library", "Moving"), _clip(picture)),
        (translate("library", "Moves"), _direction(picture)),
        (translate("library", "From"), _source(picture)),
    ]
    return [(name, value) for name, value in rows if value]


def _clip(picture: Picture) -> str:
    if not picture.moving:
        return ""
    lasts = words.seconds(picture.frames / picture.fps)
    return translate("library", "{0} pictures in {1}").format(picture.frames, lasts)


def _direction(picture: Picture) -> str:
    """Where a limb goes; of a neck or a back that is what the picture shows."""
    if picture.direction is None or not picture.part.one_sided:
        return ""
    if picture.direction is Side.LEFT:
        return translate("library", "To that person's own left")
    return translate("library", "To that person's own right")


def _source(picture: Picture) -> str:
    if picture.set is PictureSet.OWN:
        return translate("library", "Your photograph. It stays on this computer.")
    if picture.file.startswith(BEGINNING):
        return translate("library", "A pack. Licence: {0}").format(picture.licence)
    return translate("library", "This program. Licence: {0}").format(picture.licence)


def kind_of(shortage: Shortage) -> str:
    """ "Hands, plain"."""
    said = [words.parts(shortage.part), words.picture_set(shortage.set).lower()]
    if shortage.moving:
        said.append(moving(True).lower())
    return ", ".join(said)


def short(shortage: Shortage) -> str:
    """What is too little, and what is done."""
    few = Counts().fitting(shortage.found)
    more = translate("library", "The most similar ones are added.")
    return f"{kind_of(shortage)}: {few} {more}"


def short_in_all(shortages: Sequence[Shortage]) -> str:
    """All of it in one sentence."""
    return Counts().kinds_short(len(shortages)).format(FEWEST)
