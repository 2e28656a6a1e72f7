"""Two thousand mutated files: no crash, no changed row. ``bench exchange`` tries 100,000."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange import fuzzing

pytestmark = pytest.mark.slow  # thousands of files


@pytest.mark.parametrize("seed", range(4))
def test_mutated_sealed_files_change_nothing(tmp_path: Path, seed: int) -> None:
    with fuzzing.target(tmp_path) as target:
        found = target.sealed(seed, 250)

        assert found.crashes == []
        assert found.refused == 250
        assert target.unchanged()


@pytest.mark.parametrize("seed", range(4))
def test_mutated_payloads_change_no_row(tmp_path: Path, seed: int) -> None:
    with fuzzing.target(tmp_path, closely=10) as target:
        found = target.payloads(seed, 250)

        assert found.crashes == []
        assert found.changed == []
        assert found.refused > 100
        assert found.taken > 10  # another pain value is a value, too: not everything is refused
        assert target.unchanged()


@pytest.mark.timeout(180)  # hundreds of files, all screens
def test_strange_values_in_any_field_change_no_row(tmp_path: Path) -> None:
    with fuzzing.target(tmp_path) as target:
        found = target.every_field(13)

        assert found.crashes == []
        assert found.changed == []
        assert found.refused > 100
        assert found.taken > 10
        assert target.unchanged()
