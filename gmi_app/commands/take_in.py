"""``gmi-app import``: results or a plan that came as a sealed file, or an invitation."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from gmi_app.commands.folders import Folder, passphrase, to_write
from gmi_app.errors import GmiError, UsageError
from gmi_app.exchange.desk import ResultsOffer, is_invitation_file
from gmi_app.exchange.plans import PlanOffer
from gmi_app.exchange.refusal import WantsPassphrase
from gmi_app.exchange.whom import called, chosen, the_one
from gmi_app.invitations import invitation_in, names_picture
from gmi_app.language import tr


def run(options: argparse.Namespace) -> int:
    """Says what is in the file, then takes it in; ``--look`` stops before that."""
    path = Path(options.file)
    with to_write(options) as folder:
        if names_picture(path) or is_invitation_file(path):
            _accept_invitation(folder, options)
            return 0
        try:
            offer = folder.desk.open(path)
        except WantsPassphrase:
            offer = folder.desk.open(path, passphrase(twice=False))
        if isinstance(offer, PlanOffer):
            _answer(folder, offer, options)
        else:
            _take_in(folder, offer, options)
    return 0


def _accept_invitation(folder: Folder, options: argparse.Namespace) -> None:
    invitation = invitation_in(Path(options.file))
    person = the_one(folder.journal.patients(), options.patient)
    print(tr("Invitation of a clinic with the fingerprint {0}.").format(invitation.fingerprint))
    if options.look:
        return
    folder.desk.accept_invitation(invitation, person.id, folder.clock.moment())
    print(
        tr(
            "Accepted. Compare the fingerprint with the clinic's by telephone. To send results: "
            "export --bundle FILE --to {0}"
        ).format(options.file)
    )


def _take_in(folder: Folder, offer: ResultsOffer, options: argparse.Namespace) -> None:
    for line in offer.contents.lines():
        print(line)
    into = None if options.look and offer.match.certain is None else _into(folder, offer, options)
    if options.look:
        print(tr("New here: {0} facts.").format(folder.desk.preview(offer, into).total))
        return
    taken = folder.desk.take_in(offer, into)
    people = folder.journal.patients()
    whose = [called(each, people) for each in people if each.id == taken.patient]
    print(
        tr("Took in new facts: {0}, for {1}.").format(taken.total, " ".join(whose))
        if taken.total
        else tr("Everything in this file was here already. Nothing was changed.")
    )


def _into(folder: Folder, offer: ResultsOffer, options: argparse.Namespace) -> UUID | None:
    """Whose results these are, said or certain; None for a new patient."""
    people = folder.journal.patients()
    if options.same_as is not None:
        return chosen(people, options.same_as)[0].id
    if options.new or not people or offer.match.certain is not None:
        return None
    raise UsageError(
        tr(
            "It is not known here whose results these are. Nothing was changed. Say "
            "--new for somebody new, or --same-as NAME for the same person as one here."
        )
    )


def _answer(folder: Folder, offer: PlanOffer, options: argparse.Namespace) -> None:
    print(tr("A plan of {0}, signed by {1}.").format(offer.at.day, offer.fingerprint))
    if offer.known:
        print(tr("This plan is yours already. Nothing was changed."))
        return
    if offer.older_than is not None:
        older = tr("This plan is older than the one that you have. This one: {0}. Yours: {1}.")
        print(older.format(*(f"{at.local:%Y-%m-%d %H:%M}" for at in (offer.at, offer.older_than))))
    for line in _changes(offer):
        print(f"- {line}")
    if options.look:
        return
    accepted = options.accept or (not options.decline and _asked())
    if accepted:
        offer.accept(folder.ledger, folder.clock.moment())
        print(tr("The plan is yours from now on. The one from before is kept."))
    else:
        offer.decline(folder.ledger, folder.clock.moment())
        print(tr("The plan from before stays. That you declined is noted."))


def _changes(offer: PlanOffer) -> Iterator[str]:
    from gmi_app.ui.programme import plan_words  # Qt's translations; no window
    from gmi_app.ui.programme.plan_differences import differences

    if offer.before is not None:
        yield from differences(offer.before, offer.after) or ["nothing in it is different"]
        return
    for item in offer.after.items:
        title = plan_words.title(item, offer.after)
        yield f"{title}: {plan_words.details(item)}, {plan_words.often(item)}"


def _asked() -> bool:
    if not sys.stdin.isatty():
        raise GmiError(
            tr(
                "Nothing was changed yet. Start the command again with --accept to take "
                "this plan, or with --decline to keep the one from before."
            )
        )
    return input("Take this plan? [y/N] ").strip().lower() in ("y", "yes")
