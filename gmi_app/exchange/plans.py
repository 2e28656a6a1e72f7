"""Plans that travel: signed by the clinic, shown with what changes, accepted or declined.

A plan that arrives is no plan yet. It is checked against the keys of an invitation that this
person accepted; then they see what would change, and say yes or no. Either answer is kept as a
note; only with a yes the plan is.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from gmi_app.clock import Moment
from gmi_app.exchange.bundle import Bundle, Draft, prepare
from gmi_app.exchange.contents import Kind
from gmi_app.exchange.keys import OwnKeys, PublicKeys, verifies
from gmi_app.exchange.refusal import Refused, foreign
from gmi_app.facts.note import NoteKind, PlanAnswer
from gmi_app.facts.transfer import FactRow, Ledger, Value
from gmi_app.language import tr
from gmi_app.programme.plan import Plan, PlanError
from gmi_app.programme.plan_json import read_plan

SIGNATURE: Final = "gmi-plan-1"
"""What a signature begins with: "gmi-plan-1 KEY PATIENT SIGNATURE", key and signature in base64."""
_SIGNED: Final = ("id", "at_utc", "at_offset_min", "author", "parent_id")


class NotSigned(Refused):
    """A plan that nobody signed whose invitation this person accepted."""


@dataclass(frozen=True, slots=True)
class PlanOffer:
    """A plan that arrived, checked. ``patient``: theirs here. ``before``: the plan that they have,
    None for none. ``known``: it is their present plan already. ``older_than``: when their present
    plan was written, where that was made from this one; else None. ``fingerprint``: of the
    clinic."""

    patient: UUID
    version: UUID
    at: Moment
    author: str
    after: Plan
    before: Plan | None
    known: bool
    older_than: Moment | None
    fingerprint: str
    _rows: tuple[FactRow, ...]

    def accept(self, ledger: Ledger, at: Moment, words: str = "") -> None:
        """Keeps the plan and the answer, both or none. Again: changes nothing more."""
        if self.known:
            return
        rows = [{**row, "patient_id": str(self.patient)} for row in self._rows]
        here = {row["id"] for row in ledger.rows(self.patient, "plan_versions")}
        if str(self.version) in here:
            rows.append(_once_more(rows[-1], at))
        kept = [("plan_versions", row) for row in rows]
        ledger.add([*kept, ("notes", self._answer(at, words, accepted=True))])

    def decline(self, ledger: Ledger, at: Moment, words: str = "") -> None:
        """Keeps the answer; the plan from before stays."""
        ledger.add([("notes", self._answer(at, words, accepted=False))])

    def _answer(self, at: Moment, words: str, *, accepted: bool) -> FactRow:
        content = PlanAnswer(self.version, accepted, self.fingerprint, words).values()
        return {
            "id": str(uuid4()),
            "patient_id": str(self.patient),
            "at_utc": at.utc.isoformat(timespec="microseconds"),
            "at_offset_min": at.offset_min,
            "author": "patient",
            "kind": NoteKind.PLAN_ANSWER.value,
            "day": at.day.isoformat(),
            "content": json.dumps(content, ensure_ascii=False, separators=(",", ":")),
        }


def prepare_plan(ledger: Ledger, patient: UUID, made: Moment, keys: OwnKeys) -> Draft:
    """All versions of a patient's plan, each signed. Raises Refused when there is none."""
    if next(ledger.rows(patient, "plan_versions"), None) is None:
        raise Refused(tr("There is no plan for this person yet. Nothing was written."))

    def rows(table: str) -> Iterator[FactRow]:
        return (signed(row, keys) for row in ledger.rows(patient, table))

    return prepare(Kind.PLAN, ledger, patient, made, keys.public, ["plan_versions"], rows)


def signed(row: FactRow, keys: OwnKeys) -> FactRow:
    """A version with our signature; one that has a signature keeps it."""
    if row["signature"] is not None:
        return row
    key = base64.b64encode(keys.public.signing).decode()
    patient = str(row["patient_id"])
    signature = base64.b64encode(keys.sign(_message(row, patient))).decode()
    return {**row, "signature": f"{SIGNATURE} {key} {patient} {signature}"}


