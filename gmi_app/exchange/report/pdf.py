"""Lays a report out as a tagged PDF (PDF/UA-1), with typst; its fonts are embedded.

typst refuses a figure without a text in its place, and a document without a title or a language.
Takes about a tenth of a second, and a second the first time: never on the GUI thread.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

from gmi_app.exchange.report.values import Report
from gmi_app.exchange.writing import write_whole
from gmi_app.paths import PACKAGE

TEMPLATE: Final = Path(__file__).with_name("template.typ")
FONTS: Final = PACKAGE / "ui" / "fonts"
STANDARD: Final = "ua-1"


def report_pdf(report: Report) -> bytes:
    """The PDF. Texts come in as data: nothing that a person wrote is read as typst's language.
    The file says no time of its own: the same report is the same file."""
    import typst

    return typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"report": json.dumps(asdict(report))},
        pdf_standards=[STANDARD],
        timestamp=0,
    )


def write_report(report: Report, path: Path) -> None:
    """Writes the file, whole or not at all; only a PDF is replaced. Raises Refused."""
    write_whole(path, report_pdf(report), b"%PDF-")
