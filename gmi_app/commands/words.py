"""The words of the command line: what may be typed, checked before anything is opened.

Exit code 0, or one sentence on standard error and 1 (the person can mend it) or 2 (wrong words).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from gmi_app import __version__
from gmi_app.commands.exchange_words import add_exchange
from gmi_app.commands.numbers import day, seconds, whole
from gmi_app.errors import UsageError
from gmi_app.facts.session import SessionKind
from gmi_app.imagery import settings as imagery
from gmi_app.language import tr
from gmi_app.laterality.settings import COUNT_RANGE, LIMIT_RANGE_S, DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.mirror.settings import MINUTES_RANGE, USUAL_MINUTES, MirrorWish, ViewMode
from gmi_app.pictures.model import BodyPart, PictureSet, Side

if TYPE_CHECKING:
    from gmi_app.activities.wish import ActivityWish
    from gmi_app.imagery.gate import ImageryWish

BESIDE = ("relaxation", "desensitisation", "perception", "activity")
"""The kinds of session that go beside the stages."""
EVERYWHERE = {
    "--data": "the folder with the results (else GMI_DATA, else the usual place)",
    "--patient": "name or id of the person, needed only when there are several",
}


class Parser(argparse.ArgumentParser):
    """Wrong words are one sentence and exit code 2."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(tr("{0}: {1}. See {0} --help.").format(self.prog, message))


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The command and its options; ``command`` is "window" when none was named.

    Raises UsageError for words that make no sense.
    """
    with suppress(UsageError):  # mostly none is named, and all others take a hundredth of the start
        return _without_command().parse_args(words)
    return _parser().parse_args(words)


def drill_settings(options: argparse.Namespace) -> DrillSettings:
    """Settings of a ``drill`` command. ``--check-up`` fixes all of them but the part; naming
    another one beside it raises UsageError."""
    part = BodyPart(options.part)
    named = {
        "count": options.count,
        "limit_s": options.limit,
        "angles": options.angles,
        "picture_set": PictureSet(options.set) if options.set else None,
        "moving": options.moving or None,
        "task": Task(options.task) if options.task else None,
    }
    given = {name: value for name, value in named.items() if value is not None}
    if not options.check_up:
        return DrillSettings(part=part, **given)
    settings = DrillSettings.for_check_up(part)
    if any(getattr(settings, name) != value for name, value in given.items()):
        raise UsageError(
            tr(
                "A check-up has fixed settings: 40 plain still pictures at four angles, "
                "no limit. Leave the other options out."
            )
        )
    return settings


def imagery_wish(options: argparse.Namespace) -> ImageryWish:
    """What an ``imagery`` command asks for."""
    from gmi_app.imagery.gate import ImageryWish

    part = BodyPart(options.part) if options.part else None
    return ImageryWish(part, options.minutes, options.eyes_closed)


def activity_wish(options: argparse.Namespace) -> ActivityWish:
    """What an ``activity`` command asks for."""
    from gmi_app.activities.wish import ActivityWish  # no other command needs it

    return ActivityWish(SessionKind(options.kind), options.minutes)


def mirror_wish(options: argparse.Namespace) -> MirrorWish:
    """What a ``mirror`` command asks for."""
    affected = Side(options.affected) if options.affected else None
    return MirrorWish(options.camera, affected, ViewMode(options.mode), options.minutes)


def _without_command() -> Parser:
    parser = Parser(prog="gmi-app", add_help=False)
    _everywhere(parser, default=None)
    parser.set_defaults(command="window")
    return parser


def _parser() -> Parser:
    parser = Parser(prog="gmi-app", description=tr("Graded motor imagery, at home."), add_help=True)
    parser.add_argument("--version", action="version", version=f"gmi {__version__}")
    _everywhere(parser, default=None)
    parser.set_defaults(command="window")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _drill(commands)
    _imagery(commands)
    _mirror(commands)
    _activity(commands)
    add_exchange(lambda name, help_: _command(commands, name, help_))
    _today(commands)
    _demo(commands)
    _check(commands)
    return parser


def _everywhere(parser: argparse.ArgumentParser, default: str | None) -> None:
    for name, help_ in EVERYWHERE.items():
        parser.add_argument(name, help=help_, default=default)


def _command(
    commands: argparse._SubParsersAction[Parser], name: str, help_: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help_, description=help_)
    _everywhere(parser, default=argparse.SUPPRESS)
    parser.set_defaults(command=name)
    return parser


def _drill(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "drill", tr("Open a left-right set directly."))
    parser.add_argument("--part", choices=_names(BodyPart), default="hand")
    parser.add_argument("--set", choices=_names(PictureSet))
    count = whole(*COUNT_RANGE, tr("a set has 10 to 100 pictures"))
    parser.add_argument("--count", type=count, help="pictures, 10 to 100")
    limit = seconds(*LIMIT_RANGE_S, tr("a time limit is 1 to 60 seconds"))
    parser.add_argument("--limit", type=limit, metavar="SECONDS", help="1 to 60 a picture")
    parser.add_argument("--angles", type=_angles, help="whole degrees clockwise, as in 0,90,180")
    parser.add_argument("--moving", action="store_true", help="moving pictures, not still ones")
    parser.add_argument(
        "--task",
        choices=_names(Task),
        help="which side is it, or (moving ones only) to which side does it move",
    )
    seed = whole(0, 2**31 - 1, tr("a seed is a whole number from 0 to 2147483647"))
    parser.add_argument("--seed", type=seed, help="the same seed makes the same set")
    parser.add_argument("--check-up", action="store_true", help="the fixed settings to measure by")
    parser.add_argument("--start-now", action="store_true", help="begin without asking anything")


def _imagery(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "imagery", tr("Open imagined movements directly."))
    parser.add_argument("--part", choices=_names(BodyPart), help="else the painful one")
    low, high = imagery.MINUTES_RANGE
    minutes = whole(low, high, tr("imagined movements last 3 to 15 minutes"))
    usual = imagery.USUAL_MINUTES
    parser.add_argument("--minutes", type=minutes, default=usual, help=f"{low} to {high}")
    parser.add_argument("--eyes-closed", action="store_true", help="spoken, and one key for all")


def _mirror(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "mirror", tr("Open the mirror directly."))
    parser.add_argument(
        "--camera",
        metavar="INDEX|NAME|FILE",
        default="",
        help='which camera, or a film in its place; "example" for the one that is shipped',
    )
    parser.add_argument("--affected", choices=_names(Side), help="the painful side")
    parser.add_argument("--mode", choices=_names(ViewMode), default=ViewMode.HALF.value)
    low, high = MINUTES_RANGE
    minutes = whole(low, high, tr("a mirror session lasts 1 to 10 minutes"))
    parser.add_argument("--minutes", type=minutes, default=USUAL_MINUTES, help=f"{low} to {high}")
    parser.add_argument("--start-now", action="store_true", help="straight to the picture")


def _activity(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "activity", tr("Open what goes beside the exercises directly."))
    parser.add_argument("--kind", choices=BESIDE, default=SessionKind.RELAXATION.value)
    minutes = whole(1, 30, tr("what goes beside the exercises lasts 1 to 30 minutes"))
    parser.add_argument("--minutes", type=minutes, help="1 to 30; begins without the choices")


def _today(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "today", tr("Say what is due, and what is suggested and why."))
    parser.add_argument("--date", type=day, metavar="YYYY-MM-DD", help="another day")
    parser.add_argument("--ics", metavar="FILE", help="write the plan for a calendar instead")


def _demo(commands: argparse._SubParsersAction[Parser]) -> None:
    from gmi_app.simulation.persona import Persona  # no other command needs it

    parser = _command(commands, "demo", tr("Try it out with a simulated person."))
    days = whole(1, 365, tr("days are 1 to 365"))
    parser.add_argument("--days", type=days, default=42, help="days of practice, 1 to 365")
    kinds = "who improves, stays under the goal, has flare-ups, stays away, guesses"
    parser.add_argument(
        "--kind", choices=_names(Persona), default=Persona.IMPROVES.value, help=kinds
    )
    parser.add_argument("--out", metavar="DIR", help="write pictures and CSV files, open no window")


def _check(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "check", tr("Test this installation."))
    parser.add_argument("--display", action="store_true", help="a patch for photodiodes")


def _names(values: Iterable[str]) -> list[str]:
    """As they are typed: a wrong word is answered with them."""
    return [str(value) for value in values]


def _angles(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(word) for word in text.split(","))
    except ValueError as error:
        message = "angles are whole numbers with commas between them"
        raise argparse.ArgumentTypeError(message) from error
