"""What a session beside the three stages commands, besides what all guided sessions do
(``gmi_app.imagery.commands``)."""

from __future__ import annotations

from dataclasses import dataclass

from gmi_app.activities.passage import Passage
from gmi_app.imagery.commands import Ask, Cue, Ended, Held, Keep, Resumed


@dataclass(frozen=True, slots=True)
class ShowPassage:
    """This passage begins, the ``number``-th."""

    passage: Passage
    number: int


Command = ShowPassage | Cue | Ask | Held | Resumed | Keep | Ended
Commands = tuple[Command, ...]
