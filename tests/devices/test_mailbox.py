"""Only the newest picture waits: a slow window skips pictures and never falls behind."""

from __future__ import annotations

from threading import Thread

from gmi_app.devices.mailbox import BUFFERS, Mailbox
from tests.cameras import breathe

SHAPE = (20, 30, 4)


def post(box: Mailbox, number: int) -> bool:
    pixels = box.blank(SHAPE)
    pixels[:] = number % 250
    return box.put(pixels, number)


def test_a_slow_window_gets_the_newest_and_is_woken_once() -> None:
    box = Mailbox()
    woken = [post(box, number) for number in range(1, 11)]
    assert woken == [True] + [False] * 9
    shown = box.take()
    assert shown is not None
    assert shown.captured_ns == 10
    assert (shown.pixels == 10).all()
    assert box.dropped == 9
    assert box.take() is None
    assert post(box, 11)


def test_what_is_being_painted_is_never_written() -> None:
    box = Mailbox()
    post(box, 1)
    painted = box.take()
    assert painted is not None
    for number in range(2, 20):
        post(box, number)
        assert (painted.pixels == 1).all()


def test_memory_stays_the_same_however_many_pictures_come() -> None:
    box = Mailbox()
    seen = set()
    for number in range(100):
        post(box, number % 250)
        shown = box.take() if number % 3 == 0 else None
        if shown is not None:
            seen.add(id(shown.pixels))
    assert len(seen) <= BUFFERS


def test_another_size_leaves_what_is_painted_alone() -> None:
    box = Mailbox()
    post(box, 1)
    painted = box.take()
    assert painted is not None
    other = box.blank((10, 10, 4))
    other[:] = 9
    box.put(other, 2)
    assert (painted.pixels == 1).all()
    shown = box.take()
    assert shown is not None
    assert shown.pixels.shape == (10, 10, 4)


def test_a_throttled_window_never_sees_an_old_picture() -> None:
    """A camera that is far quicker than the window: each picture that is taken was the newest when
    it was taken."""
    box = Mailbox()
    newest = [0]

    def film() -> None:
        for number in range(1, 2000):
            newest[0] = number
            post(box, number)

    camera = Thread(target=film)
    camera.start()
    last = 0
    while camera.is_alive() or last < 1999:
        before = newest[0]
        shown = box.take()
        if shown is not None:
            assert shown.captured_ns >= before - 1
            assert shown.captured_ns > last
            last = shown.captured_ns
        breathe(0.001)
    camera.join()
    assert box.dropped > 0
