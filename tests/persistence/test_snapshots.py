from duecourse.persistence import snapshots
from duecourse.persistence.snapshots import Snapshot
from tests.databases import Database


def test_the_newest_snapshot_that_is_old_enough(database: Database) -> None:
    with database.sessions() as session:
        for seq in (10, 20):
            snapshots.add(session, Snapshot(root_key=1, seq=seq, state=str(seq).encode()))

        assert snapshots.latest_before(session, 1) == Snapshot(root_key=1, seq=20, state=b"20")
        assert snapshots.latest_before(session, 1, 20) == Snapshot(root_key=1, seq=20, state=b"20")
        assert snapshots.latest_before(session, 1, 19) == Snapshot(root_key=1, seq=10, state=b"10")
        assert snapshots.latest_before(session, 1, 9) is None
        assert snapshots.latest_before(session, 2) is None
