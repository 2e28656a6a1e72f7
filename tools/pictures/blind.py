# SPDX-License-Identifier: GPL-3.0-or-later
"""A blind check: numbered sheets of pictures without names or labels, and a key apart from them.

Somebody who has not seen the key answers left or right for every number; `marked` counts. No
Blender here.
"""

import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from .jobs import OTHER
from .manifest import IMAGES, Row

SIZE_PX = 300
COLUMNS, ROWS = 5, 2
LABEL_PX = 18
QUESTIONS = {"neck": "neck: turned or tilted to", "back": "back: turned or bent to"}


@dataclass(frozen=True)
class Shown:
    """One picture as it is shown: `side` is the right answer, after mirroring."""

    number: int
    file: str
    part: str
    mirrored: bool
    round: bool
    side: str


def drawn(rows: Sequence[Row], count: int, seed: int) -> list[Shown]:
    """Stills at random, every part and set about as often, none twice, half of them mirrored by
    chance; the same for the same seed. Fewer than `count` where there are not as many."""
    chance = random.Random(f"blind/{seed}")
    kinds: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.file):
        if row.frames == "1":
            kinds[row.part, row.set].append(row)
    for mine in kinds.values():
        chance.shuffle(mine)
    order = sorted(kinds)
    chance.shuffle(order)
    longest = max((len(mine) for mine in kinds.values()), default=0)
    turns = [kinds[kind][n] for n in range(longest) for kind in order if n < len(kinds[kind])]
    chosen = turns[:count]
    chance.shuffle(chosen)
    out = []
    for number, row in enumerate(chosen, 1):
        flipped = chance.random() < 0.5
        side = OTHER[row.side] if flipped else row.side
        out.append(Shown(number, row.file, row.part, flipped, row.turnable == "yes", side))
    return out


def picture_of(shown: Shown, images: Path = IMAGES) -> Image.Image:
    """The picture as the program shows it: mirrored or not, round where it may be turned."""
    with Image.open(images / shown.file) as file:
        picture = file.convert("RGB").resize((SIZE_PX, SIZE_PX), Image.Resampling.LANCZOS)
    if shown.mirrored:
        picture = ImageOps.mirror(picture)
    if shown.round:
        mask = Image.new("L", (4 * SIZE_PX, 4 * SIZE_PX), 0)
        ImageDraw.Draw(mask).ellipse((0, 0, 4 * SIZE_PX - 1, 4 * SIZE_PX - 1), fill=255)
        ground = Image.new("RGB", picture.size, "white")
        mask = mask.resize(picture.size, Image.Resampling.LANCZOS)
        picture = Image.composite(picture, ground, mask)
    return picture


def write_sheets(shown: Sequence[Shown], folder: Path, images: Path = IMAGES) -> list[Path]:
    """Sheets of ten in a folder, each picture with its number and what is asked of it."""
    folder.mkdir(parents=True, exist_ok=True)
    out = []
    each = COLUMNS * ROWS
    for first in range(0, len(shown), each):
        size = (COLUMNS * SIZE_PX, ROWS * (SIZE_PX + LABEL_PX))
        sheet = Image.new("RGB", size, "white")
        draw = ImageDraw.Draw(sheet)
        for place, one in enumerate(shown[first : first + each]):
            row, column = divmod(place, COLUMNS)
            x, y = column * SIZE_PX, row * (SIZE_PX + LABEL_PX)
            draw.text((x + 4, y + 3), f"{one.number}  {QUESTIONS.get(one.part, one.part)}", "black")
            sheet.paste(picture_of(one, images), (x, y + LABEL_PX))
        path = folder / f"sheet-{first // each + 1:02d}.png"
        sheet.save(path)
        out.append(path)
    return out


def write_key(shown: Sequence[Shown], path: Path) -> None:
    """The right answers, as JSON."""
    path.write_text(json.dumps([asdict(one) for one in shown], indent=1) + "\n", encoding="utf-8")


def marked(key: Path, answers: dict[int, str]) -> list[Shown]:
    """The pictures of a key that were answered wrongly or not at all."""
    shown = [Shown(**one) for one in json.loads(key.read_text(encoding="utf-8"))]
    return [one for one in shown if answers.get(one.number) != one.side]
