"""Numbers and days on the command line: what is none, or out of range, is said in one sentence."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from gmi_app.language import tr

FIRST_YEAR, LAST_YEAR = 2000, 2099


def whole(low: int, high: int, sentence: str) -> Callable[[str], int]:
    """Reads whole numbers from ``low`` to ``high``; ``sentence`` says what is wanted."""

    def read(text: str) -> int:
        with suppress(ValueError):
            if low <= int(text) <= high:
                return int(text)
        raise argparse.ArgumentTypeError(sentence)

    return read


def seconds(low: float, high: float, sentence: str) -> Callable[[str], float]:
    """Reads seconds from ``low`` to ``high``, also parts of one."""

    def read(text: str) -> float:
        with suppress(ValueError):
            if low <= float(text) <= high:
                return float(text)
        raise argparse.ArgumentTypeError(sentence)

    return read


def day(text: str) -> date:
    """Reads a day as computers write it, of this century: rules look some weeks around it."""
    with suppress(ValueError):
        read = date.fromisoformat(text)
        if FIRST_YEAR <= read.year <= LAST_YEAR:
            return read
        text = tr("a day is one of the years {0} to {1}")
        raise argparse.ArgumentTypeError(text.format(FIRST_YEAR, LAST_YEAR))
    raise argparse.ArgumentTypeError(tr("a day is written like 2026-11-23"))
