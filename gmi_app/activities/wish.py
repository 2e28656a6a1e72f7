"""What the command line asks for."""

from __future__ import annotations

from dataclasses import dataclass

from gmi_app.activities.settings import SECONDS
from gmi_app.facts.session import SessionKind
from gmi_app.programme.patient import AffectedSide, Patient


@dataclass(frozen=True, slots=True)
class ActivityWish:
    """``minutes`` None: as usual."""

    kind: SessionKind
    minutes: int | None = None

    @property
    def seconds(self) -> int | None:
        """Within what the kind allows."""
        if self.minutes is None or self.kind not in SECONDS:
            return None
        low, high = SECONDS[self.kind]
        return min(max(self.minutes * 60, low), high)


def has_healthy_limb(patient: Patient) -> bool:
    """Whether there is a limb of the same kind that does not hurt."""
    one_side = patient.affected in (AffectedSide.LEFT, AffectedSide.RIGHT)
    return one_side and (patient.part is None or patient.part.one_sided)
