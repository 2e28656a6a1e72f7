"""Pictures of every screen for the user guide: ``python tools/screenshots.py OUT [NAME …]``.

The people and results in them are made up. Needs no display.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    if not arguments:
        print("usage: python tools/screenshots.py OUT [NAME …]", file=sys.stderr)
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    from PySide6.QtWidgets import QApplication

    from gmi_app.errors import GmiError
    from gmi_app.paths import pictures_folder
    from tests.ui import looks

    application = QApplication(sys.argv[:1])
    named = [name for name in looks.SCENES if any(name.startswith(a) for a in arguments[1:])]
    wanted = [look for look in looks.LOOKS if look.name in ("light", "dark", "contrast", "200")]
    try:
        made = looks.make_pictures(
            Path(arguments[0]), pictures_folder(), named or looks.SCENES, wanted
        )
    except GmiError as error:
        print(error.sentence, file=sys.stderr)
        return 1
    print(f"{len(made)} pictures in {arguments[0]}")
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
