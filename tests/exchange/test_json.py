"""The JSON export: everything, by our schema as somebody else reads it; nobody named if wanted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import jsonschema
import pytest
from sqlalchemy import select

from gmi_app.activities.facts import ActivitySession
from gmi_app.activities.settings import PacingSettings
from gmi_app.exchange.csv_export import export_journal
from gmi_app.exchange.json_export import export_json, exported_tables, json_schema, schema_text
from gmi_app.exchange.refusal import Refused
from gmi_app.facts.activity_goal import Unit
from gmi_app.programme.plan import ItemKind, PlanItem, TimedItem
from gmi_app.storage import tables
from tests.exchange.making import Computer, computer, one_of_each, plan_version
from tests.exchange.rich import every_kind
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


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from strings(each)
    elif isinstance(value, str):
        yield value


def test_no_words_that_anybody_wrote_are_left_without_identity(tmp_path: Path) -> None:
    """What the program writes has no space in it; what people write has."""
    with computer(tmp_path / "data") as home:
        person = every_kind(home, "Anna Lindqvist")
        goal = PacingSettings(uuid4(), "Walk to the shop", Unit.TIMES, 4)
        of_goal = ActivitySession(uuid4(), person.id, moment(3), goal, "1.0", author="Mara Stein")
        home.data.journal.begin_activity(of_goal)
        what = TimedItem(what="Walk with Bert")
        paced = PlanItem(uuid4(), ItemKind.ACTIVITY, what, most_amount=600)
        written = plan_version(person, moment(4))
        plan = replace(written.plan, name="For Anna Lindqvist", items=(*written.plan.items, paced))
        home.data.journal.save_plan(replace(written, plan=plan, author="Mara Stein"))
        everything = exported(home, tmp_path / "all.json")["facts"]
        bare = exported(home, tmp_path / "without.json", identity=False)["facts"]
        export_journal(home.data.journal, tmp_path / "csv", identity=False)
    told = {text for text in strings(everything) if " " in text}
    assert {"Walk to the shop", "Walk with Bert", "Mara Stein", "For Anna Lindqvist"} <= told
    assert [text for text in strings(bare) if " " in text] == []
    for file in (tmp_path / "csv").glob("*.csv"):
        text = file.read_text(encoding="utf-8")
        assert not [each for each in told if each in text], file.name


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
