"""What the clinic reads: of the patient, in whole words, with what a figure counts."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from gmi_app.clinic.periods import Period, PeriodFigures, figures
from gmi_app.ui.clinic.figure_sheets import of_periods
from gmi_app.ui.clinic.since_words import sentences
from tests.unit.making import moment
from tests.unit.test_clinic import asked, practice

pytestmark = pytest.mark.gui


def period(rise: int, **given: Any) -> PeriodFigures:
    done = [practice(n, pain_before=3, pain_after=3 + n) for n in range(5)]
    usual: dict[str, Any] = {"summaries": (), "wanted": None, "pain": {}, "days": ()}
    days = Period(moment(0).day, moment(9).day)
    return figures(days, practice=done, flare_rise=rise, **(usual | given))


@pytest.mark.parametrize(("rise", "sessions"), [(2, "3"), (3, "2"), (1, "4")])
def test_more_pain_after_is_named_with_the_plans_figure(
    qapp: QApplication, rise: int, sessions: str
) -> None:
    rows = {row[0]: row[1] for row in of_periods(period(rise), None).rows}
    assert rows[f"Sessions after which pain was {rise} or more points higher"] == sessions


def test_since_the_last_visit_says_it_too(qapp: QApplication) -> None:
    done = [practice(21 + n, pain_before=3, pain_after=3 + n) for n in range(4)]
    told = [said.words for said in sentences(asked(practice=done, rise=3))]
    assert "Pain was 3 or more points higher after 1 of 4 sessions." in told
    assert not any("points higher" in s.words for s in sentences(asked(practice=done[:3], rise=3)))
