"""``gmi-app report``: a PDF for the person or for a colleague, also while the window is open."""

from __future__ import annotations

import argparse
from pathlib import Path

from gmi_app.commands.folders import to_read
from gmi_app.exchange.report.collect import collect
from gmi_app.exchange.report.pdf import write_report
from gmi_app.exchange.report.values import Reader
from gmi_app.exchange.whom import the_one
from gmi_app.language import tr


def run(options: argparse.Namespace) -> int:
    """Writes the report and says so."""
    target = Path(options.pdf)
    with to_read(options) as folder:
        person = the_one(folder.journal.patients(), options.patient)
        report = collect(
            folder.journal,
            person,
            folder.clock.moment().day,
            Reader(options.reader),
            weeks=options.weeks,
            identity=not options.without_identity,
        )
    write_report(report, target)
    print(tr("Wrote the report to {0}.").format(target))
    return 0
