"""The documents hold what the program holds: tables, words, links and pictures."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from gmi_app.commands.words import parse
from gmi_app.exchange import csv_export
from gmi_app.exchange.columns import markdown
from tests.unit.sources import trees

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
GUIDE = DOCS / "user-guide.md"
CLINICIAN_GUIDE = GUIDE.with_name("clinician-guide.md")
DECISIONS = DOCS / "decisions"
PICTURES = DOCS / "pictures"

PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
LARGEST_PICTURE_BYTES, MOST_PICTURES = 250_000, 30
LINK = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)\)")
TABLES = {name: markdown(columns) for name, columns in csv_export.TABLES.items()}
GAPS = re.compile(r"\{[^{}]*\}|%n")
"""What is put into a sentence when it is said."""


def of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def anchors(text: str) -> set[str]:
    """The names of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ +(.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def said(text: str) -> str:
    """Quotes, gaps and spaces as the guide writes them."""
    return " ".join(GAPS.sub("…", text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


def literals(tree: ast.AST) -> Iterator[str]:
    inner: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inner.update(node.values)
            parts = (v.value if isinstance(v, ast.Constant) else "…" for v in node.values)
            yield "".join(str(part) for part in parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in inner:
            yield node.value


@pytest.fixture(scope="module")
def program() -> set[str]:
    """Every text in the program's source, with "…" where something is put in."""
    return {said(text) for tree in trees().values() for text in literals(tree)}


@pytest.mark.parametrize("page", PAGES, ids=of)
def test_every_link_and_picture_is_there(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        path, _, fragment = link.partition("#")
        if path.startswith(("https:", "http:")):
            continue
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link} in {of(page)}"
        assert target.is_relative_to(ROOT), f"{link} in {of(page)}"
        if fragment:
            assert fragment in anchors(target.read_text(encoding="utf-8")), link


@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_guide_explains_every_column(name: str) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    found = text.split(f"<!-- {name} -->\n", 1)[1].split("<!-- end -->", 1)[0]
    assert found.strip() == TABLES[name].strip(), "python docs/tables.py puts it in"


@pytest.mark.slow  # every source file is read
@pytest.mark.parametrize(
    ("guide", "after"),
    [(GUIDE, "## First start"), (CLINICIAN_GUIDE, "## Opening the clinic")],
    ids=["patient", "clinician"],
)
def test_words_in_bold_stand_on_the_screen(guide: Path, after: str, program: set[str]) -> None:
    text = guide.read_text(encoding="utf-8").split(after, 1)[1]
    bold = {said(words) for words in re.findall(r"\*\*([^*]+)\*\*", text)}
    beginnings = {text.removesuffix(".") for text in program}
    assert {words for words in bold if words not in program and words not in beginnings} == set()


@pytest.mark.slow  # likewise
def test_problems_are_quoted_as_they_are_told(program: set[str]) -> None:
    rows = re.findall(r'^\| "([^"]+)" \|', GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows
    all_of_it = "\n".join(program)
    for row in rows:
        wanted = said(row).removeprefix("… ").removesuffix(" …")
        assert wanted in all_of_it, row


def test_commands_are_understood() -> None:
    lines = re.findall(r"`gmi-app ([^`]+)`", GUIDE.read_text(encoding="utf-8"))
    assert lines
    for line in lines:
        parse([word for word in line.split() if word not in ("--help", "--version")])


def test_decisions_are_numbered_and_listed() -> None:
    files = sorted(DECISIONS.glob("[0-9]*.md"))
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    contents = (DECISIONS / "README.md").read_text(encoding="utf-8")
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert text.startswith(f"# {file.name[:4]} "), file.name
        assert all(f"\n**{part}.**" in text for part in ("Context", "Decision", "Consequence"))
        assert f"]({file.name})" in contents, file.name


def test_pictures_are_light_and_used() -> None:
    files = sorted(PICTURES.glob("*.png"))
    assert 0 < len(files) <= MOST_PICTURES
    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    for file in files:
        assert file.stat().st_size < LARGEST_PICTURE_BYTES, file.name
        with Image.open(file) as picture:
            assert picture.size == (1280, 800), file.name
        assert f"pictures/{file.name}" in pages, file.name
