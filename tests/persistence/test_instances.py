import pytest
from sqlalchemy import insert, literal, select
from sqlalchemy.exc import IntegrityError

from duecourse.persistence import instances
from duecourse.persistence.tables import process_instance
from tests.databases import Database
from tests.persistence import samples


def test_the_root_is_found_among_the_instances_of_its_tree(database: Database) -> None:
    with database.sessions() as session:
        samples.world(session)
        samples.instance(session, samples.ROOT + 5, samples.ROOT)

        root, locked = instances.root(session, samples.ROOT), instances.lock(session, samples.ROOT)
        child = instances.get(session, samples.ROOT + 5)

        assert root == locked
        assert root is not None
        assert (root.key, root.revision) == (samples.ROOT, 0)
        assert child is not None
        assert (child.parent_key, child.revision) == (samples.ROOT, None)
        assert instances.lock(session, samples.ROOT + 5) is None


def test_a_tree_has_one_root(database: Database) -> None:
    with database.sessions() as session:
        samples.world(session)
        with pytest.raises(IntegrityError):
            session.execute(
                insert(process_instance).from_select(
                    [column.name for column in process_instance.c],
                    select(*(literal(99) if each.name == "key" else each for each in process_instance.c)),
                )
            )
