"""Every counted sentence has its English forms, and the compiled file is the present one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from gmi_app.ui.language import TRANSLATIONS, load_language
from gmi_app.ui.meaning_words import Counted
from gmi_app.ui.stage.sheets import StopSheet

SOURCE = TRANSLATIONS / "gmi_en.ts"
PACKAGE = TRANSLATIONS.parents[1]


def messages(path: Path) -> dict[tuple[str, str], list[str]]:
    """(context, source) to its forms."""
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            forms = [form.text or "" for form in message.iter("numerusform")]
            found[name, message.findtext("source", "")] = forms
    return found


def tool(name: str) -> str:
    """A tool of the PySide6 wheel, beside the interpreter."""
    return str(Path(sys.executable).with_name(name))


@pytest.mark.gui
def test_every_counted_sentence_of_the_program_has_both_forms(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    files = [str(path) for path in PACKAGE.rglob("*.py")]
    words = ["-pluralonly", "-source-language", "en", "-target-language", "en", "-ts", str(fresh)]
    subprocess.run([tool("pyside6-lupdate"), *files, *words], check=True, capture_output=True)
    kept = messages(SOURCE)
    assert set(messages(fresh)) == set(kept)
    for forms in kept.values():
        assert len(forms) == 2
        assert all("%n" in form for form in forms)


@pytest.mark.gui
def test_the_compiled_file_is_the_present_one(tmp_path: Path) -> None:
    fresh = tmp_path / "gmi_en.qm"
    command = [tool("pyside6-lrelease"), str(SOURCE), "-qm", str(fresh)]
    subprocess.run(command, check=True, capture_output=True)
    assert fresh.read_bytes() == SOURCE.with_suffix(".qm").read_bytes()


def test_one_is_counted_as_one(qapp: QApplication) -> None:
    load_language(qapp)
    one, two = StopSheet(1), StopSheet(2)
    try:
        assert Counted().kept(1).format(10) == "You did 1 of 10 pictures. It is kept."
        assert Counted().kept(2).format(10) == "You did 2 of 10 pictures. They are kept."
        assert "1 answer is kept" in one.accessibleDescription()
        assert "2 answers are kept" in two.accessibleDescription()
    finally:
        one.deleteLater()
        two.deleteLater()
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
            translator.deleteLater()
