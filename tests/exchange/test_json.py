"""The JSON export: everything, by our schema as somebody else reads it; nobody named if wanted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from sqlalchemy import select

from gmi_app.exchange.json_export import export_json, exported_tables, json_schema, schema_text
from gmi_app.exchange.refusal import Refused
from gmi_app.storage import tables
from tests.exchange.making import Computer, computer, one_of_each
from tests.unit.making import moment

pytestmark = pytest.mark.slow  # two computers with their databases

DOCS = Path(__file__).parents[2] / "docs"


def exported(home: Computer, file: Path, *, identity: bool = True) -> dict[str, Any]:
    ids = [person.id for person in home.patients()]
    said = export_json(home.ledger, ids, file, moment(9), identity=identity)
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    facts = sum(len(rows) for rows in found["facts"].values())
    assert str(said) == f"Wrote {facts} facts to {file} (people: {len(ids)})."
    return found


def test_everything_is_in_it_and_keeps_to_the_schema(tmp_path: Path) -> None:
    with computer(tmp_path / "data") as home:
        for name in ("Anna", "Ben"):
            one_of_each(home, name)
        found = exported(home, tmp_path / "all.json")

        jsonschema.Draft202012Validator.check_schema(json_schema())
        jsonschema.validate(found, json_schema())
        with home.data.store.transaction() as connection:
            for table in tables.FACTS:
                if table.name in exported_tables():
                    ids = set(connection.scalars(select(table.c.id)))
                    assert {row["id"] for row in found["facts"][table.name]} == ids
        assert set(exported_tables()) == {t.name for t in tables.FACTS} - {"own_pictures"}


def test_the_schema_refuses_what_is_not_as_it_says(tmp_path: Path) -> None:
    with computer(tmp_path / "data") as home:
        one_of_each(home)
        found = exported(home, tmp_path / "all.json")
    trial = found["facts"]["trials"][0]
    for name, value in (("angle", 360), ("at_utc", "yesterday"), ("extra", 1), ("position", -1)):
        trial[name], before = value, trial.get(name)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(found, json_schema())
        trial[name] = before
        if before is None:
            del trial[name]
    jsonschema.validate(found, json_schema())


def test_nobody_is_named_without_identity(tmp_path: Path) -> None:
    with computer(tmp_path / "data") as home:
        one_of_each(home)
        with_names = json.dumps(exported(home, tmp_path / "all.json"))
        found = exported(home, tmp_path / "without.json", identity=False)
    jsonschema.validate(found, json_schema())
    for name in ("Anna", "Bert", "Mary", "Weiss", "typed wrongly"):
        assert name in with_names
        assert name not in json.dumps(found)
    assert found["facts"]["trials"]
    assert found["facts"]["plan_versions"][0]["content"]["items"]
    assert found["facts"]["notes"] == []


def test_an_earlier_export_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    with computer(tmp_path / "data") as home:
        one_of_each(home)
        exported(home, tmp_path / "all.json")
        exported(home, tmp_path / "all.json")
        (tmp_path / "other.json").write_text("{}")
        with pytest.raises(Refused, match="left alone"):
            exported(home, tmp_path / "other.json")


def test_the_schema_stands_in_the_docs() -> None:
    text = (DOCS / "exchange.schema.json").read_text(encoding="utf-8")
    assert text == schema_text(), "python docs/tables.py writes it"
