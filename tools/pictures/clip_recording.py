# SPDX-License-Identifier: GPL-3.0-or-later
"""Rendered pictures become the recording with which the mirror can be tried without a camera.

python -m tools.pictures.clip_recording FOLDER

Motion JPEG in an AVI file, because OpenCV itself reads and writes it on every platform. No Blender
here; it needs OpenCV, which the renderer does not.
"""

import sys
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "assets/images/mirror/two-hands.avi"
SIZE_PX = (640, 480)
FPS = 15
JPEG_QUALITY = 34  # on the scale of OpenCV's own writer; 43 dB
CLOSING, TURNING = 16, 20  # frames one way
HOLD = 4  # frames at each end


def playing_order() -> list[int]:
    """The numbers of the pictures in the order in which they are shown: closing and opening, then
    turning over and back. The end joins the beginning."""
    order: list[int] = []
    for first, count in ((0, CLOSING), (CLOSING, TURNING)):
        there = list(range(first, first + count))
        order += [first] * HOLD + there + [there[-1]] * HOLD + there[::-1]
    return order


def write(folder: Path, path: Path = FILE) -> None:
    """Write the recording from the pictures 00.png, 01.png … in a folder; a broken run leaves no
    half file."""
    import cv2

    pictures = [cv2.imread(str(folder / f"{n:02d}.png")) for n in range(CLOSING + TURNING)]
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name("part-" + path.name)
    kind = cv2.VideoWriter.fourcc(*"MJPG")
    writer = cv2.VideoWriter(str(part), cv2.CAP_OPENCV_MJPEG, kind, FPS, SIZE_PX)
    writer.set(cv2.VIDEOWRITER_PROP_QUALITY, JPEG_QUALITY)
    for number in playing_order():
        writer.write(pictures[number])
    writer.release()
    part.replace(path)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
    print(f"{FILE} {FILE.stat().st_size} B")
