"""A content file (TOML) while it is read; its faults are collected and said all at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from typing import Any

from gmi_app.errors import GmiError
from gmi_app.language import tr

LONGEST_SENTENCE = 200
"""Characters: a caption has to fit at 200 % text."""
PLACEHOLDER = re.compile(r"\{[^}]*\}|[{}]")


class ContentError(GmiError):
    """A file of exercises cannot be used; the sentence names the file and every fault."""

    def __init__(self, file: str, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        sentence = tr("The exercises of {0} are left out. {1} Mend the file and start again.")
        super().__init__(sentence.format(file, " ".join(f"{fault}." for fault in self.faults)))


class ContentFile:
    """Raises ContentError at once when the text is no TOML."""

    def __init__(self, text: str, file: str) -> None:
        self.file, self.faults = file, list[str]()
        try:
            self.values: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ContentError(file, [tr("It cannot be read: {0}").format(error)]) from error

    def fault(self, sentence: str) -> None:
        self.faults.append(sentence)

    def done(self) -> None:
        """Raises ContentError with all that is wrong."""
        if self.faults:
            raise ContentError(self.file, self.faults)

    def whole_sentence(self, value: object, where: str, key: str, allowed: Iterable[str]) -> str:
        """Checked: at most 200 characters, and none but the ``allowed`` placeholders; empty, with
        the fault noted, when it is no sentence."""
        if not isinstance(value, str) or not value.strip():
            self.fault(tr("{0}: {1} must be a sentence").format(where, key))
            return ""
        if len(value) > LONGEST_SENTENCE:
            sentence = tr("{0}: {1} is longer than {2} letters")
            self.fault(sentence.format(where, key, LONGEST_SENTENCE))
        odd = [each for each in PLACEHOLDER.findall(value) if each not in allowed]
        if odd:
            self.fault(tr("{0}: {1} may not have {2} in it").format(where, key, odd[0]))
        return value.strip()
