"""The text of a QR code in a picture file: a photograph, a scan, or the picture itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np

from gmi_app.devices.opencv import cv2

MOST_BYTES: Final = 30 * 2**20
"""A photograph of a telephone has less."""
MOST_PIXELS: Final = 200_000_000
_WIDEST: Final = (2000, 1200, 800, 640, 3000, 500)
"""Pixels of the longer side at which the code is looked for, one after the other: a large picture
is slow, and in a noisy one a smaller copy is often found sooner. Ours, tried on photographs."""
_TURNS: Final = (10, 20)
"""Degrees. Ours: each of them read all 14 saved codes, of 1,523, that were missed upright."""
_TURNED_WIDE: Final = 1200
_TURNED_SHARE: Final = 0.8
"""So that no corner is cut off."""


def read_qr(path: Path) -> str | None:
    """The text, None where no code can be read. Takes up to a second: never on the GUI thread.

    Raises OSError for a file that cannot be read.
    """
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if not content or len(content) > MOST_BYTES:
        return None
    try:
        picture = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_GRAYSCALE)
        if picture is None or picture.size > MOST_PIXELS:
            return None
        detector = cv2.QRCodeDetector()
        for attempt in _attempts(picture):
            text: str = detector.detectAndDecode(attempt)[0]
            if text:
                return text
    except cv2.error:  # too large for its decoder, or a damaged picture
        return None
    return None


def _attempts(picture: Any) -> Iterator[Any]:
    """The picture in several sizes: as it is, in black and white, and a little softer; at last
    turned a little, since OpenCV misses one upright code in a hundred."""
    for most in dict.fromkeys(min(each, max(picture.shape)) for each in _WIDEST):
        smaller = _sized(picture, most)
        yield smaller
        yield cv2.threshold(smaller, 0, 255, cv2.THRESH_OTSU)[1]
        yield cv2.GaussianBlur(smaller, (5, 5), 0)
    smaller = _sized(picture, min(_TURNED_WIDE, max(picture.shape)))
    high, wide = smaller.shape
    for degrees in _TURNS:
        turn = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, _TURNED_SHARE)
        yield cv2.warpAffine(smaller, turn, (wide, high), borderValue=(255,))


def _sized(picture: Any, most: int) -> Any:
    """With ``most`` pixels on the longer side."""
    high, wide = picture.shape
    share = most / max(high, wide)
    size = (max(1, round(wide * share)), max(1, round(high * share)))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
