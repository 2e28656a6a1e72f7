"""A disk that takes no more: each file that leaves says so in a sentence, and none is left half."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # starts a program

REPOSITORY = Path(__file__).resolve().parents[2]

LIMITED = """
import os, resource, signal, sys
from collections.abc import Callable
from pathlib import Path
from gmi_app.errors import GmiError
from gmi_app.exchange.csv_export import export_journal
from gmi_app.exchange.desk import write_invitation
from gmi_app.exchange.json_export import export_json
from gmi_app.exchange.report.collect import collect
from gmi_app.exchange.report.pdf import write_report
from gmi_app.exchange.report.values import Reader
from tests.exchange.making import computer, one_of_each
from tests.unit.making import moment

out = Path(sys.argv[1])
with computer(out.parent / "data") as home, computer(out.parent / "other") as other:
    anna = one_of_each(home)
    key = home.desk.keys.public.encryption
    draft, plan = home.desk.results(anna.id, moment(9)), home.desk.plan(anna.id, moment(9))
    draft.seal(out / "earlier.gmi", to=key)
    report = collect(home.data.journal, anna, moment(9).day, Reader.COLLEAGUE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, most))

    def refused(do: Callable[[], object]) -> None:
        try:
            do()
        except GmiError as error:
            print(error.sentence, flush=True)

    refused(lambda: draft.seal(out / "results.gmi", to=key))
    refused(lambda: draft.seal(out / "earlier.gmi", to=key))
    refused(lambda: plan.seal(out / "plan.gmi", to=key))
    refused(lambda: export_journal(home.data.journal, out / "tables", book=home.data.pictures))
    refused(lambda: export_json(home.ledger, [anna.id], out / "all.json", moment(9)))
    refused(lambda: write_report(report, out / "report.pdf"))
    refused(lambda: write_invitation(home.desk.invite(anna.id), out / "invitation.png"))
    refused(lambda: home.data.vault.pack(str(out / "everything.gmi")))
    refused(lambda: other.desk.fingerprint)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    print(other.desk.fingerprint)
"""


def test_a_full_disk_is_said_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    if sys.platform == "win32":  # it has no limit for the size of files
        return
    out = tmp_path / "out"
    out.mkdir()

    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(out)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
    *sentences, fingerprint = done.stdout.splitlines()
    assert len(sentences) == 9
    for sentence in sentences:
        assert "safe" in sentence
        assert any(advice in sentence for advice in ("Choose another", "choose another", "Check"))
    assert len(fingerprint) == 19
    assert [each.name for each in out.iterdir()] == ["earlier.gmi"]
    assert (out / "earlier.gmi").stat().st_size > 1000
    assert not list((tmp_path / "other").glob("*.part"))
