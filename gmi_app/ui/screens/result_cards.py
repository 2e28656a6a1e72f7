"""The cards of a result: one side, the last sets, and what to say when pain rose."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from gmi_app.laterality.measures import Measures, SideMeasures
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.pictures.model import Side
from gmi_app.progress.flare import pain_rise
from gmi_app.progress.goals import Goal, Standing
from gmi_app.progress.history import SetPoint
from gmi_app.progress.meaning import Meaning, Reading, SideReading
from gmi_app.ui import meaning_words, words
from gmi_app.ui.charts.data import Band
from gmi_app.ui.charts.interval_bar import IntervalBar
from gmi_app.ui.charts.legend import Entry, Legend, Sign
from gmi_app.ui.charts.measure import Measure
from gmi_app.ui.charts.progress_charts import of_sets
from gmi_app.ui.charts.scale import Scale, Tick, seconds_range
from gmi_app.ui.charts.series_chart import SeriesChart
from gmi_app.ui.programme.stop_help import StopHelp
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import column, row
from gmi_app.ui.widgets.marker import SideMark
from gmi_app.ui.widgets.metric_tile import MetricTile
from gmi_app.ui.widgets.segmented import Segmented
from gmi_app.ui.widgets.text import Text


class SideCard(Card):
    """Accuracy and usual time of one side, each with its interval and the usual goal."""

    def __init__(
        self, settings: DrillSettings, measures: Measures, side: Side, reading: Reading
    ) -> None:
        super().__init__(gap=8)
        self._show(settings, measures.of(side), reading)
        notes = {one: meaning_words.left_out(measures.of(one)) for one in Side}
        if any(notes.values()):  # on both cards, so that their bars stay in line
            self.add(Text(notes[side] or " ", "small", "quiet", wrap=True))
        self.add(0)

    def _show(self, settings: DrillSettings, side: SideMeasures, reading: Reading) -> None:
        against = reading.of(side.side)
        self._judged = reading.meaning not in meaning_words.UNREAD
        self.name = words.side_of(settings.part, side.side, settings.task)
        self.accuracy = self._accuracy(side, against.accuracy, reading.goal)
        self.rt = self._rt(side.side, against, reading)
        self.add(
            row(SideMark(side.side), Text(self.name, "heading"), 0, gap=10),
            self.accuracy,
            0,
            self.rt,
        )

    def _accuracy(
        self, side: SideMeasures, standing: Standing | None, goal: Goal | None
    ) -> MetricTile:
        scale = Scale(0, 1, (Tick(0, words.share(0)), Tick(1, words.share(1))))
        band = Band(goal.accuracy, 1, meaning_words.accuracy_goal(goal)) if goal else None
        estimate = side.accuracy
        value = self.tr("{0} of {1}").format(side.correct, side.scored)
        likely = words.share_interval(estimate) if estimate else self.tr("no answers")
        said = self._spoken(self.tr("Correct"), value, likely, band, standing)
        bar = IntervalBar(side.side, estimate, scale, band, said)
        return MetricTile(
            self.tr("Correct"),
            value,
            likely,
            bar,
            self._standing(standing),
            sure=standing is not None and standing.met and standing.sure,
        )

    def _rt(self, side: Side, against: SideReading, reading: Reading) -> MetricTile:
        goal = reading.goal
        band = Band(0, goal.rt_s, meaning_words.rt_goal(goal)) if goal else None
        estimate, standing = against.median_rt_s, against.rt
        value, likely = "–", self.tr("not shown: too few answers")
        if reading.meaning is Meaning.GUESSING:
            likely = self.tr("not shown: too many guesses")
        top = 5.0
        if estimate is not None:
            value, likely = words.seconds(estimate.value), words.seconds_interval(estimate)
            highest, wanted = estimate.high or estimate.value, goal.rt_s if goal else None
            top = max(top, seconds_range([highest], wanted)[1])
        scale = Scale(0, top, (Tick(0, words.seconds(0, 0)), Tick(top, words.seconds(top, 0))))
        said = self._spoken(self.tr("Time to answer"), value, likely, band, standing)
        return MetricTile(
            self.tr("Time to answer"),
            value,
            likely,
            IntervalBar(side, estimate, scale, band, said),
            self._standing(standing),
            sure=standing is not None and standing.met and standing.sure,
        )

    def _standing(self, standing: Standing | None) -> str:
        return meaning_words.standing(standing) if self._judged else ""

    def _spoken(
        self, what: str, value: str, likely: str, goal: Band | None, standing: Standing | None
    ) -> str:
        """The whole tile for a screen reader, at its picture."""
        against = goal.label if goal is not None else meaning_words.no_goal()
        said = self.tr("{0}, {1}: {2}, {3}; {4}").format(self.name, what, value, likely, against)
        judged = self._standing(standing)
        return f"{said}. {judged}" if judged else said


class SmallSideCard(Card):
    """One side in a line, for when something else matters more."""

    def __init__(self, settings: DrillSettings, side: SideMeasures, reading: Reading) -> None:
        super().__init__(row=True, pad=20, gap=10)
        rt = reading.of(side.side).median_rt_s
        figures = self.tr("{0} of {1}").format(side.correct, side.scored)
        if rt is not None:
            time = words.seconds(rt.value)
            figures = self.tr("{0}, in {1}").format(figures, time)
        said = words.side_of(settings.part, side.side, settings.task)
        name = Text(said, "strong", wrap=True)
        told = Text(figures, "body", "quiet", wrap=True)
        told.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.add(SideMark(side.side), name, told)
        self.box.setStretch(1, 1)
        self.box.setStretch(2, 1)


class TrendCard(Card):
    """The last comparable sets, up to this one; time or accuracy."""

    def __init__(self, points: tuple[SetPoint, ...], goal: Goal | None, asked: Task) -> None:
        super().__init__(gap=10)
        self._points, self._goal, self._asked = points, goal, asked
        self.measure = Segmented(
            self.tr("What the chart shows"), [self.tr("Time"), self.tr("Correct")], height=40
        )
        self.chart = SeriesChart(self.tr("Last sets"))
        self.chart.setMinimumHeight(theme().em(7.5))
        policy = QSizePolicy.Policy.Expanding
        self.chart.setSizePolicy(policy, policy)
        count = len(points)
        name = self.tr("Last ten sets") if count >= 10 else self.tr("Last sets")
        entries = [
            Entry(Sign.LEFT, words.answer(Side.LEFT, asked)),
            Entry(Sign.RIGHT, words.answer(Side.RIGHT, asked)),
        ]
        if any(point.check_up for point in points):
            entries.append(Entry(Sign.CHECK_UP, self.tr("Check-up")))
        self.add(
            row(Text(name, "heading"), 0, self.measure, gap=12),
            Legend(tuple(entries)),
            self.chart,
        )
        self.box.setStretch(2, 1)
        self.measure.chosen.connect(self._show)
        self._show(0)

    def _show(self, at: int) -> None:
        measure = Measure.RT if at == 0 else Measure.ACCURACY
        empty = self.tr("Sets that can be compared with this one will appear here.")
        data = of_sets(self._points, measure, self._goal, empty, self._asked)
        self.chart.show_data(data)


class RiseCard(Card):
    """Pain rose: said plainly, with what can help, and nothing is forced. ``advice``: what helps,
    where it is not about pictures; ``help_``: the person's own flare-up plan."""

    def __init__(self, help_: StopHelp, advice: tuple[str, ...] = ()) -> None:
        super().__init__("attention", gap=8)
        self._rise = help_.flare_rise
        self.heading = Text("", "heading", "attention", wrap=True)
        self.add(
            0,
            self.heading,
            Text(
                self.tr("Stopping here for today is a good choice. Your answers are kept."),
                wrap=True,
            ),
            4,
            Text(self.tr("What can help"), "label"),
            column(*(Text(words, wrap=True) for words in advice or self._advice()), gap=2),
        )
        for name, own in help_.parts:
            self.add(4, Text(name, "label"), Text(own, wrap=True))
        self.add(0)

    def _advice(self) -> tuple[str, ...]:
        return (
            self.tr("• Rest for a while. Breathe slowly and easily."),
            self.tr("• Next time choose fewer pictures, upright, without a time limit."),
            self.tr("• If it stays like this or comes again, talk to your therapist."),
        )

    def weigh(self, before: int | None, after: int | None) -> bool:
        """Whether pain rose by what the plan calls a flare-up; then the card says by how much."""
        points = pain_rise(before, after)
        if points is None or points < self._rise:
            return False
        self.heading.set(self.tr("Pain went up by {0}. That can happen.").format(points))
        return True
