"""OpenCV: the one place that imports it.

Its import points Qt at OpenCV's own plug-ins and fonts; both are put back at once. One thread is
enough for a mirror, and more of them would take the cores from the program.
"""

from __future__ import annotations

import os

_TOUCHED = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")
_before = {name: os.environ.get(name) for name in _TOUCHED}

import cv2  # noqa: E402

for _name, _value in _before.items():
    if _value is None:
        os.environ.pop(_name, None)
    else:
        os.environ[_name] = _value
cv2.setNumThreads(1)
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)  # what fails is told in sentences

__all__ = ["cv2"]
