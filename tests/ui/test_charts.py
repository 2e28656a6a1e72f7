"""Charts: where things lie, what the keys and the mouse do, what a screen reader is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gmi_app.laterality.measures import Estimate
from gmi_app.pictures.model import Side
from gmi_app.ui.charts.data import Band, ChartData, Point, Series, Stop
from gmi_app.ui.charts.interval_bar import IntervalBar
from gmi_app.ui.charts.legend import Entry, Legend, Sign
from gmi_app.ui.charts.plot import Plot
from gmi_app.ui.charts.scale import Scale, Tick, round_step, seconds_range, share_range, steps
from gmi_app.ui.charts.series_chart import NO_STOP, SeriesChart
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.theme import Theme, apply, theme
from gmi_app.ui.tokens import CONTRAST, LIGHT

pytestmark = pytest.mark.gui

DAYS = Scale(-0.5, 4.5, tuple(Tick(n, f"{n} Nov") for n in range(5)))
SECONDS = Scale(0, 5, tuple(Tick(n, f"{n} s") for n in range(6)))
GOAL = Band(0, 2.5, "usual goal")


def series(side: Side, *values: float) -> Series:
    return Series(side, tuple(Point(n, v, v - 0.2, v + 0.4) for n, v in enumerate(values)))


def said_at(n: int) -> tuple[str, ...]:
    return f"{n} November", f"Left is {n}"


DATA = ChartData(
    DAYS,
    SECONDS,
    (series(Side.LEFT, 3.4, 3.1, 2.8, 2.6, 2.4), series(Side.RIGHT, 2.4, 2.2, 2.1, 2.0, 2.0)),
    GOAL,
    tuple(Stop(n, partial(said_at, n)) for n in range(5)),
    words="Left fell from 3.4 to 2.4 s.",
    empty="Nothing yet.",
)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[QApplication]:
    apply(qapp, Theme.from_preferences(Preferences()))
    yield qapp
    apply(qapp, Theme())


@pytest.fixture
def chart(look: QApplication, qtbot: QtBot) -> SeriesChart:
    made = SeriesChart("Time to answer")
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show_data(DATA)
    made.show()
    return made


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def near(image: QImage, at: QPointF, colour: QColor) -> bool:
    """Whether the pixel is that colour, but for smoothing."""
    found = image.pixelColor(round(at.x()), round(at.y()))
    pairs = zip(found.getRgb()[:3], colour.getRgb()[:3], strict=True)  # type: ignore[index]
    return all(abs(a - b) < 12 for a, b in pairs)


# ---- axes
def test_a_scale_holds_what_lies_outside_at_its_ends() -> None:
    assert [SECONDS.share(v) for v in (-1, 0, 2.5, 5, 9)] == [0, 0, 0.5, 1, 1]


def test_a_scale_without_extent_is_refused() -> None:
    with pytest.raises(ValueError, match="high end"):
        Scale(2, 2)


@given(st.floats(1e-3, 1e6), st.integers(1, 20))
def test_round_steps_cut_a_span_into_at_most_as_many(span: float, most: int) -> None:
    step = round_step(span, most)
    assert span / step <= most * (1 + 1e-6)
    assert span / step > most / 2.6  # never far fewer than there is room for


def test_steps_include_both_ends() -> None:
    assert steps(0, 0.3, 0.1) == pytest.approx([0, 0.1, 0.2, 0.3])
    assert steps(1.5, 4.2, 1) == [2, 3, 4]


@given(st.lists(st.floats(0.05, 60), max_size=20))
def test_the_time_axis_holds_the_goal_and_every_value(values: list[float]) -> None:
    low, high = seconds_range(values, 2.5)
    assert low == 0
    assert high >= 4
    assert all(value <= high for value in values)


@given(st.lists(st.floats(0, 1), max_size=20))
def test_the_accuracy_axis_ends_at_all_correct_and_starts_at_half_or_lower(
    values: list[float],
) -> None:
    low, high = share_range(values)
    assert high == 1
    assert low <= 0.5
    assert all(low <= value + 1e-9 for value in values)


# ---- what is painted
def test_marks_lie_where_the_figures_say(chart: SeriesChart) -> None:
    plot = Plot.fit(DATA, chart.width(), chart.height(), mirrored=False)
    image = picture(chart)
    for one in DATA.series:
        for point in one.points:
            assert near(image, plot.at(one.side, point), theme().colour(one.side.value))


def test_time_runs_from_right_to_left_where_people_read_so(chart: SeriesChart) -> None:
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    plot = Plot.fit(DATA, chart.width(), chart.height(), mirrored=True)
    newest = plot.at(Side.LEFT, DATA.series[0].points[-1])
    assert newest.x() < chart.width() / 4
    assert near(picture(chart), newest, theme().colour("left"))


def test_the_goal_is_tinted_where_it_lies_and_nowhere_else(chart: SeriesChart) -> None:
    plot = Plot.fit(DATA, chart.width(), chart.height(), mirrored=False)
    image, card = picture(chart), picture(chart).pixelColor(2, 2)
    x = plot.area.left() + 3
    assert not near(image, QPointF(x, plot.y(1.6)), card)
    assert near(image, QPointF(x, plot.y(3.5)), card)


SHARES = Scale(0.5, 1, tuple(Tick(n / 10, f"{n}0 %") for n in range(5, 11)))
REACHED = Band(0.8, 1, "usual goal")


def words_of_the_goal(chart: SeriesChart, *values: float) -> QRectF | None:
    points = tuple(Point(n, v, None, None) for n, v in enumerate(values))
    data = ChartData(DAYS, SHARES, (Series(Side.LEFT, points),), REACHED)
    return Plot.fit(data, chart.width(), chart.height(), mirrored=False).band_label_box(REACHED)


def test_the_words_of_the_goal_stand_at_the_end_that_is_free(chart: SeriesChart) -> None:
    oldest = words_of_the_goal(chart, 0.6, 0.6, 0.6, 0.6, 1.0)
    newest = words_of_the_goal(chart, 0.98, 0.6, 0.6, 0.6, 0.6)
    assert oldest is not None
    assert newest is not None
    assert oldest.right() < newest.left()


def test_the_words_of_the_goal_touch_no_point_line_or_interval(chart: SeriesChart) -> None:
    assert words_of_the_goal(chart, 0.98, 0.98, 0.98, 0.98, 0.98) is None
    lines = (Point(-0.4, 0.8), Point(0.35, 1.0), Point(3.7, 1.0), Point(4.4, 0.8))
    intervals = tuple(Point(n, 0.6, 0.5, 1.0) for n in range(5))
    for points in (lines, intervals):
        data = ChartData(DAYS, SHARES, (Series(Side.LEFT, points),), REACHED)
        plot = Plot.fit(data, chart.width(), chart.height(), mirrored=False)
        assert plot.band_label_box(REACHED) is None


def test_a_missed_day_leaves_a_gap_in_the_line(chart: SeriesChart) -> None:
    def middle(joined: bool) -> bool:
        points = (Point(0, 3.5), Point(4, 3.5, joined=joined))
        data = ChartData(DAYS, SECONDS, (Series(Side.LEFT, points),))
        chart.show_data(data)
        plot = Plot.fit(data, chart.width(), chart.height(), mirrored=False)
        return near(picture(chart), QPointF(plot.x(2), plot.y(3.5)), theme().colour("left"))

    assert middle(joined=True)
    assert not middle(joined=False)


def test_labels_of_days_never_touch_at_any_width(look: QApplication, qtbot: QtBot) -> None:
    """Painting at the smallest size and 200 % text neither raises nor overlaps."""
    apply(look, Theme(CONTRAST, 2.0))
    chart = SeriesChart("Time to answer")
    qtbot.addWidget(chart)
    chart.show_data(DATA)
    for width in (chart.minimumSizeHint().width(), 500, 1600):
        chart.resize(width, chart.minimumSizeHint().height())
        assert picture(chart).width() == width


def test_without_points_it_says_so(chart: SeriesChart) -> None:
    chart.show_data(ChartData(DAYS, SECONDS, empty="Nothing yet."))
    assert chart.accessibleDescription() == "Nothing yet."
    assert chart.focusPolicy() is Qt.FocusPolicy.NoFocus
    chart.move_to(0)
    assert chart.stop == NO_STOP
    image = picture(chart)
    ink = sum(
        image.pixelColor(x, image.height() // 2) != image.pixelColor(0, 0)
        for x in range(image.width())
    )
    assert ink > 10


@pytest.mark.parametrize("points", [True, False])
def test_the_keyboard_is_seen_to_be_here(chart: SeriesChart, points: bool) -> None:
    if not points:  # a stop may be there without a figure: times that are not shown
        chart.show_data(replace(DATA, series=(), empty="Nothing to show."))
    chart.clearFocus()
    edge = QPoint(chart.width() // 2, 2)
    assert picture(chart).pixelColor(edge) != theme().colour("focus")
    chart.setFocus()
    assert picture(chart).pixelColor(edge) == theme().colour("focus")


# ---- reading it with keys, mouse and ears
def test_it_is_one_node_with_a_name_and_a_description(chart: SeriesChart) -> None:
    assert chart.accessibleName() == "Time to answer"
    assert chart.accessibleDescription() == "Left fell from 3.4 to 2.4 s."


def test_arrow_keys_walk_from_the_newest_day_and_say_what_is_there(chart: SeriesChart) -> None:
    key = Qt.Key
    for press, stop in (
        (key.Key_Left, 4),
        (key.Key_Left, 3),
        (key.Key_Right, 4),
        (key.Key_Right, 4),
        (key.Key_Home, 0),
        (key.Key_Left, 0),
        (key.Key_End, 4),
    ):
        QTest.keyClick(chart, press)
        assert chart.stop == stop
    assert chart.accessibleDescription().startswith("4 November. Left is 4.")
    QTest.keyClick(chart, key.Key_Escape)
    assert chart.stop == NO_STOP
    assert chart.accessibleDescription() == DATA.words


def test_arrow_keys_follow_the_reading_direction(chart: SeriesChart) -> None:
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    chart.move_to(2)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.stop == 3


def test_enter_and_double_click_open_a_day(chart: SeriesChart) -> None:
    opened: list[int] = []
    chart.opened.connect(opened.append)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened == []  # nothing is chosen yet
    chart.move_to(1)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    plot = Plot.fit(DATA, chart.width(), chart.height(), mirrored=False)
    place = QPointF(plot.x(3), 50).toPoint()
    QTest.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=place)
    assert opened == [1, 3]


def test_the_mouse_finds_the_nearest_day_and_leaves_nothing_behind(
    chart: SeriesChart, qapp: QApplication
) -> None:
    plot = Plot.fit(DATA, chart.width(), chart.height(), mirrored=False)
    at = QPointF(plot.x(2) + 8, 40)
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    chart.clearFocus()
    before = picture(chart)
    qapp.sendEvent(chart, move)
    assert chart.stop == 2
    assert picture(chart) != before
    qapp.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert chart.stop == NO_STOP
    assert picture(chart) == before


# ---- one figure
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_an_interval_lies_between_its_ends(
    look: QApplication, qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    scale = Scale(0, 5, (Tick(0, "0 s"), Tick(5, "5 s")))
    bar = IntervalBar(Side.LEFT, Estimate(2.0, 1.0, 4.0), scale, GOAL, "2.0 s, likely 1 to 4")
    qtbot.addWidget(bar)
    bar.setLayoutDirection(direction)
    bar.resize(516, bar.sizeHint().height())
    image, colour = picture(bar), theme().colour("left")

    def at(value: float) -> QPointF:
        share = value / 5
        if direction is Qt.LayoutDirection.RightToLeft:
            share = 1 - share
        return QPointF(8 + share * 500, 15)

    assert all(near(image, at(value), colour) for value in (1.2, 2.0, 3.8))
    assert not any(near(image, at(value), colour) for value in (0.8, 4.2))
    assert bar.accessibleName() == "2.0 s, likely 1 to 4"


def test_a_figure_without_interval_or_none_at_all_is_painted(
    look: QApplication, qtbot: QtBot
) -> None:
    scale = Scale(0, 5, (Tick(0, "0 s"), Tick(5, "5 s")))
    seen = []
    for estimate in (None, Estimate(2.0, None, None)):
        bar = IntervalBar(Side.RIGHT, estimate, scale, GOAL, "words")
        qtbot.addWidget(bar)
        bar.resize(300, bar.sizeHint().height())
        seen.append(picture(bar))
    assert seen[0] != seen[1]


# ---- legend
def test_the_legend_breaks_its_line_where_the_room_ends(look: QApplication, qtbot: QtBot) -> None:
    entries = tuple(Entry(sign, sign.name) for sign in Sign)
    legend = Legend(entries)
    qtbot.addWidget(legend)
    wide = legend.sizeHint()
    assert legend.heightForWidth(wide.width()) == wide.height()
    assert legend.heightForWidth(wide.width() // 2) >= 2 * wide.height()
    assert legend.accessibleName() == "LEFT, RIGHT, CHECK_UP, GOAL, CHANGE"
    legend.resize(wide.width(), wide.height())
    straight = picture(legend)
    legend.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert picture(legend) != straight


def test_everything_grows_with_the_text(look: QApplication, qtbot: QtBot) -> None:
    chart = SeriesChart("Time to answer")
    qtbot.addWidget(chart)
    small = chart.minimumSizeHint()
    apply(look, Theme(LIGHT, 2.0))
    assert chart.minimumSizeHint() == small * 2
