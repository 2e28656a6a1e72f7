"""What the clinic reads: of the patient, in whole words, with what a figure counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from gmi_app.clinic.periods import Period, PeriodFigures, figures
from gmi_app.laterality.measures import Estimate
from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.model import Side
from gmi_app.progress.meaning import Meaning, Reading, read
from gmi_app.progress.summarise import summarise
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui import meaning_words, words
from gmi_app.ui.clinic import course_words
from gmi_app.ui.clinic.figure_sheets import of_periods
from gmi_app.ui.clinic.since_words import sentences
from gmi_app.ui.widgets.text import Text
from tests.unit.making import answered, end, moment, session
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


def summary() -> SessionSummary:
    of = session(settings=DrillSettings(count=20))
    return summarise(of, end(of), answered(of, left=(6, 2.0), right=(9, 2.0)))


@pytest.mark.parametrize("meaning", list(Meaning))
def test_a_set_is_spoken_of_and_not_to_the_patient(qapp: QApplication, meaning: Meaning) -> None:
    found: Reading = replace(read(summary()), meaning=meaning, side=Side.LEFT)
    told = meaning_words.of_patient(summary(), found)
    assert told
    assert not {"you", "your", "yours"} & set(told.lower().replace(".", " ").split())


def test_who_decided(qapp: QApplication) -> None:
    assert course_words.author("simulation") == "the simulated patient"
    assert course_words.author("program") == "the program"


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [(-0.25, 2, "−0.25"), (-0.04, 1, "0.0"), (-3, 0, "−3"), (0.4, 0, "0"), (-1.5, 1, "−1.5")],
)
def test_a_minus_is_one(qapp: QApplication, value: float, places: int, text: str) -> None:
    assert words.number(value, places) == text
    assert words.seconds(-0.3) == "−0.3 s"


def test_a_figure_stays_with_its_unit(qapp: QApplication) -> None:
    share = words.share_interval(Estimate(0.8, 0.58, 0.92))
    label = Text(f"{share}, 2.4 s, 5 min, 3 sets", wrap=True)
    assert "92&nbsp;%, 2.4&nbsp;s, 5&nbsp;min, 3 sets" in label.text()
    assert label.words == "likely 58 to 92 %, 2.4 s, 5 min, 3 sets"
    label.deleteLater()
