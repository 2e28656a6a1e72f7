"""Which cameras there are, and whether the system lets the program use them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLoggingCategory, QObject, Qt

from gmi_app.devices.presence import QUIET
from gmi_app.mirror.camera import CameraName

DEVICE = "/dev/video"


def camera_names() -> list[CameraName]:
    """In the system's order; none where Qt's multimedia is missing. Needs a QApplication."""
    QLoggingCategory.setFilterRules(QUIET)
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError:
        return []
    found = []
    for order, camera in enumerate(QMediaDevices.videoInputs()):
        identity = bytes(camera.id().data()).decode(errors="replace")
        found.append(CameraName(camera.description(), index_of(identity, order)))
    return found


def watch_cameras(owner: QObject, changed: Callable[[], None]) -> None:
    """Calls ``changed`` when a camera was plugged in or unplugged, as long as ``owner`` lives."""
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError:
        return
    devices = QMediaDevices(owner)
    devices.videoInputsChanged.connect(changed)


def index_of(identity: str, order: int) -> int:
    """What OpenCV calls a camera: on Linux the number of its device, else its place in the list."""
    number = identity.removeprefix(DEVICE)
    return int(number) if identity.startswith(DEVICE) and number.isdecimal() else order


def ask_for_camera(owner: QObject, done: Callable[[bool], None]) -> None:
    """Asks the system for permission where it has to be asked for (macOS, some others); ``done``
    hears whether the camera may be used, at once where nobody needs to be asked."""
    application = QCoreApplication.instance()
    try:
        from PySide6.QtCore import QCameraPermission
    except ImportError:
        done(True)
        return
    assert application is not None
    permission = QCameraPermission()
    if application.checkPermission(permission) is Qt.PermissionStatus.Undetermined:
        application.requestPermission(
            permission, owner, lambda answer: done(answer.status() is _GRANTED)
        )
        return
    done(application.checkPermission(permission) is _GRANTED)


_GRANTED = Qt.PermissionStatus.Granted
