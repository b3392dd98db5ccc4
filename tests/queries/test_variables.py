import pytest

from duecourse.errors import NotFound
from duecourse.persistence.session import reading
from duecourse.queries import variables
from tests.databases import Database
from tests.persistence.samples import ROOT


def test_values_come_decoded(world: Database) -> None:
    with reading(world.sessions) as session:
        found = variables.get(session, ROOT + 13)

        assert (found.name, found.value, found.scope_key) == ("c", [None], ROOT + 2)
        with pytest.raises(NotFound, match="variable 5"):
            variables.get(session, 5)


def test_variables_are_found_by_name_and_scope(world: Database) -> None:
    with reading(world.sessions) as session:
        by_name = variables.search(session, {"filter": {"name": "b"}})
        by_scope = variables.search(session, {"filter": {"name": "b"}}, scope_keys=[ROOT])
        none = variables.search(session, scope_keys=[])

    assert [each.value for each in by_name.items] == [2, 3]
    assert [each.value for each in by_scope.items] == [2]
    assert none.total_items == 0


def test_the_inner_scope_hides_the_outer_one(world: Database) -> None:
    with reading(world.sessions) as session:
        assert variables.visible_from(session, ROOT + 2) == {"a": 1, "b": 3, "c": [None]}
        assert variables.visible_from(session, ROOT + 3) == {"a": 1, "b": 2, "c": 5}
        assert variables.visible_from(session, ROOT) == {"a": 1, "b": 2}
        assert variables.visible_from(session, 5) == {}
