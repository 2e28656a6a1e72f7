"""QR codes in picture files: as saved, as photographed, and none at all."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import cv2
import numpy as np
import pytest

from gmi_app.devices.qr_code import read_qr
from gmi_app.exchange.invitation import Invitation
from gmi_app.exchange.keys import OwnKeys

pytestmark = pytest.mark.slow  # takes photographs and loads a large package

INVITATION = Invitation(UUID(int=11), OwnKeys.make().public)


def _photograph(angle: float) -> cv2.typing.MatLike:
    """The code on a sheet, turned, seen from the side, out of focus, dim and noisy."""
    code = cv2.imdecode(np.frombuffer(INVITATION.qr_png(), np.uint8), cv2.IMREAD_GRAYSCALE)
    assert code is not None
    high, wide = code.shape
    sheet = np.full((high * 2, wide * 2), 235, np.uint8)
    sheet[high // 3 : high // 3 + high, wide // 3 : wide // 3 + wide] = code
    turn = cv2.getRotationMatrix2D((wide, high), angle, 0.9)
    sheet = cv2.warpAffine(sheet, turn, (2 * wide, 2 * high), borderValue=235)
    corners = np.array(((0, 0), (2 * wide, 0), (2 * wide, 2 * high), (0, 2 * high)), np.float32)
    seen = corners + np.array(((60, 40), (-90, 10), (-20, -70), (30, -20)), np.float32)
    lens = cv2.getPerspectiveTransform(corners, seen)
    sheet = cv2.warpPerspective(sheet, lens, (2 * wide, 2 * high), borderValue=235)
    noise = np.random.default_rng(3).normal(0, 12, sheet.shape)
    blurred = cv2.GaussianBlur(sheet, (7, 7), 2).astype(float)
    return np.clip(blurred * 0.7 + noise + 30, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("angle", [0, 4, 90, 171])
def test_a_photograph_of_the_code_is_read(tmp_path: Path, angle: float) -> None:
    file = tmp_path / "telephone.jpg"
    cv2.imwrite(str(file), _photograph(angle), [cv2.IMWRITE_JPEG_QUALITY, 60])

    text = read_qr(file)

    assert text is not None
    assert Invitation.of(text) == INVITATION


def test_the_picture_as_it_was_saved_is_read(tmp_path: Path) -> None:
    file = tmp_path / "invitation.png"
    file.write_bytes(INVITATION.qr_png())

    assert read_qr(file) == INVITATION.compact


@pytest.mark.parametrize(
    "content",
    [b"", b"dear colleague", b"\xff\xd8\xff\xe0 cut off", INVITATION.qr_png()[:200]],
    ids=["empty", "words", "broken", "cut off"],  # the same in every process
)
def test_what_is_no_picture_has_no_code(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.png"
    file.write_bytes(content)

    assert read_qr(file) is None


def test_a_picture_without_a_code_has_none(tmp_path: Path) -> None:
    file = tmp_path / "grey.png"
    cv2.imwrite(str(file), np.full((400, 300), 180, np.uint8))

    assert read_qr(file) is None


def test_a_missing_file_is_the_readers_business(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_qr(tmp_path / "missing.png")
