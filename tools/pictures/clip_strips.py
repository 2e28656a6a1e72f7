# SPDX-License-Identifier: GPL-3.0-or-later
"""Contact strips: every finished clip as a row of its frames, to see what is stiff or wrong.

python -m tools.pictures.clip_strips --out strips.png [--only hand/moving/turning] [--size 160]
"""

import argparse
from pathlib import Path

from PIL import Image, ImageDraw, ImageSequence

from .manifest import IMAGES
from .sheet import LABEL_HEIGHT


def frames_of(path: Path) -> list[Image.Image]:
    """All frames of a clip as RGB."""
    with Image.open(path) as clip:
        return [frame.convert("RGB") for frame in ImageSequence.Iterator(clip)]


def strips(paths: list[Path], size_px: int) -> Image.Image:
    """One row for each clip, its path below assets/images above it."""
    rows = [frames_of(path) for path in paths]
    height = size_px + LABEL_HEIGHT
    width = max((len(row) for row in rows), default=1) * size_px
    sheet = Image.new("RGB", (width, max(1, len(rows)) * height), "white")
    pen = ImageDraw.Draw(sheet)
    for number, (path, row) in enumerate(zip(paths, rows, strict=True)):
        pen.text((4, number * height + 2), path.relative_to(IMAGES).as_posix(), fill="black")
        for column, frame in enumerate(row):
            small = frame.resize((size_px, size_px), Image.Resampling.LANCZOS)
            sheet.paste(small, (column * size_px, number * height + LABEL_HEIGHT))
    return sheet


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("strips.png"))
    parser.add_argument("--only", default="", help="a part of the paths")
    parser.add_argument("--size", type=int, default=160)
    args = parser.parse_args()
    paths = sorted(IMAGES.glob("*/moving/*.webp"))
    strips([path for path in paths if args.only in path.as_posix()], args.size).save(args.out)


if __name__ == "__main__":
    main()
