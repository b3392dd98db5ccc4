from duecourse.persistence import history
from tests.databases import Database
from tests.persistence import samples


def test_entries_are_read_in_order_and_in_parts(database: Database) -> None:
    with database.sessions() as session:
        for seq in (2, 1, 3, 4):
            history.append(session, samples.entry(seq))
        history.append(session, samples.entry(9, root_key=77))

        def seqs(**options: int) -> list[int]:
            return [each.seq for each in history.read(session, samples.ROOT, **options)]

        assert seqs() == [1, 2, 3, 4]
        assert seqs(after=1, upto=3) == [2, 3]
        assert seqs(after=1, limit=1) == [2]
        assert history.latest(session, samples.ROOT) == samples.entry(4)
        assert history.latest(session, 1) is None
