"""A clip's way through time: every frame has its time, and what was late is known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.laterality.playing import LATE, SECOND_NS, Playing, frame_at
from gmi_app.laterality.trial import Playback
from gmi_app.pictures.model import Picture, Side
from tests.unit import making

ONSET_NS = 7_000_000_000
HZ = 60.0
REFRESH_NS = round(SECOND_NS / HZ)


def clip(frames: int = 12, fps: float = 12.0, direction: Side | None = None) -> Picture:
    return replace(making.picture(), frames=frames, fps=fps, direction=direction)


def played(playing: Playing, until_ns: int, *, each_ns: int = 0) -> list[tuple[int, int]]:
    """Wakes it whenever it asks for it, until a moment; frames and when they were shown. Showing
    one takes ``each_ns``."""
    seen = []
    now_ns = ONSET_NS
    while playing.wake_ns is not None and playing.wake_ns <= until_ns:
        now_ns = max(now_ns, playing.wake_ns)
        frame = playing.due(now_ns)
        assert frame is not None
        now_ns += each_ns
        playing.shown(frame, now_ns)
        seen.append((frame.number, now_ns))
    return seen


def test_a_clip_without_a_direction_goes_there_and_back() -> None:
    frames = [frame_at(slot, 4, there_and_back=True) for slot in range(13)]
    assert frames == [0, 1, 2, 3, 2, 1, 0, 1, 2, 3, 2, 1, 0]
    two = [frame_at(slot, 2, there_and_back=True) for slot in range(5)]
    assert two == [0, 1, 0, 1, 0]


def test_a_clip_with_a_direction_is_played_once_and_holds_its_last_frame() -> None:
    frames = [frame_at(slot, 4, there_and_back=False) for slot in range(7)]
    assert frames == [0, 1, 2, 3, 3, 3, 3]
    playing = Playing(clip(direction=Side.LEFT), ONSET_NS, HZ)
    seen = played(playing, ONSET_NS + 60 * SECOND_NS)
    assert [number for number, _ in seen] == list(range(1, 12))
    assert playing.wake_ns is None
    assert playing.due(ONSET_NS + 60 * SECOND_NS) is None
    assert playing.playback(ONSET_NS + 60 * SECOND_NS) == Playback(12)


def test_frames_come_at_their_times_from_the_onset() -> None:
    playing = Playing(clip(), ONSET_NS, HZ)
    seen = played(playing, ONSET_NS + 2 * SECOND_NS)
    assert len(seen) == 24
    for slot, (number, shown_ns) in enumerate(seen, 1):
        assert shown_ns == ONSET_NS + round(slot * SECOND_NS / 12)
        assert number == frame_at(slot, 12, there_and_back=True)


def test_being_a_little_late_does_not_add_up() -> None:
    playing = Playing(clip(), ONSET_NS, HZ)
    late_ns = 5_000_000
    seen = played(playing, ONSET_NS + 10 * SECOND_NS, each_ns=late_ns)
    assert all(
        shown_ns == ONSET_NS + round(slot * SECOND_NS / 12) + late_ns
        for slot, (_, shown_ns) in enumerate(seen, 1)
    )
    assert playing.playback(seen[-1][1]) == Playback(121, 0, 0, late_ns)


@pytest.mark.parametrize(("share", "late"), [(0.99, 0), (1.01, 1)])
def test_a_frame_is_late_from_more_than_1_2_refresh_intervals_on(share: float, late: int) -> None:
    playing = Playing(clip(), ONSET_NS, HZ)
    due_ns = playing.time_of(1)
    frame = playing.due(due_ns)
    assert frame is not None
    lateness_ns = round(share * LATE * REFRESH_NS)
    playing.shown(frame, due_ns + lateness_ns)
    assert playing.playback(due_ns + lateness_ns) == Playback(2, late, 0, lateness_ns)


def test_frames_whose_time_is_over_are_dropped_and_never_queued() -> None:
    playing = Playing(clip(), ONSET_NS, HZ)
    now_ns = playing.time_of(4) + 1_000_000
    frame = playing.due(now_ns)
    assert frame is not None
    assert (frame.slot, frame.number) == (4, 4)
    playing.shown(frame, now_ns)
    assert playing.playback(now_ns) == Playback(2, 3, 3, 1_000_000)
    assert playing.wake_ns == playing.time_of(5)


def test_a_frame_that_comes_when_its_slot_is_over_is_late_on_a_slow_screen() -> None:
    playing = Playing(clip(fps=24.0), ONSET_NS, 20.0)
    due_ns = playing.time_of(1)
    frame = playing.due(due_ns)
    assert frame is not None
    playing.shown(frame, playing.time_of(2))  # within 1.2 intervals of 50 ms
    assert playing.playback(playing.time_of(2)).late == 1


def test_frames_that_were_due_when_the_answer_came_count_as_dropped() -> None:
    playing = Playing(clip(), ONSET_NS, HZ)
    assert playing.playback(playing.time_of(1)) == Playback(1)
    just = playing.time_of(1) + round(LATE * REFRESH_NS) + 1
    assert playing.playback(just) == Playback(1, 1, 1)
    assert playing.playback(playing.time_of(5) + round(LATE * REFRESH_NS) + 1).dropped == 5


def test_the_same_frame_is_not_shown_twice() -> None:
    playing = Playing(clip(), ONSET_NS, HZ)
    frame = playing.due(playing.time_of(2))
    assert frame is not None
    playing.shown(frame, playing.time_of(2))
    before = playing.playback(playing.time_of(2))
    playing.shown(frame, playing.time_of(2) + 5)
    assert playing.playback(playing.time_of(2)) == before
    assert playing.due(playing.time_of(2)) is None
    assert playing.due(ONSET_NS - 5) is None


CLIPS = st.builds(clip, st.integers(2, 40), st.floats(1.0, 60.0), st.none() | st.sampled_from(Side))


@given(CLIPS, st.integers(1, 500))
def test_a_frame_is_due_at_its_time_and_not_before(picture: Picture, slot: int) -> None:
    last = picture.frames - 1
    held = picture.direction is not None
    slot = min(slot, last) if held else slot
    playing = Playing(picture, ONSET_NS, HZ)
    frame = playing.due(playing.time_of(slot))
    assert frame is not None
    assert frame.slot == slot
    before = playing.due(playing.time_of(slot) - 1)
    assert (before.slot if before is not None else 0) == slot - 1


@given(CLIPS, st.lists(st.integers(0, 300_000_000), max_size=40))
def test_whatever_the_delays_every_slot_is_shown_or_dropped(
    picture: Picture, delays_ns: list[int]
) -> None:
    playing = Playing(picture, ONSET_NS, HZ)
    slots, now_ns, worst_ns = [0], ONSET_NS, 0
    for delay_ns in delays_ns:
        if playing.wake_ns is None:
            break
        now_ns = max(now_ns, playing.wake_ns) + delay_ns
        frame = playing.due(now_ns)
        assert frame is not None
        playing.shown(frame, now_ns)
        assert playing.time_of(frame.slot) <= now_ns
        slots.append(frame.slot)
        worst_ns = max(worst_ns, now_ns - playing.time_of(frame.slot))
    found = playing.playback(now_ns)
    assert slots == sorted(set(slots))
    assert found.shown == len(slots)
    assert found.shown + found.dropped == slots[-1] + 1
    assert found.dropped <= found.late <= found.dropped + found.shown - 1 or found.late == 0
    assert found.worst_ns == worst_ns
