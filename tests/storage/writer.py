"""A process that answers set after set until it is killed, and says what the journal has kept.

``python -m tests.storage.writer FOLDER`` waits for a line, then prints a line after each durable
fact: ``begun SESSION``, ``answered SESSION INDEX``, ``ended SESSION``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.storage import making

PER_SESSION = 12


def main(folder: Path) -> None:
    print("ready", flush=True)
    sys.stdin.readline()
    data = making.opened(folder)
    anna = data.journal.patients()[0]
    while True:
        session = making.session(anna)
        data.journal.begin(session)
        print("begun", session.id, flush=True)
        for trial in making.trials(session, PER_SESSION):
            data.journal.add_trial(trial)
            print("answered", session.id, trial.index, flush=True)
        data.journal.end(making.end(session))
        print("ended", session.id, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
