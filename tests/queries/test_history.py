from datetime import date

import pytest

from duecourse.errors import NotFound
from duecourse.history.commands import CompleteTask
from duecourse.persistence.session import reading
from duecourse.queries import history
from tests.databases import Database
from tests.persistence.samples import NOW, ROOT


def test_an_entry_comes_decoded(world: Database) -> None:
    with reading(world.sessions) as session:
        entry = history.get(session, ROOT, 1)

        assert entry.command == CompleteTask(element=2, variables={"c": 1})
        assert (entry.circumstances.username, entry.circumstances.groups) == ("ann", ("panel",))
        assert (entry.circumstances.now, entry.act_date) == (NOW, date(2026, 2, 27))
        assert entry.effects == ({"type": "element_completed", "element": 2},)
        assert entry.delta == {"t:2": None}
        with pytest.raises(NotFound, match=f"history entry {ROOT}/2"):
            history.get(session, ROOT, 2)


def test_entries_of_one_case_and_of_all(world: Database) -> None:
    with reading(world.sessions) as session:
        entry = history.get(session, ROOT, 1)

        assert history.read(session, ROOT) == (entry,)
        assert history.read(session, ROOT, after=1) == ()
        assert history.search(session, {"filter": {"kind": "complete_task"}}).items == (entry,)
        assert history.search(session, root_key=ROOT).items == (entry,)
        assert history.search(session, root_key=5).items == ()
