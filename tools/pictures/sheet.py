# SPDX-License-Identifier: GPL-3.0-or-later
"""Contact sheets: many pictures on one, with their names below."""

from pathlib import Path

from PIL import Image, ImageDraw

LABEL_HEIGHT = 16


def contact_sheet(
    pictures: list[tuple[str, Image.Image]], path: Path, columns: int, size: int
) -> None:
    """Write a sheet of labelled pictures; each is shown as in the program's round frame."""
    columns = max(1, min(columns, len(pictures)))
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (columns * size, rows * (size + LABEL_HEIGHT)), "white")
    pen = ImageDraw.Draw(sheet)
    mask = Image.new("L", (size * 4, size * 4), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, size * 4 - 1, size * 4 - 1), fill=255)
    mask = mask.resize((size, size), Image.Resampling.LANCZOS)
    for i, (label, picture) in enumerate(pictures):
        x, y = i % columns * size, i // columns * (size + LABEL_HEIGHT)
        sheet.paste(picture.resize((size, size), Image.Resampling.LANCZOS), (x, y), mask)
        pen.text((x + 4, y + size + 2), label, fill="black")
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(path)