def signer(row: FactRow) -> bytes | None:
    """The signing key of whoever truly signed this version, for whichever id the patient has there;
    None for no signature, or one that does not fit."""
    words = str(row["signature"] or "").split(" ")
    if len(words) != 4 or words[0] != SIGNATURE:
        return None
    try:
        key, signature = (base64.b64decode(word, validate=True) for word in (words[1], words[3]))
        message = _message(row, str(UUID(words[2])))
    except (ValueError, binascii.Error):
        return None
    return key if verifies(key, signature, message) else None


def offer_of(bundle: Bundle, ledger: Ledger, trusted: Sequence[PublicKeys]) -> PlanOffer:
    """What a plan that arrived would change. ``trusted``: the keys of invitations that were
    accepted here.

    Raises NotSigned, or Refused for a plan that makes no sense or is for nobody here.
    """
    if bundle.contents.kind is not Kind.PLAN:
        raise foreign()
    patient = ledger.match(bundle.arrival()).certain
    if patient is None:
        raise Refused(
            tr(
                "This plan is for somebody who is not known here. Nothing was changed. Accept the "
                "clinic's invitation first, then open the plan again."
            )
        )
    rows = [row for _, row in bundle.rows()]
    here = {str(row["id"]): row for row in ledger.rows(patient, "plan_versions")}
    newest, present = rows[-1], next(reversed(here.values()), None)
    by = _trusted_signer(newest, trusted)
    for row in rows:
        if str(row["id"]) not in here and signer(row) is None:
            raise _not_signed()
    try:
        after = read_plan(str(newest["content"]))
        before = None if present is None else read_plan(str(present["content"]))
    except PlanError as error:
        raise Refused(" ".join([error.sentence, *error.problems])) from error
    known = (
        present is not None
        and newest["id"] in (present["id"], present["parent_id"])
        and after == before
    )
    older = present is not None and not known and newest["id"] in _made_from(present, here)
    return PlanOffer(
        patient,
        UUID(str(newest["id"])),
        _moment(newest),
        str(newest["author"]),
        after,
        before,
        known,
        _moment(present) if present is not None and older else None,
        by.fingerprint,
        tuple(rows),
    )


def _made_from(version: FactRow, here: Mapping[str, FactRow]) -> set[Value]:
    """The versions from which this one was made, by their ids."""
    found: set[Value] = set()
    parent = version["parent_id"]
    while parent is not None and parent not in found:
        found.add(parent)
        parent = here[str(parent)]["parent_id"] if str(parent) in here else None
    return found


def _once_more(row: FactRow, at: Moment) -> FactRow:
    """The same plan as a version of its own: one that is here already, beside another, cannot
    arrive again."""
    return {
        **row,
        "id": str(uuid4()),
        "parent_id": row["id"],
        "at_utc": at.utc.isoformat(timespec="microseconds"),
        "at_offset_min": at.offset_min,
        "signature": None,
    }


def _moment(row: FactRow) -> Moment:
    offset = row["at_offset_min"]
    assert isinstance(offset, int)
    return Moment(datetime.fromisoformat(str(row["at_utc"])), offset)


def _trusted_signer(row: FactRow, trusted: Sequence[PublicKeys]) -> PublicKeys:
    key = signer(row)
    found = next((each for each in trusted if each.signing == key), None)
    if found is None:
        raise _not_signed()
    return found


def _not_signed() -> NotSigned:
    return NotSigned(
        tr(
            "This plan was not signed by a clinic whose invitation was accepted here, or it was "
            "changed on its way. Nothing was changed. Ask the clinic for its invitation, and for "
            "the plan again."
        )
    )


def _message(row: FactRow, patient: str) -> bytes:
    """What is signed: the version without its signature, in one canonical form."""
    values = {name: row[name] for name in _SIGNED}
    values |= {"patient_id": patient, "content": json.loads(str(row["content"]))}
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{SIGNATURE}\n{text}".encode()
