"""Parts and sets of pictures as sentences name them."""

from __future__ import annotations

from gmi_app.language import tr
from gmi_app.pictures.model import BodyPart, PictureSet


def part_name(part: BodyPart) -> str:
    match part:
        case BodyPart.HAND:
            return tr("hand")
        case BodyPart.FOOT:
            return tr("foot")
        case BodyPart.KNEE:
            return tr("knee")
        case BodyPart.SHOULDER:
            return tr("shoulder")
        case BodyPart.NECK:
            return tr("neck")
        case BodyPart.BACK:
            return tr("back")


def set_name(picture_set: PictureSet) -> str:
    match picture_set:
        case PictureSet.PLAIN:
            return tr("plain")
        case PictureSet.CONTEXT:
            return tr("everyday")
        case PictureSet.BUSY:
            return tr("busy")
        case PictureSet.OWN:
            return tr("your own")
