# SPDX-License-Identifier: GPL-3.0-or-later
"""python -m tools.pictures COMMAND: draft, render, sheet, manifest, verify, blind or mark."""

import argparse
import os
import random
from pathlib import Path

from PIL import Image

from .blind import drawn, marked, write_key, write_sheets
from .families import FAMILIES, Family, families
from .jobs import Job, in_order
from .ledger import Entry, add_entry, is_done, locked, read_ledger, sha256_of
from .manifest import IMAGES, balance, faults, put_rows, read_manifest, row_of, rows_of
from .sheet import contact_sheet
from .shot import save_shot

NARROW = {
    "part_of_body": "part",
    "set": "set",
    "posture": "posture",
    "view": "view",
    "person": "person",
}
Chosen = list[tuple[Family, Job]]


def _families(args: argparse.Namespace) -> list[Family]:
    there = families()
    names = args.family.split(",") if args.family else list(there)
    wanted = {
        f"{part}/{kind}"
        for part in (args.part_of_body or "").split(",")
        for kind in (args.set or "").split(",")
    }

    def may_hold(folder: str) -> bool:
        part, _, kind = folder.partition("/")
        # a clip has the set "plain", too
        kinds = {kind, ""} | ({"plain"} if kind == "moving" else set())
        return any(f"{p}/{k}" in wanted for p in (part, "") for k in kinds)

    return [there[name] for name in names if any(map(may_hold, there[name].folders))]


def _chosen(args: argparse.Namespace) -> Chosen:
    """The jobs that the command line asks for, with their families, in the order of the lists."""
    jobs = [(family, job) for family in _families(args) for job in family.jobs()]
    for argument, attribute in NARROW.items():
        wanted = getattr(args, argument)
        if wanted:
            jobs = [(f, job) for f, job in jobs if getattr(job, attribute) in wanted.split(",")]
    return jobs


def draft(args: argparse.Namespace) -> None:
    """Small, quick pictures of the jobs on one contact sheet."""
    pictures = []
    for family, job in _chosen(args):
        quality = family.quality("DRAFT")
        try:
            shot = family.shoot(job, quality, args.scratch)
        except AssertionError as fault:
            print(f"{job.file}: {fault}", flush=True)
            continue
        print(f"{job.file} {shot.side} {shot.seconds:.1f} s", flush=True)
        pictures.append((f"{job.name} {job.side}", shot.picture))
    contact_sheet(pictures, args.out, args.columns, args.size or 256)


def _prune(chosen: list[Family]) -> None:
    """Take away the pictures of jobs that are no more, in the folders of these families."""
    known = {job.file for family in chosen for job in family.jobs()}
    for path in IMAGES.rglob("*.webp"):
        file = path.relative_to(IMAGES).as_posix()
        if file not in known and any(family.owns(file) for family in chosen):
            path.unlink()
    with locked():
        gone = {
            row.file
            for row in read_manifest()
            if row.file not in known and any(family.owns(row.file) for family in chosen)
        }
        if gone:
            put_rows([], gone=gone)


def render(args: argparse.Namespace) -> None:
    """Render what is not there yet; the manifest always names just what is there."""
    _prune(_families(args))
    chosen = {job.file: (family, job) for family, job in _chosen(args)}
    ordered = list(in_order([job for _, job in chosen.values()]))
    share, of = (int(n) for n in args.share.split("/"))
    for job in ordered[share - 1 :: of]:
        if is_done(job, read_ledger(), IMAGES):
            continue
        family = chosen[job.file][0]
        shot = family.shoot(job, family.quality("FINAL"), args.scratch)
        path = IMAGES / job.file
        with locked():
            save_shot(shot, job, path)
            seconds = round(shot.seconds, 1)
            entry = Entry(job.file, job.hash, shot.side, seconds, sha256_of(path), shot.direction)
            add_entry(entry)
            put_rows([row_of(job, entry)])
        print(f"{job.name} {shot.side} {seconds} s {path.stat().st_size} B", flush=True)


