"""The command line: ``gmi-app`` and ``python -m gmi_app``."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from io import TextIOWrapper

from gmi_app.commands import words
from gmi_app.errors import GmiError, UsageError

MENDABLE, WRONG_WORDS = 1, 2
INTERRUPTED = 130
"""Ctrl+C, as shells count it."""
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
    _say_what_can_be_said()
    try:
        options = words.parse(sys.argv[1:] if argv is None else argv)
        run: Callable[..., int] = import_module(COMMANDS[options.command]).run
        code = run(options)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        _be_silent()
        return 0
    except UsageError as error:
        print(error.sentence, file=sys.stderr)
        return WRONG_WORDS
    except GmiError as error:
        print(error.sentence, file=sys.stderr)
        return MENDABLE
    except KeyboardInterrupt:
        return INTERRUPTED


def _say_what_can_be_said() -> None:
    """A name that a terminal has no letters for is still printed, in other letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # None without a terminal on Windows
            stream.reconfigure(errors="backslashreplace")


def _be_silent() -> None:
    """Whoever read what was printed (``head``, say) has enough: no complaint at the exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
