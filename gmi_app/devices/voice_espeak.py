"""The voice of ``espeak-ng``: a process for each line, which can be killed at any time."""

from __future__ import annotations

import shutil
import sys

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from gmi_app.devices.speaking import Manner

PROGRAM = "espeak-ng"
USUAL_WORDS_A_MINUTE = 140
"""Slower than its own default of 175: calm."""
CLOSE_MS = 200
TRY_MS = 2000
NO_SOUND = "error:"
"""How the program begins what it says when there is no loudspeaker; it ends with 0 all the same."""


class EspeakVoice(QObject):
    """Raises OSError where the program is not installed, or has no loudspeaker to speak to."""

    said = Signal()
    failed = Signal(str)

    def __init__(
        self, manner: Manner, parent: QObject, *, language: str = "en", program: str = PROGRAM
    ) -> None:
        path = shutil.which(program)
        if path is None:
            raise OSError(f"{program} is not installed")
        super().__init__(parent)
        words_a_minute = round(USUAL_WORDS_A_MINUTE * (1 + manner.rate / 10))
        voice = manner.voice or language
        self._language = language
        self._program = path
        self._options = [
            "-v",
            voice,
            "-s",
            str(words_a_minute),
            "-a",
            str(manner.volume),
            "--stdin",
        ]
        self._process: QProcess | None = None
        self._words = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._start)
        if not self._is_heard():
            self.deleteLater()
            raise OSError(f"{program} finds no loudspeaker")

    def _is_heard(self) -> bool:
        """Lets it say nothing at all: it opens the loudspeaker for that, too. Takes 0.1 s."""
        attempt = QProcess()
        attempt.setStandardOutputFile(QProcess.nullDevice())
        attempt.start(self._program, self._options)
        attempt.closeWriteChannel()
        if not attempt.waitForFinished(TRY_MS):
            attempt.kill()
            attempt.waitForFinished(CLOSE_MS)
            return False
        return not attempt.exitCode() and not _complains(attempt)

    def voices(self) -> list[str]:
        """Its usual one, a higher and a lower one."""
        return [self._language, f"{self._language}+f3", f"{self._language}+m3"]

    def say(self, words: str) -> None:
        """What was being said before is broken off. Starting a program takes some milliseconds, so
        what the line goes with is painted first."""
        self.stop()
        self._words = words
        self._soon.start(0)

    def _start(self) -> None:
        process = QProcess(self)
        if sys.platform != "win32":  # else the pages of the whole program are copied for each line
            process.setUnixProcessParameters(QProcess.UnixProcessFlag.UseVFork)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.finished.connect(lambda code, how: self._finished(process, code, how))
        process.errorOccurred.connect(lambda error: self._broke(process, error))
        self._process = process
        process.start(self._program, self._options)
        process.write(self._words.encode())
        process.closeWriteChannel()

    def stop(self) -> None:
        """The process goes when it has died; nobody waits for it."""
        self._soon.stop()
        process, self._process = self._process, None
        if process is not None:
            process.kill()

    def close(self) -> None:
        self.stop()
        for process in self.findChildren(QProcess):
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(CLOSE_MS)
        self.deleteLater()

    def _finished(self, process: QProcess, code: int, how: QProcess.ExitStatus) -> None:
        process.deleteLater()
        if process is not self._process:
            return  # it was broken off
        self._process = None
        if code or how is not QProcess.ExitStatus.NormalExit:
            self.failed.emit(f"{PROGRAM} ended with {code}")
        elif _complains(process):
            self.failed.emit(f"{PROGRAM} has no loudspeaker any more")
        else:
            self.said.emit()

    def _broke(self, process: QProcess, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and process is self._process:
            self._process = None
            process.deleteLater()
            self.failed.emit(f"{PROGRAM} cannot be started")


def _complains(process: QProcess) -> bool:
    """Whether nothing could be heard of it."""
    said = bytes(process.readAllStandardError().data()).decode(errors="replace")
    return any(line.lower().startswith(NO_SOUND) for line in said.splitlines())