def sheet(args: argparse.Namespace) -> None:
    """The finished pictures on one contact sheet."""
    pictures = []
    for _, job in _chosen(args):
        path = IMAGES / job.file
        if path.exists():
            pictures.append((f"{job.name} {job.side}", Image.open(path)))
    contact_sheet(pictures, args.out, args.columns, args.size or 300)


def manifest(args: argparse.Namespace) -> None:
    """Write the manifest of what is there; say what is missing and how even it is."""
    chosen = _families(args)
    _prune(chosen)
    jobs = [job for family in chosen for job in family.jobs()]
    with locked():
        rows = rows_of(jobs, read_ledger())
        put_rows(rows, gone={job.file for job in jobs})
    print(f"{len(rows)} of {len(jobs)} pictures")
    for column, values in balance(rows).items():
        print(column, values)
    for fault in faults(read_manifest()):
        print(fault)


def verify(args: argparse.Namespace) -> None:
    """Manifest against files, skeletons against sides, flipped pictures against mirrored jobs."""
    from .verify import LARGEST_MEAN_DIFFERENCE, check_side, flip_difference

    problems = faults(read_manifest())
    jobs = _chosen(args)
    for family, job in jobs:
        check_side(family, job)
    print(f"{len(jobs)} jobs show their side, mirrored and not")
    stills = [(family, job) for family, job in jobs if job.frames == 1]
    for family, job in random.Random(1).sample(stills, min(args.flips, len(stills))):
        difference = flip_difference(family, job, args.scratch)
        print(f"{job.file}: flipped against mirrored {difference:.2f} of 255")
        if difference > LARGEST_MEAN_DIFFERENCE[job.set]:
            problems.append(f"{job.file}: a flipped picture is not the mirrored one")
    for problem in problems:
        print(problem)
    raise SystemExit(1 if problems else 0)


def blind(args: argparse.Namespace) -> None:
    """Numbered sheets of random stills in the folder --out, without names; the key apart."""
    shown = drawn(read_manifest(), args.count, args.seed)
    for path in write_sheets(shown, args.out):
        print(path)
    write_key(shown, args.key)


def mark(args: argparse.Namespace) -> None:
    """Hold answers (lines of "number left|right" in --answers) against the key."""
    lines = args.answers.read_text(encoding="utf-8").split("\n")
    given = {int(words[0]): words[1] for words in map(str.split, lines) if len(words) == 2}
    wrong = marked(args.key, given)
    for one in wrong:
        print(f"{one.number} {one.file} {one.side}, answered {given.get(one.number, 'nothing')}")
    print(f"{len(wrong)} wrong")


COMMANDS = {f.__name__: f for f in (draft, render, sheet, manifest, verify, blind, mark)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.pictures", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--family", help=f"only these, separated by commas: {', '.join(FAMILIES)}")
    parser.add_argument("--part-of-body", help="only these: hand, foot, knee, ...")
    parser.add_argument("--set", help="only these: plain, context, busy")
    parser.add_argument("--posture", help="only these")
    parser.add_argument("--view", help="only these")
    parser.add_argument("--person", help="only these")
    parser.add_argument("--share", default="1/1", help="2/3: the second of three shares of a run")
    parser.add_argument("--scratch", type=Path, default=os.environ.get("PICTURES_SCRATCH"))
    parser.add_argument("--out", type=Path, default=Path("sheet.png"))
    parser.add_argument("--columns", type=int, default=10)
    parser.add_argument("--size", type=int, help="of one picture on a sheet, in pixels")
    parser.add_argument("--flips", type=int, default=6, help="how many jobs verify flips")
    parser.add_argument("--count", type=int, default=100, help="pictures of a blind check")
    parser.add_argument("--seed", type=int, default=1, help="of a blind check")
    parser.add_argument("--key", type=Path, default=Path("key.json"), help="of a blind check")
    parser.add_argument("--answers", type=Path, help="of a blind check")
    args = parser.parse_args()
    if args.command in ("draft", "render", "verify") and args.scratch is None:
        parser.error("name a folder with --scratch or PICTURES_SCRATCH")
    if args.scratch is not None:
        args.scratch = Path(args.scratch)
    COMMANDS[args.command](args)


if __name__ == "__main__":
    main()
