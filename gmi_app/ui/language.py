"""The language of the program: English now, with its plurals; more files beside it later.

After a text changes: ``pyside6-lupdate`` over gmi_app with ``-pluralonly`` renews gmi_en.ts, and
``pyside6-lrelease gmi_en.ts`` the .qm file (docs/architecture.md).
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from gmi_app.language import speak

TRANSLATIONS = Path(__file__).parent / "translations"


def load_language(application: QCoreApplication) -> None:
    """Installs the translations for the system's language, and English behind them; the parts of
    the program without Qt speak it too."""
    for locale in (QLocale(QLocale.Language.English), QLocale()):
        translator = QTranslator(application)
        if translator.load(locale, "gmi", "_", str(TRANSLATIONS)):
            application.installTranslator(translator)
    speak(lambda text: QCoreApplication.translate("", text))
