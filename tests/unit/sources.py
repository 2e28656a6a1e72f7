"""The program's own source, parsed once for all tests that read it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import gmi_app

PACKAGE = Path(gmi_app.__file__).parent


@cache
def trees() -> dict[Path, ast.Module]:
    """Every module by its file, in their order. Only to be read."""
    files = sorted(PACKAGE.rglob("*.py"))
    return {file: ast.parse(file.read_text(encoding="utf-8")) for file in files}
