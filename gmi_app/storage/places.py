"""Names of files and of the tables' versions. Nothing heavy is imported here."""

from __future__ import annotations

DATABASE = "gmi.sqlite"
BACKUPS = "backups"
SET_ASIDE = "set-aside"
PACKS = "packs"
"""Pictures that were added; nobody's results."""
KEYS = "gmi-keys.json"
"""The keys of exchange (``gmi_app.exchange.keys``): in no backup; deleted with everything."""
LOGS = ("gmi.log", "gmi.log.1")
"""The log of our own faults, newest first; it goes with whatever is deleted."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
"""Every revision in ``migrations/versions``, oldest first."""
HEAD = REVISIONS[-1]

DERIVATION = 1
"""Goes up with every change of what ``summarise`` makes of the same facts: summaries that another
derivation made are made again, at the next start or when a backup is restored."""
