"""``gmi-app report``: a PDF for the person or for a colleague, also while the window is open."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path

from gmi_app.commands.folders import to_read
from gmi_app.errors import UsageError
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
        today = folder.clock.moment().day
        first, last = days_of(options, today)
        report = collect(
            folder.journal,
            person,
            today,
            Reader(options.reader),
            first=first,
            last=last,
            identity=not options.without_identity,
        )
    write_report(report, target)
    print(tr("Wrote the report to {0}.").format(target))
    return 0


def days_of(options: argparse.Namespace, today: date) -> tuple[date | None, date]:
    """The first day (None: the first session) and the last one that was asked for. Raises
    UsageError when the report would end before it begins, or after today."""
    last: date = options.last or today
    if last > today:
        raise UsageError(tr("The report would end after today, which is {0}.").format(today))
    if options.all:
        return None, last
    first: date = options.first or last - timedelta(days=7 * options.weeks - 1)
    if last < first:
        raise UsageError(tr("The report would end before it begins: give --from a day up to --to."))
    return first, last
