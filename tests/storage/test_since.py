"""Sessions of days from one on: every kind keeps to the person's own days."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from gmi_app.activities.facts import ActivitySession
from gmi_app.activities.settings import RelaxationSettings, Way
from gmi_app.clock import Moment
from gmi_app.imagery.facts import ImagerySession
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.mirror.facts import MirrorSession
from gmi_app.mirror.settings import MirrorSettings
from tests.storage import making
from tests.unit.making import moment

DAY = moment(5).day


@pytest.mark.parametrize("offset_min", [-720, 0, 840])
def test_days_from_one_on_are_whole_and_no_other_comes_along(
    tmp_path: Path, offset_min: int
) -> None:
    data = making.opened(tmp_path)
    journal, anna = data.journal, making.patient()
    journal.save_patient(anna)
    midnight = datetime.combine(DAY, time(), UTC) - timedelta(minutes=offset_min)
    wanted: list[set[UUID]] = [set(), set(), set(), set()]
    for utc in (midnight - timedelta(microseconds=1), midnight, midnight + timedelta(hours=30)):
        at = Moment(utc, offset_min)
        mirror = MirrorSession(uuid4(), anna.id, at, MirrorSettings(), "1")
        imagery = ImagerySession(uuid4(), anna.id, at, ImagerySettings(), "1")
        beside = ActivitySession(
            uuid4(), anna.id, at, RelaxationSettings(Way.BOTH, 420, 3.5, 5.5), "1"
        )
        journal.begin_mirror(mirror)
        journal.begin_imagery(imagery)
        journal.begin_activity(beside)
        played = making.play(journal, anna, at, count=10)
        if at.day >= DAY:
            ids = (mirror.id, imagery.id, beside.id, played.id)
            for found, made in zip(wanted, ids, strict=True):
                found.add(made)
    assert [len(each) for each in wanted] == [2, 2, 2, 2]
    assert [
        {r.session.id for r in journal.mirror_records(anna.id, since=DAY)},
        {r.session.id for r in journal.imagery_records(anna.id, since=DAY)},
        {r.session.id for r in journal.activity_records(anna.id, since=DAY)},
        {s.session for s in journal.summaries(anna.id, since=DAY)},
    ] == wanted
    assert len(journal.mirror_records(anna.id, since=DAY, limit=1)) == 1
    data.close()
