"""A file that leaves the program: whole or not at all, for its owner only."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from gmi_app.exchange.refusal import Refused
from gmi_app.language import tr


def write_whole(path: Path, content: bytes | Iterable[bytes], ours: bytes | None = None) -> None:
    """Replaces a file only if that begins with ``ours``, as this program's files of the kind do;
    with None any file is replaced, because the person was asked.

    Raises Refused with a sentence; the place is then as it was.
    """
    part = ""
    try:
        if ours is not None and path.exists() and not _begins(path, ours):
            raise Refused(
                tr(
                    "{0} is already there and was not written by this program. It was left "
                    "alone. Choose another name."
                ).format(path)
            )
        descriptor, part = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            for piece in [content] if isinstance(content, bytes) else content:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(path)
    except OSError as error:
        raise Refused(
            tr(
                "The file {0} could not be written ({1}). Your results are safe. Choose another "
                "place, or make some room."
            ).format(path, error.strerror)
        ) from error
    finally:
        if part:
            with suppress(OSError):
                Path(part).unlink(missing_ok=True)


def _begins(path: Path, ours: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(ours)) == ours
