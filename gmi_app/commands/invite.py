"""``gmi-app invite``: what a clinic gives a person, so that their programs find each other."""

from __future__ import annotations

import argparse
from pathlib import Path

from gmi_app.commands.folders import to_read
from gmi_app.exchange.desk import write_invitation
from gmi_app.exchange.whom import the_one
from gmi_app.language import tr


def run(options: argparse.Namespace) -> int:
    """Prints the invitation, or writes it; and the fingerprint to compare by telephone."""
    with to_read(options) as folder:
        person = the_one(folder.journal.patients(), options.patient)
        invitation = folder.desk.invite(person.id)
    if options.out is None:
        print(invitation.text)
    else:
        write_invitation(invitation, Path(options.out))
        print(tr("Wrote the invitation to {0}.").format(options.out))
    print(tr("Fingerprint: {0}").format(invitation.fingerprint))
    return 0
