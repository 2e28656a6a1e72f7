"""Which patient is meant by a name or an id that somebody typed."""

from __future__ import annotations

from collections.abc import Sequence

from gmi_app.errors import UsageError
from gmi_app.language import tr
from gmi_app.programme.patient import Patient


def called(patient: Patient, patients: Sequence[Patient]) -> str:
    """Their name or code, as the window says it: "Person 2" for the second one here who gave
    none. ``patients``: all of them, oldest first."""
    if patient.name:
        return patient.name
    order = next((at for at, each in enumerate(patients) if each.id == patient.id), 0)
    return tr("Person {0}").format(order + 1)


def chosen(patients: Sequence[Patient], wanted: str | None) -> list[Patient]:
    """Everyone, or the one of this name or id; who has no name, as ``called``. UsageError when
    nobody or several fit."""
    if wanted is None:
        return list(patients)
    found = [p for p in patients if str(p.id) == wanted.strip().lower()]
    name = wanted.strip().casefold()
    found = found or [p for p in patients if p.name.casefold() == name]
    found = found or [p for p in patients if called(p, patients).casefold() == name]
    if not found:
        raise UsageError(tr("There is no person called {0}. Nothing was written.").format(wanted))
    if len(found) > 1:
        ids = " or ".join(str(p.id) for p in found)
        raise UsageError(
            tr("Several people are called {0}. Name one by its id: {1}.").format(wanted, ids)
        )
    return found


def the_one(patients: Sequence[Patient], wanted: str | None) -> Patient:
    """The one that is meant, or the only one there is. UsageError when that is not clear."""
    found = chosen(patients, wanted)
    if not found:
        raise UsageError(tr("There is nobody here yet. Nothing was written."))
    if len(found) > 1:
        raise UsageError(
            tr("There are {0} people here. Name one with --patient. Nothing was written.").format(
                len(found)
            )
        )
    return found[0]
