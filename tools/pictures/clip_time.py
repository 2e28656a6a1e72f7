# SPDX-License-Identifier: GPL-3.0-or-later
"""When each part of a movement is where: easing, delays and bumps. No Blender here.

A clip shows FRAMES pictures at FPS a second. Clips without a direction are played there and back,
so their ends are turning points and need no pause of their own; clips with a direction are played
once and hold the last frame.
"""

FRAMES = 12
FPS = 12


def frame_times(frames: int = FRAMES) -> list[float]:
    """The share (0 to 1) of the movement's time at which each frame is taken."""
    return [i / (frames - 1) for i in range(frames)]


def ease(time: float) -> float:
    """The share (0 to 1) of the way at a time: slow at both ends, no jump in speed inside.

    A third-degree step, close to a swinging arm. The fifth-degree one that reaching hands have
    (Flash & Hogan 1985, J Neurosci 5:1688) would spend the first and last two of twelve frames on
    the spot, which looks like a stop when a clip is played there and back.
    """
    t = min(1.0, max(0.0, time))
    return t * t * (3 - 2 * t)


def delayed(time: float, start: float, end: float) -> float:
    """Like ease, for a part that moves only between two times."""
    return ease((time - start) / (end - start))


def bump(time: float, centre: float, width: float) -> float:
    """0, up to 1 at the centre, and 0 again; `width` is the time from 0 to 1."""
    away = abs(time - centre) / width
    return 1 - ease(away)


def mixed(a: float, b: float, share: float) -> float:
    """a at share 0, b at share 1."""
    return a + (b - a) * share
