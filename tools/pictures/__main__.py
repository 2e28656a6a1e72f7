# SPDX-License-Identifier: GPL-3.0-or-later
"""python -m tools.pictures COMMAND: draft, render, sheet, manifest or verify."""

import argparse
import os
import random
from pathlib import Path

from PIL import Image

from .jobs import ROUNDS, Job, in_order, job_list
from .ledger import Entry, add_entry, is_done, read_ledger, sha256_of
from .manifest import IMAGES, balance, faults, read_manifest, rows_of, write_manifest
from .sheet import contact_sheet


def _chosen(args: argparse.Namespace) -> list[Job]:
    jobs = job_list(args.rounds)
    for key in ("posture", "view", "person"):
        wanted = getattr(args, key)
        if wanted:
            jobs = [job for job in jobs if getattr(job, key) in wanted.split(",")]
    return jobs


def draft(args: argparse.Namespace) -> None:
    """Small, quick pictures of the jobs on one contact sheet."""
    from .renderer import DRAFT, shoot

    pictures = []
    for job in _chosen(args):
        shot = shoot(job, DRAFT, args.scratch)
        pictures.append((f"{job.name} {job.side}", shot.picture))
    contact_sheet(pictures, args.out, args.columns, DRAFT.size)


def render(args: argparse.Namespace) -> None:
    """Render what is not there yet; the manifest always names just what is there."""
    from .renderer import FINAL, shoot
    from .scene import save_webp

    known = {row.file for row in rows_of(job_list(args.rounds), read_ledger())}
    for path in IMAGES.rglob("*.webp"):
        if path.relative_to(IMAGES).as_posix() not in known:
            path.unlink()  # of a job that has changed

    part, parts = (int(n) for n in args.part.split("/"))
    for job in list(in_order(_chosen(args)))[part - 1 :: parts]:
        if is_done(job, read_ledger(), IMAGES):
            continue
        shot = shoot(job, FINAL, args.scratch)
        path = IMAGES / job.file
        save_webp(shot.picture, path)
        seconds = round(shot.seconds, 1)
        add_entry(Entry(job.file, job.hash, shot.side, seconds, sha256_of(path)))
        write_manifest(rows_of(job_list(args.rounds), read_ledger()))
        print(f"{job.name} {shot.side} {seconds} s {path.stat().st_size} B", flush=True)


def sheet(args: argparse.Namespace) -> None:
    """The finished pictures on one contact sheet."""
    pictures = []
    for job in _chosen(args):
        path = IMAGES / job.file
        if path.exists():
            pictures.append((f"{job.name} {job.side}", Image.open(path)))
    contact_sheet(pictures, args.out, args.columns, args.size)


def manifest(args: argparse.Namespace) -> None:
    """Write the manifest of what is there; say what is missing and how even it is."""
    jobs = job_list(args.rounds)
    rows = rows_of(jobs, read_ledger())
    write_manifest(rows)
    print(f"{len(rows)} of {len(jobs)} pictures")
    for column, values in balance(rows).items():
        print(column, values)
    for fault in faults(rows):
        print(fault)


def verify(args: argparse.Namespace) -> None:
    """Manifest against files, skeletons against sides, flipped pictures against mirrored hands."""
    from .verify import LARGEST_MEAN_DIFFERENCE, check_sides, flip_difference

    problems = faults(read_manifest())
    jobs = _chosen(args)
    print(f"{check_sides(jobs)} jobs show their side, mirrored and not")
    for job in random.Random(1).sample(jobs, min(args.flips, len(jobs))):
        difference = flip_difference(job, args.scratch)
        print(f"{job.name}: flipped against mirrored {difference:.2f} of 255")
        if difference > LARGEST_MEAN_DIFFERENCE:
            problems.append(f"{job.name}: a flipped picture is not the mirrored hand")
    for problem in problems:
        print(problem)
    raise SystemExit(1 if problems else 0)


COMMANDS = {f.__name__: f for f in (draft, render, sheet, manifest, verify)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.pictures", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="pictures in each cell")
    parser.add_argument("--posture", help="only these, separated by commas")
    parser.add_argument("--view", help="only these")
    parser.add_argument("--person", help="only these")
    parser.add_argument("--part", default="1/1", help="2/3: the second of three parts of a run")
    parser.add_argument("--scratch", type=Path, default=os.environ.get("PICTURES_SCRATCH"))
    parser.add_argument("--out", type=Path, default=Path("sheet.png"))
    parser.add_argument("--columns", type=int, default=10)
    parser.add_argument("--size", type=int, default=300)
    parser.add_argument("--flips", type=int, default=6, help="how many jobs verify flips")
    args = parser.parse_args()
    if args.command in ("draft", "render", "verify") and args.scratch is None:
        parser.error("name a folder with --scratch or PICTURES_SCRATCH")
    if args.scratch is not None:
        args.scratch = Path(args.scratch)
    COMMANDS[args.command](args)


if __name__ == "__main__":
    main()
