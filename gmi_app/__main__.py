"""The command line: ``gmi-app`` and ``python -m gmi_app``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module

from gmi_app.commands import words
from gmi_app.errors import GmiError, UsageError

MENDABLE, WRONG_WORDS = 1, 2
COMMANDS = {
    "window": "gmi_app.commands.window",
    "drill": "gmi_app.commands.window",
    "imagery": "gmi_app.commands.window",
    "mirror": "gmi_app.commands.window",
    "activity": "gmi_app.commands.window",
    "export": "gmi_app.commands.export",
    "import": "gmi_app.commands.take_in",
    "invite": "gmi_app.commands.invite",
    "patients": "gmi_app.commands.patients",
    "report": "gmi_app.commands.report",
    "today": "gmi_app.commands.today",
    "demo": "gmi_app.commands.demo",
    "check": "gmi_app.commands.check",
}


def main(argv: list[str] | None = None) -> int:
    """Does what the words say; returns the exit code."""
    try:
        options = words.parse(sys.argv[1:] if argv is None else argv)
        run: Callable[..., int] = import_module(COMMANDS[options.command]).run
        return run(options)
    except UsageError as error:
        print(error.sentence, file=sys.stderr)
        return WRONG_WORDS
    except GmiError as error:
        print(error.sentence, file=sys.stderr)
        return MENDABLE


if __name__ == "__main__":
    sys.exit(main())
