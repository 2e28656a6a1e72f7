"""Reads the mirrored time off the screen, from outside: how old is what is shown?

``python -m tests.benchmarks.mirror_watch FOLDER WIDTH SECONDS OUT`` writes a JSON list of ages in
milliseconds, one for each new frame.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from tests.benchmarks import mirror_code
from tests.benchmarks.watched_screen import pixels, precise

POLL_S = 150e-6
WARM_UP_S = 1.5
PATIENCE_S = 30.0
OLDEST_MS = 2000.0


def main(folder: str, width: str, seconds: str, out: str) -> None:
    precise()
    screen = pixels(Path(folder))[:, :, 1]
    rows, columns = mirror_code.places(int(width), mirrored=True)
    ages: list[float] = []
    last, first_s = None, None
    end_s = time.monotonic() + PATIENCE_S
    while (now_s := time.monotonic()) < end_s:
        code = mirror_code.read(screen[rows, columns])
        if code is not None and code != last:
            age_ms = mirror_code.age_ms(code)
            if first_s is None:
                first_s, end_s = now_s, now_s + WARM_UP_S + float(seconds)
            elif now_s - first_s > WARM_UP_S and age_ms < OLDEST_MS:
                ages.append(age_ms)
            last = code
        time.sleep(POLL_S)
    Path(out).write_text(json.dumps(ages))


if __name__ == "__main__":
    main(*sys.argv[1:])
