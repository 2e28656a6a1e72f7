"""``gmi-app export``: results as CSV or JSON, or sealed; also while the window is open."""

from __future__ import annotations

import argparse
from pathlib import Path
from uuid import UUID

from gmi_app.commands.folders import Folder, passphrase, to_read
from gmi_app.errors import UsageError
from gmi_app.exchange.csv_export import export_journal
from gmi_app.exchange.json_export import export_json
from gmi_app.exchange.whom import chosen, the_one
from gmi_app.invitations import invitation_of
from gmi_app.language import tr
from gmi_app.storage.library import SqlitePictureBook


def run(options: argparse.Namespace) -> int:
    """Writes what was asked for and says what was written."""
    _check(options)
    with to_read(options) as folder:
        people, identity = folder.journal.patients(), not options.without_identity
        if options.csv is not None:
            book = SqlitePictureBook(folder.store)
            target = Path(options.csv)
            print(export_journal(folder.journal, target, options.patient, book, identity=identity))
        elif options.json is not None:
            ids = [person.id for person in chosen(people, options.patient)]
            target, now = Path(options.json), folder.clock.moment()
            print(export_json(folder.ledger, ids, target, now, identity=identity))
        else:
            _seal(folder, options)
    return 0


def _check(options: argparse.Namespace) -> None:
    sealed = options.bundle is not None or options.plan is not None
    key = options.to is not None or options.passphrase
    if key and not sealed:
        raise UsageError(
            tr("--to and --passphrase go with --bundle or --plan. Nothing was written.")
        )
    if options.bundle is not None and not key:
        raise UsageError(
            tr(
                "A bundle is sealed: say to whom with --to KEY, or --passphrase. Nothing "
                "was written."
            )
        )
    if options.with_photographs and options.bundle is None:
        raise UsageError(tr("--with-photographs goes with --bundle. Nothing was written."))


def _seal(folder: Folder, options: argparse.Namespace) -> None:
    person = the_one(folder.journal.patients(), options.patient)
    key, also = options.to, frozenset[UUID]()
    if key is not None and not key.strip().lower().startswith("age1"):
        invitation = invitation_of(key)
        key, also = invitation.keys.encryption, frozenset({invitation.patient})
    now = folder.clock.moment()
    if options.plan is not None:
        draft, target = folder.desk.plan(person.id, now), Path(options.plan)
        key = key or (None if options.passphrase else folder.desk.reply_key(person.id))
        if key is None and not options.passphrase:
            raise UsageError(
                tr(
                    "No results of this person have come here sealed, so it is not known "
                    "to whom the plan goes. Say it with --to KEY, or use --passphrase. "
                    "Nothing was written."
                )
            )
    else:
        target = Path(options.bundle)
        draft = folder.desk.results(
            person.id,
            now,
            pictures=options.with_photographs,
            identity=not options.without_identity,
            also=also,
        )
    words = passphrase(twice=True) if options.passphrase else None
    draft.seal(target, to=None if key is None else key.strip().lower(), passphrase=words)
    for line in draft.contents.lines():
        print(line)
    print(tr("Sealed into {0}.").format(target))
