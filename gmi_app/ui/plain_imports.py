"""Qt, without a price on every import that follows.

Importing PySide6 puts its own function in the place of Python's ``__import__``. After each module
it reads that module's source, to find out whether ``from __feature__ import snake_case`` could
concern it: a tenth of the time to the first screen. Nothing here uses such features.
"""

from __future__ import annotations

import builtins


def import_qt() -> None:
    """Imports PySide6 and gives Python its own ``__import__`` back. To be called before anything
    else imports PySide6; later it does nothing."""
    usual = builtins.__import__
    import PySide6.QtCore  # noqa: F401  (for what it does on import)

    builtins.__import__ = usual
