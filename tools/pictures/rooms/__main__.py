# SPDX-License-Identifier: GPL-3.0-or-later
"""python -m tools.pictures.rooms --out sheet.png: every spot, small, with a stand-in."""

import argparse
import os
import time
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from ..nodes import simple_material
from ..people import TONES
from ..scene import empty_scene, render_rgba
from . import SPOTS, look_at, place, spot
from .shapes import Shape, ball
from .stage import mesh_of

SIZES = {"top": 9.0, "floor": 13.0, "seat": 30.0, "step": 13.0}


def _stand_in(radius: float, tone: str) -> np.ndarray:
    from ..mesh import link

    shape = ball(radius, 0.6, 48)
    shape = Shape(shape.vertices * [0.5, 1, 0.6], shape.faces)
    mesh = mesh_of(shape, "subject")
    mesh.materials.append(simple_material("subject", TONES[tone].back, 0.5))
    link("subject", mesh)
    return shape.vertices


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("rooms.png"))
    parser.add_argument("--place", default="")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=256)
    parser.add_argument("--samples", type=int, default=6)
    parser.add_argument("--busy", action="store_true")
    parser.add_argument("--tone", default="medium")
    parser.add_argument("--radius", type=float, default=0.0)
    args = parser.parse_args()
    scratch = Path(os.environ["PICTURES_SCRATCH"])
    scratch.mkdir(parents=True, exist_ok=True)
    pictures = []
    for name, spots in SPOTS.items():
        if args.place and name not in args.place.split(","):
            continue
        for one in spots:
            started = time.process_time()
            facts = spot(name, one)
            elevation = np.mean(facts.elevations) - 4
            empty_scene(args.size, args.samples)
            points = _stand_in(args.radius or SIZES[facts.kind], args.tone)
            camera = look_at(points, 12.0, float(elevation), 0.5)
            place(name, one, args.seed, camera, points, "left", args.tone, args.busy)
            picture = render_rgba(scratch / f"room-{os.getpid()}.png").convert("RGB")
            seconds = time.process_time() - started
            ImageDraw.Draw(picture).text((4, 2), f"{name} {one} {seconds:.1f}s", fill="red")
            pictures.append(picture)
    columns = min(5, len(pictures))
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (columns * args.size, rows * args.size))
    for i, picture in enumerate(pictures):
        sheet.paste(picture, (i % columns * args.size, i // columns * args.size))
    sheet.save(args.out)


if __name__ == "__main__":
    main()
