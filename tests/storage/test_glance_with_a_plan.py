"""The first glance tells nothing of the sets of somebody with a plan: what is due is read first."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from gmi_app.programme.plan import PlanVersion
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.storage.glance import glance
from tests.storage import making


def test_with_a_plan_the_sets_are_not_shown_at_once(tmp_path: Path) -> None:
    data = making.opened(tmp_path)
    anna = making.patient()
    data.journal.save_patient(anna)
    data.close()
    seen = glance(tmp_path, anna.at.day)
    assert seen is not None
    assert seen.summaries == []
    data = making.opened(tmp_path)
    plan = ready_plan(Ready.GENTLE, anna, anna.at.day)
    data.journal.save_plan(PlanVersion(uuid4(), anna.id, anna.at, plan))
    data.close()
    seen = glance(tmp_path, anna.at.day)
    assert seen is not None
    assert seen.patients == [anna]
    assert seen.summaries is None
    assert seen.followed is not None
    assert seen.followed.version.plan == plan
