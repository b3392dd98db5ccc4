import pytest

from duecourse.errors import NotFound
from duecourse.model.identity import Actor
from duecourse.persistence.session import reading
from duecourse.queries import user_tasks
from tests.databases import Database
from tests.persistence.samples import ROOT

MEMBER = Actor(1, "ann", frozenset({"panel"}))
STRANGER = Actor(2, "bob", frozenset({"registry"}))


def test_a_task_shows_its_case_and_candidates(world: Database) -> None:
    with reading(world.sessions) as session:
        task = user_tasks.get(session, MEMBER, ROOT + 2)

    assert (task.business_id, task.process_id, task.process_version) == ("SCR-1", "review", 1)
    assert (task.candidate_groups, task.candidate_users) == (("panel",), ())


def test_what_one_may_not_see_is_as_if_it_were_not(world: Database) -> None:
    with reading(world.sessions) as session:
        with pytest.raises(NotFound) as hidden:
            user_tasks.get(session, STRANGER, ROOT + 2)
        with pytest.raises(NotFound) as missing:
            user_tasks.get(session, STRANGER, ROOT + 99)
        page = user_tasks.search(session, STRANGER)

    assert hidden.value.detail.replace(str(ROOT + 2), "") == missing.value.detail.replace(str(ROOT + 99), "")
    assert (page.items, page.total_items) == ((), 0)


def test_no_filter_opens_what_is_hidden(world: Database) -> None:
    request = {"filter": {"$or": [{"candidateGroup": "panel"}, {"userTaskKey": str(ROOT + 2)}]}}

    with reading(world.sessions) as session:
        assert user_tasks.search(session, STRANGER, request).total_items == 0
        assert user_tasks.search(session, MEMBER, request).total_items == 1
