"""A camera on its thread: a recording through the real cv2.VideoCapture, and every fault."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest

from gmi_app.devices import opencv
from gmi_app.devices.camera import CameraThread
from gmi_app.devices.camera_names import index_of
from gmi_app.devices.camera_source import (
    CameraTrouble,
    Opener,
    device,
    first_open,
    opener_of,
    recording,
)
from gmi_app.errors import GmiError
from gmi_app.mirror.camera import CameraName, CameraState, Moved
from gmi_app.mirror.settings import ViewMode, ViewSettings
from gmi_app.pictures.model import Side
from tests.cameras import FaultyCamera, breathe, hands, wait_until, write_recording

ROOM = (320, 240)

running = pytest.mark.slow  # a camera runs on its thread, at its own pace


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_recording(tmp_path_factory.mktemp("film") / "hands.avi", frames=12)


@pytest.fixture
def cameras() -> Iterator[list[CameraThread]]:
    opened: list[CameraThread] = []
    yield opened
    for camera in opened:
        camera.close()


def begin(cameras: list[CameraThread], opener: Opener, **named: Any) -> CameraThread:
    camera = CameraThread(opener, retry_s=0.02, **named)
    cameras.append(camera)
    camera.show(ViewSettings(mode=ViewMode.BOTH), ROOM)
    camera.start(lambda: None)
    return camera


def wait_for(camera: CameraThread, state: CameraState) -> None:
    wait_until(lambda: camera.news().state is state)


@running
def test_a_recording_is_played_over_and_over_at_its_own_rate(
    film: Path, cameras: list[CameraThread]
) -> None:
    camera = begin(cameras, recording(film))
    times: list[int] = []
    while len(times) < 30:  # it has 12 frames
        shown = camera.take()
        if shown is not None:
            times.append(shown.captured_ns)
        breathe(0.001)
    assert camera.news().state is CameraState.LIVE
    assert camera.news().detail == "recording, 320x240 at 30 Hz"
    steps = np.diff(times) / 1e6
    assert np.median(steps) == pytest.approx(1000 / 30, abs=8)


@running
def test_the_picture_is_the_recordings_and_mirrored(
    film: Path, cameras: list[CameraThread]
) -> None:
    camera = begin(cameras, recording(film))
    wait_until(lambda: camera.mailbox.dropped)
    shown = camera.take()
    assert shown is not None
    picture = shown.pixels
    assert picture.shape == (120, 320, 4)
    assert np.array_equal(picture, picture[:, ::-1])
    background = hands(0)[5, 3]
    assert np.abs(picture[5, 163, :3].astype(int) - background).max() < 30


@running
def test_a_film_that_is_none_is_told(tmp_path: Path, cameras: list[CameraThread]) -> None:
    wrong = tmp_path / "words.avi"
    wrong.write_text("no film")
    wait_for(begin(cameras, recording(wrong)), CameraState.WRONG_FORMAT)
    wait_for(begin(cameras, recording(tmp_path / "gone.avi")), CameraState.NOT_FOUND)


@running
@pytest.mark.parametrize(
    "fault",
    [
        CameraState.NOT_FOUND,
        CameraState.IN_USE,
        CameraState.NO_PERMISSION,
        CameraState.WRONG_FORMAT,
        CameraState.BLACK,
        CameraState.FROZEN,
    ],
)
def test_a_fault_from_the_beginning_is_told_and_mends_itself(
    fault: CameraState, cameras: list[CameraThread]
) -> None:
    source = FaultyCamera(fault)
    camera = begin(cameras, source)
    wait_for(camera, fault)
    source.fault = None
    wait_for(camera, CameraState.LIVE)
    assert camera.news().detail == source.detail


@running
@pytest.mark.parametrize(
    "fault",
    [CameraState.LOST, CameraState.WRONG_FORMAT, CameraState.BLACK, CameraState.FROZEN],
)
def test_a_fault_in_the_middle_is_told_and_pictures_come_again(
    fault: CameraState, cameras: list[CameraThread]
) -> None:
    source = FaultyCamera()
    camera = begin(cameras, source)
    wait_for(camera, CameraState.LIVE)
    source.fault = fault
    seen = {fault, CameraState.NOT_FOUND} if fault is CameraState.LOST else {fault}
    wait_until(lambda: camera.news().state in seen)
    source.fault = None
    wait_for(camera, CameraState.LIVE)
    camera.take()
    wait_until(lambda: camera.take() is not None)
    if fault is CameraState.LOST:
        assert source.opened >= 2
        assert source.released >= 1


@running
def test_a_driver_that_hangs_is_frozen_and_goes_on(cameras: list[CameraThread]) -> None:
    source = FaultyCamera()
    camera = begin(cameras, source)
    wait_for(camera, CameraState.LIVE)
    source.hanging.set()
    begun = time.monotonic()
    wait_for(camera, CameraState.FROZEN)
    assert time.monotonic() - begun > 0.5
    source.hanging.clear()
    wait_for(camera, CameraState.LIVE)


@running
def test_a_recording_of_a_still_table_is_not_frozen(cameras: list[CameraThread]) -> None:
    source = FaultyCamera(CameraState.FROZEN, alive=False)
    camera = begin(cameras, source)
    wait_for(camera, CameraState.LIVE)
    begun = time.monotonic()
    while time.monotonic() - begun < 1.3:
        assert camera.news().state is CameraState.LIVE
        breathe(0.01)


@running
def test_closing_while_a_camera_hangs_does_not_wait_for_it(
    cameras: list[CameraThread],
) -> None:
    source = FaultyCamera()
    camera = begin(cameras, source)
    wait_for(camera, CameraState.LIVE)
    source.hanging.set()
    camera.close()
    assert source.hanging.is_set()  # and yet it is closed
    source.hanging.clear()


@running
def test_the_half_that_moves_is_found(tmp_path: Path, cameras: list[CameraThread]) -> None:
    for moving in Side:
        path = write_recording(tmp_path / f"{moving}.avi", moving=moving, frames=30)
        camera = begin(cameras, recording(path))
        camera.watch_movement(True)
        looks: list[Moved] = []
        while len(looks) < 10:
            looks += camera.moved()
            breathe(0.005)
        left, right = sum(x.left for x in looks), sum(x.right for x in looks)
        assert (left > right * 5) is (moving is Side.LEFT)
        assert (right > left * 5) is (moving is Side.RIGHT)


# ---- choosing
def test_a_source_is_an_index_a_name_or_a_file(film: Path) -> None:
    cameras = [CameraName("Built-in", 0), CameraName("Logitech C920", 2)]
    assert callable(opener_of("3", cameras))
    assert callable(opener_of("logitech", cameras))
    assert callable(opener_of(str(film), []))
    assert callable(opener_of("", []))
    with pytest.raises(GmiError, match=r"no camera and no file called owl.*Built-in, Logitech"):
        opener_of("owl", cameras)
    with pytest.raises(GmiError, match="no camera was found"):
        opener_of("owl", [])


def test_names_lead_to_opencvs_numbers() -> None:
    assert index_of("/dev/video4", 1) == 4
    assert index_of("\\\\?\\usb#vid_046d", 1) == 1


def test_a_camera_that_is_there_but_does_not_open_is_in_use() -> None:
    answers: list[tuple[Callable[[int], bool], CameraState]] = [
        (lambda _: True, CameraState.IN_USE),
        (lambda _: False, CameraState.NOT_FOUND),
    ]
    for exists, state in answers:
        with pytest.raises(CameraTrouble) as trouble:
            device(97, exists=exists)(Event())
        assert trouble.value.state is state


class Handle:
    """What a back end opens."""

    def __init__(self) -> None:
        self.released = Event()

    def release(self) -> None:
        self.released.set()


def test_the_second_back_end_is_tried_when_the_first_fails_or_takes_too_long() -> None:
    second, late, go = Handle(), Handle(), Event()

    def slow() -> Handle:
        go.wait(5)
        return late

    assert first_open([lambda: None, lambda: second], 1, Event()) is second
    assert first_open([slow, lambda: second], 0.05, Event()) is second
    assert not late.released.is_set()  # nobody waited for it
    go.set()
    assert late.released.wait(2)
    first = Handle()
    assert first_open([lambda: first, lambda: second], 1, Event()) is first
    assert first_open([lambda: None, lambda: None], 1, Event()) is None


def test_opening_is_given_up_when_nobody_wants_it() -> None:
    stop, go = Event(), Event()
    stop.set()

    def slow() -> Handle:
        go.wait(5)
        return Handle()

    assert first_open([slow, Handle], 5, stop) is None
    go.set()


def test_opencv_leaves_qt_alone() -> None:
    assert opencv.cv2.__name__ == "cv2"
    assert "QT_QPA_PLATFORM_PLUGIN_PATH" not in os.environ
    assert "QT_QPA_FONTDIR" not in os.environ
