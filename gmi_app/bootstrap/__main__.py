"""The words of the command line: run, test or bench, and what is handed on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from gmi_app.bootstrap import checks, display, environment, system
from gmi_app.errors import GmiError

USAGE = """\
usage: python3 -m gmi_app.bootstrap run   [--] [words for the program]
       python3 -m gmi_app.bootstrap test  [--] [words for pytest, which then runs alone]
       python3 -m gmi_app.bootstrap bench [--] [words for the benchmarks]

Installs what is missing first: system libraries (apt), a virtual environment (.venv in this
folder, or GMI_VENV) and the locked packages."""

NEEDS_PYTHON = (3, 11)

WITHOUT_WINDOW = frozenset(
    {"check", "demo", "export", "import", "invite", "patients", "report", "today"}
    | {"-h", "--help", "--version"}
)
"""Words of the program that work where there is no screen."""


def checkout() -> Path:
    """The folder of the source; raises GmiError in an installed program, which is ready already."""
    root = Path(__file__).resolve().parents[2]
    if not (root / "requirements").is_dir():
        raise GmiError(
            "This command belongs to a checkout of the source, and this is an installed copy, "
            "which is ready already. Type gmi-app to start it."
        )
    return root


def prepare(root: Path, purpose: environment.Purpose) -> Path:
    """Everything that must be there before ``purpose``; gives the interpreter that has it."""
    folder = environment.folder(root)
    ready = environment.is_ready(root, folder, purpose)
    packages = system.missing(for_tests=purpose == "test")
    if not ready:
        environment.check(folder)  # before anything is installed in vain
        if environment.lacks_pip(folder):
            packages.append(system.venv_package())
    if packages:
        system.install(packages)
    if not ready:
        environment.make(root, folder, purpose)
    return environment.interpreter(folder)


def run(root: Path, words: Sequence[str]) -> int:
    """Starts the program; where there is no screen, its demonstration without one."""
    python = prepare(root, "run")
    command = [str(python), "-m", "gmi_app", *words]
    surroundings = dict(os.environ)
    surroundings["PYTHONPATH"] = os.pathsep.join(
        [str(root), *filter(None, [surroundings.get("PYTHONPATH")])]
    )
    if not WITHOUT_WINDOW & set(words) and not display.is_there(surroundings):
        say("There is no screen here, so the demonstration runs without one.")
        command[3:] = ["demo"]  # it looks for a screen itself, and draws offscreen
    if os.name == "nt":  # there, exec returns to the shell before the program has ended
        return subprocess.run(command, env=surroundings, check=False).returncode
    sys.stdout.flush()
    os.execve(command[0], command, surroundings)


def test(root: Path, words: Sequence[str]) -> int:
    """Every check of the project, or pytest alone with the given words."""
    python = prepare(root, "test")
    if words:
        return checks.call(root, [str(python), "-m", "pytest", *words])
    return checks.run_all(root, python)


def bench(root: Path, words: Sequence[str]) -> int:
    """The benchmarks, which print a table."""
    python = prepare(root, "test")
    return checks.call(root, [str(python), "-m", "tests.benchmarks", *words])


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def main(argv: Sequence[str]) -> int:
    """The exit code of what was started; 1: the machine is not ready; 2: wrong words."""
    purposes = {"run": run, "test": test, "bench": bench}
    word, *words = argv or [""]
    if word in ("-h", "--help"):
        print(USAGE)
        return 0
    if word not in purposes:
        say(USAGE)
        return 2
    if sys.version_info < NEEDS_PYTHON:
        say(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
        return 1
    try:
        return purposes[word](checkout(), words[words[:1] == ["--"] :])
    except GmiError as error:
        say(error.sentence)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
