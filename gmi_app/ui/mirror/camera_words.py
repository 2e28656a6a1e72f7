"""What is said of a camera that shows nothing: what happened, and what helps."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gmi_app.mirror.camera import CameraState

translate = QCoreApplication.translate


def told(state: CameraState) -> tuple[str, str]:
    """A title and a sentence; both empty while pictures come."""
    match state:
        case CameraState.OPENING:
            return (
                translate("camera", "Opening the camera"),
                translate("camera", "This can take some seconds."),
            )
        case CameraState.NOT_FOUND:
            return (
                translate("camera", "The camera cannot be found"),
                translate(
                    "camera",
                    "Nothing is lost. Plug it in, or unplug it and plug it in again. "
                    "It goes on by itself.",
                ),
            )
        case CameraState.IN_USE:
            return (
                translate("camera", "Another program is using the camera"),
                translate(
                    "camera",
                    "Nothing is lost. Close video calls and other camera programs. "
                    "It goes on by itself.",
                ),
            )
        case CameraState.NO_PERMISSION:
            return (
                translate("camera", "The camera may not be used"),
                translate(
                    "camera",
                    "This computer does not let the program see the camera. Allow it in the "
                    "system’s settings, under privacy and camera. Pictures are never saved.",
                ),
            )
        case CameraState.LOST:
            return (
                translate("camera", "The camera is gone"),
                translate(
                    "camera",
                    "Nothing is lost, the time stands still. Plug it in again. "
                    "It goes on by itself.",
                ),
            )
        case CameraState.WRONG_FORMAT:
            return (
                translate("camera", "The camera sends no picture that can be used"),
                translate(
                    "camera", "Nothing is lost. Choose another camera, or unplug it and try again."
                ),
            )
        case CameraState.BLACK:
            return (
                translate("camera", "The picture is black"),
                translate(
                    "camera",
                    "Nothing is lost. Open the camera’s cover, or make some light. "
                    "It goes on by itself.",
                ),
            )
        case CameraState.FROZEN:
            return (
                translate("camera", "The picture stands still"),
                translate(
                    "camera",
                    "Nothing is lost, the time stands still. Wait a moment, or unplug the camera "
                    "and plug it in again.",
                ),
            )
        case CameraState.LIVE:
            return "", ""
