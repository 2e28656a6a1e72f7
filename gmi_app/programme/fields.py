"""Reading values that come from outside, strictly, and collecting all that is wrong on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from gmi_app.language import tr

Word = TypeVar("Word", bound=StrEnum)
Value = TypeVar("Value")

WHOLE_RANGE = 10**9


class Fields:
    """The fields of one object. Each is asked for once, with what stands in for it when it is
    missing or wrong; ``problems`` then grows by a sentence that names it, and ``unread`` by its
    path. ``done`` complains of fields that nobody asked for."""

    def __init__(
        self, value: object, where: str, problems: list[str], unread: set[str] | None = None
    ) -> None:
        self.where, self.problems = where, problems
        self.unread = set() if unread is None else unread
        self._asked: set[str] = set()
        self._values: Mapping[str, object] = {}
        if isinstance(value, dict):
            self._values = value
        else:
            self.wrong("", tr("it is not a set of named values"))

    def text(self, name: str) -> str:
        value = self._get(name)
        return value if isinstance(value, str) else self._stand_in(name, "", tr("a text"))

    def whole(self, name: str, stand_in: int) -> int:
        value = self._get(name)
        if type(value) is int and abs(value) <= WHOLE_RANGE:
            return value
        return self._stand_in(name, stand_in, tr("a whole number"))

    def number(self, name: str, stand_in: float) -> float:
        value = self._get(name)
        if type(value) in (int, float) and abs(value) <= WHOLE_RANGE:  # type: ignore[arg-type]
            return float(value)  # type: ignore[arg-type]
        return self._stand_in(name, stand_in, tr("a number"))

    def flag(self, name: str) -> bool:
        value = self._get(name)
        return value if isinstance(value, bool) else self._stand_in(name, False, tr("yes or no"))

    def word(self, name: str, words: type[Word], stand_in: Word) -> Word:
        value = self._get(name)
        try:
            return words(str(value))
        except ValueError:
            return self._stand_in(name, stand_in, " | ".join(words))

    def day(self, name: str, stand_in: date) -> date:
        return self._parsed(name, date.fromisoformat, stand_in, tr("a day like 2026-11-23"))

    def clock(self, name: str, stand_in: time) -> time:
        return self._parsed(name, _clock, stand_in, tr("a time of day like 08:30"))

    def identity(self, name: str) -> UUID:
        return self._parsed(name, UUID, UUID(int=0), tr("an identity (UUID)"))

    def maybe(self, name: str, read: Callable[[], Value]) -> Value | None:
        """None where the field is null, else what ``read`` makes of it."""
        if name in self._values and self._values[name] is None:
            self._asked.add(name)
            return None
        return read()

    def inner(self, name: str) -> Fields:
        return Fields(self._get(name), self._path(name), self.problems, self.unread)

    def several(self, name: str) -> Iterator[object]:
        """The members of a list."""
        value = self._get(name)
        if isinstance(value, list):
            yield from value
        else:
            self._stand_in(name, None, tr("a list"))

    def objects(self, name: str) -> Iterator[Fields]:
        for number, each in enumerate(self.several(name), start=1):
            where = f"{self._path(name)} {number}"
            yield Fields(each, where, self.problems, self.unread)

    def words(self, name: str, words: type[Word]) -> tuple[Word, ...]:
        """The words of a list; those that are unknown are complained of and left out."""
        found: list[Word] = []
        for each in self.several(name):
            try:
                found.append(words(str(each)))
            except ValueError:
                self.wrong(name, tr("{0} is unknown here").format(repr(each)[:60]))
        return tuple(found)

    def wrong(self, name: str, what: str) -> None:
        path = self._path(name) if name else self.where or tr("the file")
        self.problems.append(f"{path}: {what}")
        self.unread.add(self._path(name) if name else self.where)

    def done(self) -> None:
        for name in self._values:
            if name not in self._asked:
                self.wrong(str(name)[:60], tr("this version of the program does not know it"))

    def _get(self, name: str) -> object:
        self._asked.add(name)
        return self._values.get(name, _MISSING)

    def _parsed(self, name: str, read: Callable[[str], Value], stand_in: Value, what: str) -> Value:
        value = self._get(name)
        if isinstance(value, str):
            try:
                return read(value)
            except ValueError:
                pass
        return self._stand_in(name, stand_in, what)

    def _stand_in(self, name: str, stand_in: Value, wanted: str) -> Value:
        self.wrong(name, tr("wanted is {0}").format(wanted))
        return stand_in

    def _path(self, name: str) -> str:
        return f"{self.where}, {name}" if self.where else name


_MISSING = object()


def _clock(text: str) -> time:
    found = time.fromisoformat(text)
    if found.tzinfo is not None:
        raise ValueError("a wall clock has no time zone")
    return found
