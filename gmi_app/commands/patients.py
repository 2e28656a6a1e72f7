"""``gmi-app patients``: who is in the data folder, also while the window is open."""

from __future__ import annotations

import argparse

from gmi_app.commands.folders import to_read
from gmi_app.exchange.whom import called
from gmi_app.language import tr


def run(options: argparse.Namespace) -> int:
    """One line a person, with tabs between: id, name, painful side and part, sessions, the day of
    the newest."""
    with to_read(options) as folder:
        people = folder.journal.patients()
        for person in people:
            days = [str(row["at_utc"])[:10] for row in folder.ledger.rows(person.id, "sessions")]
            where = " ".join(filter(None, (person.affected, person.part)))
            name, mark = called(person, people), tr("(simulated)")
            if person.simulated and mark not in name:
                name = f"{name} {mark}"
            print("\t".join((str(person.id), name, where, str(len(days)), max(days, default=""))))
    return 0
