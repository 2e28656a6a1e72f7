"""``gmi-app patients``: who is in the data folder, also while the window is open."""

from __future__ import annotations

import argparse

from gmi_app.commands.folders import to_read


def run(options: argparse.Namespace) -> int:
    """One line a person, with tabs between: id, name, painful side and part, sessions, the day of
    the newest."""
    with to_read(options) as folder:
        for person in folder.journal.patients():
            days = [str(row["at_utc"])[:10] for row in folder.ledger.rows(person.id, "sessions")]
            where = " ".join(filter(None, (person.affected, person.part)))
            name = f"{person.name} (simulated)" if person.simulated else person.name
            print("\t".join((str(person.id), name, where, str(len(days)), max(days, default=""))))
    return 0
