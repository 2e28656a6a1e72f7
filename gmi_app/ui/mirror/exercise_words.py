"""The exercises in words: a title, what to do, and, by default, how both limbs move alike."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gmi_app.mirror.exercises import Exercise, Rung
from gmi_app.mirror.settings import CameraPosition, MirrorSettings, ViewMode
from gmi_app.pictures.model import BodyPart, Side

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Words:
    """``say`` is shown and, where there is a voice, spoken."""

    title: str
    say: str


def words_of(exercise: Exercise) -> Words:
    """For an exercise of the ladder."""
    return Words(*_all()[exercise.id])


def title_of(identity: str) -> str:
    """By its id; empty for one that this version does not know."""
    return _all().get(identity, ("", ""))[0]


def _all() -> dict[str, tuple[str, str]]:
    return {
        "hand_look": (
            translate("exercises", "Look at both hands"),
            translate("exercises", "Rest both hands. Only look at the two of them."),
        ),
        "hand_breathe": (
            translate("exercises", "Look and breathe"),
            translate("exercises", "Breathe in slowly, breathe out slowly. Let both hands lie."),
        ),
        "hand_open_close": (
            translate("exercises", "Open and close"),
            translate("exercises", "Slowly open both hands, and let them close again."),
        ),
        "hand_turn_over": (
            translate("exercises", "Turn over"),
            translate("exercises", "Slowly turn both palms up, and down again."),
        ),
        "hand_lift_fingers": (
            translate("exercises", "Lift the fingers"),
            translate("exercises", "Lift the fingers of both hands a little, and lay them down."),
        ),
        "hand_wide": (
            translate("exercises", "Spread wide"),
            translate("exercises", "Spread the fingers of both hands wide, and bring them back."),
        ),
        "hand_fist": (
            translate("exercises", "Make a fist"),
            translate("exercises", "Make a loose fist with both hands, and open them wide."),
        ),
        "hand_wrist": (
            translate("exercises", "Bend the wrists"),
            translate("exercises", "Bend both wrists up, and slowly down again."),
        ),
        "hand_slide": (
            translate("exercises", "Slide forward"),
            translate("exercises", "Slide both hands forward on the table, and back."),
        ),
        "hand_thumb_to_fingers": (
            translate("exercises", "Thumb to each finger"),
            translate("exercises", "Touch each finger with the thumb, one after the other."),
        ),
        "hand_ring": (
            translate("exercises", "Make a ring"),
            translate("exercises", "Make a ring with thumb and first finger, and open it again."),
        ),
        "hand_point": (
            translate("exercises", "Point"),
            translate("exercises", "Make a loose fist, stretch the first finger, and bend it."),
        ),
        "hand_piano": (
            translate("exercises", "Play the piano"),
            translate("exercises", "Tap the table with one finger after the other, slowly."),
        ),
        "hand_ball": (
            translate("exercises", "Hold a soft ball"),
            translate("exercises", "Press a soft ball a little, and let go. Both hands alike."),
        ),
        "hand_pen": (
            translate("exercises", "Pick up a pen"),
            translate("exercises", "Pick up a pen, hold it as if to write, and lay it down."),
        ),
        "hand_cloth": (
            translate("exercises", "Gather a cloth"),
            translate("exercises", "Gather a cloth into the hand, and smooth it out again."),
        ),
        "hand_alone": (
            translate("exercises", "The healthy hand alone"),
            translate("exercises", "Only the healthy hand opens and closes. The other one rests."),
        ),
        "foot_look": (
            translate("exercises", "Look at both feet"),
            translate("exercises", "Rest both feet. Only look at the two of them."),
        ),
        "foot_breathe": (
            translate("exercises", "Look and breathe"),
            translate("exercises", "Breathe in slowly, breathe out slowly. Let both feet lie."),
        ),
        "foot_up_down": (
            translate("exercises", "Up and down"),
            translate("exercises", "Slowly bend both feet up, and down again."),
        ),
        "foot_heels": (
            translate("exercises", "Lift the heels"),
            translate("exercises", "Lift both heels a little, and lower them slowly."),
        ),
        "foot_slide": (
            translate("exercises", "Slide forward"),
            translate("exercises", "Slide both feet forward on the floor, and back."),
        ),
        "foot_circle": (
            translate("exercises", "Circles"),
            translate("exercises", "Draw slow circles with both feet."),
        ),
        "foot_curl": (
            translate("exercises", "Curl the toes"),
            translate("exercises", "Curl the toes of both feet, and let them go."),
        ),
        "foot_spread": (
            translate("exercises", "Spread the toes"),
            translate("exercises", "Spread the toes of both feet, and let them come back."),
        ),
        "foot_ball": (
            translate("exercises", "Roll a ball"),
            translate("exercises", "Roll a ball under the foot, forward and back. Both alike."),
        ),
        "foot_cloth": (
            translate("exercises", "Gather a cloth"),
            translate("exercises", "Gather a cloth with the toes, and smooth it out again."),
        ),
        "foot_alone": (
            translate("exercises", "The healthy foot alone"),
            translate("exercises", "Only the healthy foot goes up and down. The other one rests."),
        ),
    }


def watch(part: BodyPart) -> Words:
    """Before the first exercise."""
    if part is BodyPart.HAND:
        return Words(
            translate("exercises", "Just look"),
            translate("exercises", "Keep both hands still. Look at them, as if both were yours."),
        )
    return Words(
        translate("exercises", "Just look"),
        translate("exercises", "Keep both feet still. Look at them, as if both were yours."),
    )


def alone() -> Words:
    """The mirror without exercises."""
    return Words(
        translate("exercises", "Mirror"),
        translate("exercises", "Slow and easy, the same on both sides. If it hurts, only look."),
    )


def rest(coming: Exercise) -> Words:
    return Words(
        translate("exercises", "Rest"),
        translate("exercises", "Let both rest. Next: {0}.").format(words_of(coming).title),
    )


def wind_down() -> Words:
    return Words(
        translate("exercises", "Coming to rest"),
        translate("exercises", "Let both rest, look once more, and breathe slowly."),
    )


def rung(value: Rung) -> str:
    match value:
        case Rung.WATCH:
            return translate("exercises", "Look only")
        case Rung.SIMPLE:
            return translate("exercises", "Slow and simple")
        case Rung.LARGER:
            return translate("exercises", "Larger")
        case Rung.FINER:
            return translate("exercises", "Finer")
        case Rung.OBJECT:
            return translate("exercises", "With an object")


def mode(value: ViewMode) -> str:
    match value:
        case ViewMode.HALF:
            return translate("exercises", "Two on the table")
        case ViewMode.WHOLE:
            return translate("exercises", "Only the reflection")
        case ViewMode.BOTH:
            return translate("exercises", "Both side by side")


def mode_why(value: ViewMode) -> str:
    match value:
        case ViewMode.HALF:
            return translate("exercises", "The painful one is there, hidden.")
        case ViewMode.WHOLE:
            return translate("exercises", "The screen hides the painful one.")
        case ViewMode.BOTH:
            return translate("exercises", "Only the healthy one is there.")


def position(value: CameraPosition) -> str:
    match value:
        case CameraPosition.OVER_SHOULDER:
            return translate("exercises", "Above me")
        case CameraPosition.FAR_SIDE:
            return translate("exercises", "Far side")
        case CameraPosition.FACING:
            return translate("exercises", "Facing me")


def position_why(value: CameraPosition) -> str:
    match value:
        case CameraPosition.OVER_SHOULDER:
            return translate("exercises", "Over my shoulder, above or behind me, or on my head")
        case CameraPosition.FAR_SIDE:
            return translate("exercises", "Clamped above the table, looking back at me")
        case CameraPosition.FACING:
            return translate("exercises", "A laptop or a monitor in front of me")


def limb(side: Side, part: BodyPart) -> str:
    """As it stands in a sentence: "right hand"."""
    if part is BodyPart.HAND:
        if side is Side.LEFT:
            return translate("exercises", "left hand")
        return translate("exercises", "right hand")
    if side is Side.LEFT:
        return translate("exercises", "left foot")
    return translate("exercises", "right foot")


def shown(settings: MirrorSettings) -> str:
    """What is to be seen, for screen readers."""
    view = settings.view
    healthy = limb(view.healthy, settings.part)
    if view.mode is ViewMode.WHOLE:
        return translate("exercises", "The reflection of your {0}").format(healthy)
    return translate("exercises", "Your {0} and its reflection, side by side").format(healthy)
