"""How many of the core's branches the tests take: the number that coverage's own total hides.

``python -m gmi_app.bootstrap.branches 95 PATTERNS`` ends with 1 where it is under 95 per cent.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any


def sentence(totals: dict[str, Any], least: float) -> tuple[bool, str]:
    """Whether enough branches are covered (per cent), and the figures, from coverage's totals."""
    count, covered = totals["num_branches"], totals["covered_branches"]
    percent = 100 * covered / count if count else 100.0
    text = f"{covered} of {count} branches are covered: {percent:.1f} %, {least:g} % are needed"
    return percent >= least, text


def main(least: str, patterns: str) -> int:
    """Reads the data of the last run in this folder; prints the files that lack something, too."""
    coverage = [sys.executable, "-m", "coverage"]
    subprocess.run([*coverage, "report", f"--include={patterns}"], check=True)
    command = [*coverage, "json", "--quiet", "-o", "-", f"--include={patterns}"]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    enough, text = sentence(json.loads(answer)["totals"], float(least))
    print(text)
    return 0 if enough else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
