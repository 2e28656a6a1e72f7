"""The time as black and white blocks in a frame, so that it can be read off the screen again.

32 bits of monotonic time in hundredths of a millisecond and 8 of checksum, 8 x 5 blocks, in the
right half of the frame: the healthy one, shown as it is at the right and mirrored at the left.
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

BLOCK, COLUMNS, ROWS = 24, 8, 5
LEFT, TOP = 40, 60
"""From the line, and from the upper edge (pixels)."""
WRAP = 1 << 32


def now() -> int:
    return int(time.monotonic() * 1e5) % WRAP


def age_ms(code: int) -> float:
    return (now() - code) % WRAP / 100


def _checked(data: bytes) -> int:
    return (
        sum(byte * weight for byte, weight in zip(data, (3, 5, 7, 11), strict=True)) + 0x5A & 0xFF
    )


def stamp(frame: NDArray[np.uint8], code: int) -> None:
    """Draws the code into a frame, (height, width, 3)."""
    data = code.to_bytes(4, "big")
    bits = np.unpackbits(np.frombuffer(data + bytes([_checked(data)]), np.uint8))
    left = frame.shape[1] // 2 + LEFT
    for row, cells in enumerate(bits.reshape(ROWS, COLUMNS) * np.uint8(255)):
        line = np.repeat(cells, BLOCK * 3).reshape(COLUMNS * BLOCK, 3)
        top = TOP + row * BLOCK
        frame[top : top + BLOCK, left : left + COLUMNS * BLOCK] = line


def places(width: int, *, mirrored: bool) -> tuple[Any, Any]:
    """Rows and columns of the blocks' middles in a mirrored picture that is ``width`` wide."""
    columns = LEFT + BLOCK // 2 + np.arange(COLUMNS) * BLOCK
    rows = TOP + BLOCK // 2 + np.arange(ROWS) * BLOCK
    columns = width // 2 - 1 - columns if mirrored else width // 2 + columns
    return np.repeat(rows, COLUMNS), np.tile(columns, ROWS)


def read(samples: NDArray[np.uint8]) -> int | None:
    """The code, or None where there is none or a torn one."""
    data = np.packbits(samples > 128).tobytes()
    return int.from_bytes(data[:4], "big") if data[4] == _checked(data[:4]) else None
