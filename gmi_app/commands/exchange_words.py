"""The words of the commands that let something out or in; see ``words``."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from gmi_app.commands.numbers import day, whole
from gmi_app.language import tr

Command = Callable[[str, str], argparse.ArgumentParser]
"""Makes the parser of a command, by its name and what it does."""


def add_exchange(command: Command) -> None:
    """All of them."""
    command("patients", tr("List the people in the data folder."))
    _export(command("export", tr("Write results as files, or seal them for somebody.")))
    _invite(command("invite", tr("Show the invitation for a person (for clinics).")))
    _import(command("import", tr("Take in a sealed file, or an invitation.")))
    _report(command("report", tr("Write a report as a PDF.")))


def _export(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--csv", metavar="DIR", help="tables for a spreadsheet or R")
    what.add_argument("--json", metavar="FILE", help="everything, for other programs")
    what.add_argument("--bundle", metavar="FILE", help="one person's results, sealed")
    what.add_argument("--plan", metavar="FILE", help="one person's plan, signed and sealed")
    whom = parser.add_mutually_exclusive_group()
    whom.add_argument(
        "--to", metavar="KEY", help="seal to this key, or invitation (text, file or QR picture)"
    )
    whom.add_argument(
        "--passphrase",
        action="store_true",
        help="seal with a passphrase, asked for or from GMI_PASSPHRASE",
    )
    parser.add_argument("--with-photographs", action="store_true", help="own photographs, too")
    parser.add_argument("--without-identity", action="store_true", help="leave the name out")


def _invite(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="FILE", help="as text, or as a QR picture (.svg, .png)")


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", help="a sealed file, or an invitation (file or QR picture)"
    )
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--new", action="store_true", help="somebody who is not here yet")
    whose.add_argument("--same-as", metavar="NAME|ID", help="the same person as this one here")
    answer = parser.add_mutually_exclusive_group()
    answer.add_argument("--accept", action="store_true", help="take the plan that is in it")
    answer.add_argument("--decline", action="store_true", help="keep the plan from before")
    parser.add_argument("--look", action="store_true", help="only say what is in it")


def _report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pdf", metavar="FILE", required=True, help="where to write it")
    parser.add_argument(
        "--for",
        dest="reader",
        choices=["patient", "colleague"],
        default="patient",
        help="in plain words, or with the figures",
    )
    weeks = whole(1, 52, tr("a report looks 1 to 52 weeks back"))
    begin = parser.add_mutually_exclusive_group()
    begin.add_argument("--weeks", type=weeks, default=6, help="how far back it looks, 1 to 52")
    begin.add_argument("--from", dest="first", type=day, metavar="YYYY-MM-DD", help="first day")
    begin.add_argument("--all", action="store_true", help="from the first session on")
    parser.add_argument(
        "--to", dest="last", type=day, metavar="YYYY-MM-DD", help="last day; without it, today"
    )
    parser.add_argument("--without-identity", action="store_true", help="leave the name out")
