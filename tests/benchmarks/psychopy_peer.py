"""The same task in PsychoPy, as its documentation has it: ``PYTHON psychopy_peer.py TRIALS OUT``.

ImageStim, callOnFlip for the onset, keyboard.Keyboard (PsychToolbox) for the answer. Run by an
interpreter that has PsychoPy; writes a CSV file with ``rt_ms``.
"""

from __future__ import annotations

import random
import sys
import time
from typing import Any


def main(trials: int, out: str) -> None:
    import numpy as np
    from psychopy import core, prefs, visual  # type: ignore[import-not-found, unused-ignore]

    prefs.hardware["keyboard"] = "ptb"
    from psychopy.hardware import keyboard  # type: ignore[import-not-found, unused-ignore]

    window = visual.Window(
        [1280, 800],
        pos=(0, 0),
        fullscr=False,
        color=(0.6549, 0.6549, 0.6549),
        units="pix",
        allowGUI=False,
        checkTiming=False,
    )
    texture = np.ones((512, 512), np.float32)
    texture[::20] = -1
    picture = visual.ImageStim(window, image=texture, size=(700, 700), units="pix")
    keys = keyboard.Keyboard(backend="ptb")
    for _ in range(10):
        window.flip()
    with open(out, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("rt_ms\n")
        _wait(window, 4.0)
        for _ in range(trials):
            _wait(window, random.uniform(0.3, 0.5))
            keys.clearEvents()
            picture.draw()
            window.callOnFlip(keys.clock.reset)
            window.flip()
            pressed: list[Any] = []
            while not pressed:
                picture.draw()
                window.flip()
                time.sleep(0.004)  # no vertical sync on a virtual screen: paced by hand
                pressed = keys.getKeys(["space"], waitRelease=False)
            file.write(f"{pressed[0].rt * 1000}\n")
            file.flush()
            window.flip()
    window.close()
    core.quit()


def _wait(window: object, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        window.flip()  # type: ignore[attr-defined]
        time.sleep(0.004)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
