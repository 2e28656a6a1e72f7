"""What the program is started for, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gmi_app.errors import GmiError
from gmi_app.language import tr
from gmi_app.laterality.settings import DrillSettings
from gmi_app.programme.patient import Patient

if TYPE_CHECKING:
    from gmi_app.activities.wish import ActivityWish
    from gmi_app.imagery.gate import ImageryWish
    from gmi_app.mirror.settings import MirrorWish


@dataclass(frozen=True, slots=True)
class Task:
    """What the program is started for. ``drill``: open the stage with these settings, beginning
    at once with ``start_now``; ``mirror``, ``imagery``, ``activity``: likewise those. ``patient``:
    a name or an id, empty for the only or the last one."""

    folder: Path
    patient: str = ""
    drill: DrillSettings | None = None
    seed: int | None = None
    start_now: bool = False
    mirror: MirrorWish | None = None
    imagery: ImageryWish | None = None
    activity: ActivityWish | None = None

    @property
    def direct(self) -> bool:
        """Whether something is to be opened at once, past Today."""
        return bool(self.drill or self.mirror or self.imagery or self.activity)

    def choose(self, patients: Sequence[Patient], last_patient: str) -> Patient | None:
        """The patient to begin with; None when the person has to say. ``last_patient``: the id of
        who was here last. Raises GmiError when the one that is named is not to be found."""
        wanted = self.patient
        if wanted:
            named = [p for p in patients if wanted in (p.name, str(p.id))]
            if len(named) == 1:
                return named[0]
            many = tr("Several people are called {0}; use the id instead.")
            nobody = tr("There is no one called {0} here.")
            raise GmiError((many if named else nobody).format(wanted))
        if len(patients) == 1:
            return patients[0] if patients[0].pin is None else None
        last = [p for p in patients if str(p.id) == last_patient]
        return last[0] if last and self.direct else None
