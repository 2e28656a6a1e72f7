"""Where in a typed invitation the mistake is, so that nobody compares all of it again.

One wrong letter, or two that changed places, are found by trying: with 32 bits of check, a place
is wrong by chance once in a million times. Nothing is mended: the person looks and types again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from gmi_app.language import tr

GROUP: Final = 6
"""Letters."""
GROUPS: Final = 6
"""Of a line."""
_FEWEST_LINES: Final = 4
"""With fewer, it was not typed line by line."""
_NOT_TYPED: Final = re.compile(r"[\s\-.:_]")


@dataclass(frozen=True, slots=True)
class Place:
    """``line``: as typed, from 1, without empty ones. ``group``: the word in which it is."""

    line: int
    group: str

    def words(self) -> str:
        """For the end of a sentence."""
        return tr("Look at line {0}, at “{1}”.").format(self.line, self.group)


def place(text: str, index: int, skipped: int) -> Place:
    """Of the letter number ``index``, counted after the ``skipped`` ones of the beginning; the
    last one where there are fewer."""
    seen, found = -skipped, Place(1, "")
    for number, line in enumerate(filter(str.strip, text.splitlines()), 1):
        for word in line.split():
            letters = len(_NOT_TYPED.sub("", word))
            if index >= seen:
                found = Place(number, _around(word, index - seen))
            seen += letters
    return found


def wrong_letter(letters: str, alphabet: str, fits: Callable[[str], bool]) -> int | None:
    """The index of the one letter that is wrong, or of the first of two that changed places; None
    where there is more wrong. ``fits``: whether a text is an invitation."""
    for at, present in enumerate(letters):
        before, after = letters[:at], letters[at + 1 :]
        if after and after[0] != present and fits(before + after[0] + present + after[1:]):
            return at
        if any(fits(before + each + after) for each in alphabet if each != present):
            return at
    return None


def uneven_group(text: str, skipped: int, whole: int) -> Place | None:
    """The first group that has not six letters, or the first line that has not six groups, where
    it was typed as it is given out. ``whole``: letters of a whole invitation; its last group may
    be shorter."""
    last, index = whole % GROUP, -skipped
    words = [word for word in text.split() if _NOT_TYPED.sub("", word)]
    if len(words) < whole // GROUP // 2:
        return None  # in one piece
    for number, word in enumerate(words):
        letters = len(_NOT_TYPED.sub("", word))
        short_end = number == len(words) - 1 and letters == last
        if index >= 0 and letters != GROUP and not short_end:
            return place(text, index, skipped)
        index += letters
    lines = [line for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines[1:-1], 2):
        if len(lines) >= _FEWEST_LINES and len(line.split()) != GROUPS:
            return Place(number, line.split()[0])
    return None


def _around(word: str, at: int) -> str:
    """A word, or of one that is longer than a group the part around the place."""
    if len(word) <= 2 * GROUP:
        return word
    begin = max(0, min(at, len(word)) - GROUP // 2)
    return word[begin : begin + GROUP]
