"""The fault that keeps PySide6 6.12.0 out: it kills Python 3.11 after some thousand calls."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

LOOP = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
for _ in range(200_000):
    label.setEnabled(True)
"""


@pytest.mark.slow  # starts a program
def test_calls_that_return_nothing_do_not_use_up_none() -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", LOOP], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
