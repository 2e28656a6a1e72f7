"""Small clips for the tests: animated WebP files and their rows in a picture folder's list."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from gmi_app.pictures.catalogue import CLIP_COLUMNS, COLUMNS, MANIFEST

FRAMES, FPS, SIDE_PX = 5, 20.0, 96


def draw_clip(file: Path, frames: int = FRAMES, side_px: int = SIDE_PX) -> str:
    """A disc that goes to the right while it gets lighter; returns the file's hash."""
    images = []
    for number in range(frames):
        image = Image.new("RGB", (side_px, side_px), (40, 60, 80))
        x, tone = round(0.15 * side_px + number * 0.5 * side_px / frames), 80 + 35 * (number % 5)
        box = (x, 0.35 * side_px, x + 0.3 * side_px, 0.65 * side_px)
        ImageDraw.Draw(image).ellipse(box, fill=(tone, tone, tone))
        images.append(image)
    file.parent.mkdir(parents=True, exist_ok=True)
    first, *rest = images
    first.save(file, save_all=True, append_images=rest, lossless=True, duration=1000 // 12)
    return hashlib.sha256(file.read_bytes()).hexdigest()


def draw_clips(
    folder: Path,
    parts: Sequence[str] = ("hand",),
    *,
    turnable: bool = True,
    frames: int = FRAMES,
    fps: float = FPS,
    each: int = 1,
    side_px: int = SIDE_PX,
) -> Path:
    """Adds clips to a folder of pictures: of each part ``each`` times every side and direction, and
    of limbs some without a direction."""
    manifest = folder / MANIFEST
    known: list[dict[str, str]] = []
    if manifest.exists():
        with manifest.open(encoding="utf-8", newline="") as stream:
            known = list(csv.DictReader(stream))
    for part in parts:
        for number in range(each):
            for side in ("left", "right"):
                ways = (side,) if part in ("neck", "back") else ("left", "right", "")
                known += [
                    _row(folder, part, side, way, number, turnable, frames, fps, side_px)
                    for way in ways
                ]
    folder.mkdir(parents=True, exist_ok=True)
    with manifest.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [*COLUMNS, *CLIP_COLUMNS], restval="")
        writer.writeheader()
        writer.writerows(known)
    return folder


def _row(
    folder: Path,
    part: str,
    side: str,
    way: str,
    number: int,
    turnable: bool,
    frames: int,
    fps: float,
    side_px: int,
) -> dict[str, str]:
    name = f"{part}/moving/{side}_{way or 'still'}_{number}.webp"
    return {
        "file": name,
        "part": part,
        "side": side,
        "set": "plain",
        "posture": f"waving_{way}" if way else "tapping",
        "view": "back",
        "person": f"p{number}",
        "tone": "light",
        "sex": "female",
        "age_band": "adult",
        "turnable": "1" if turnable else "0",
        "licence": "CC0-1.0",
        "source": "test",
        "sha256": draw_clip(folder / name, frames, side_px),
        "frames": str(frames),
        "fps": f"{fps:g}",
        "direction": way,
    }
