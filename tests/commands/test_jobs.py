"""Jobs: given to one program at a time, and what becomes of those that fail."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from duecourse.commands import instances, jobs, variables
from duecourse.commands.jobs import LONGEST_MS, MOST_RETRIES
from duecourse.errors import Conflict, InvalidInput, NotFound
from duecourse.history.commands import CompleteJob
from duecourse.model.json import Json
from duecourse.model.states import JobState
from tests.commands import diagrams
from tests.commands.office import NOW, Office
from tests.commands.working import complete, fail, row, take, throw

SECOND = timedelta(seconds=1)


@pytest.fixture
def letter(office: Office) -> int:
    office.deploy({"letter.bpmn": diagrams.LETTER})
    return office.start("letter", to="Ann")


def test_a_program_that_takes_a_job_has_it_alone_until_its_time_is_over(office: Office, letter: int) -> None:
    (taken,) = office.do("adam", lambda tx: jobs.activate(tx, "post", "one", 10_000, 5))

    assert taken.variables == {"to": "Ann"}
    assert taken.headers == {"urgency": "high"}
    assert (taken.job.worker, taken.job.locked_until) == ("one", NOW + 10 * SECOND)
    assert (taken.job.key, taken.job.retries) == (row(office, letter)["key"], 3)
    office.time.pass_by(10 * SECOND - timedelta(microseconds=1))
    assert take(office) == []
    office.time.pass_by(timedelta(microseconds=1))
    assert take(office, "two") == [taken.job.key]
    assert row(office, letter)["worker"] == "two"
    assert office.kinds(letter) == ["create"]


def test_taking_jobs_gives_the_oldest_ones_and_only_those_of_the_type(office: Office, letter: int) -> None:
    roots = [letter, *(office.start("letter", to=name) for name in ("Bob", "Eve"))]

    assert take(office, most=2) == [row(office, root)["key"] for root in roots[:2]]
    assert office.do("adam", lambda tx: jobs.activate(tx, "fax", "w", 1, 5)) == ()
    assert take(office) == [row(office, roots[2])["key"]]


@pytest.mark.parametrize(("wanted", "given"), [(["x"], {}), (["to"], {"to": "Ann"}), ([], {"to": "Ann"})])
def test_only_the_variables_that_are_wanted_come_along(
    office: Office, letter: int, wanted: list[str], given: dict[str, Json]
) -> None:
    (taken,) = office.do("adam", lambda tx: jobs.activate(tx, "post", "w", 1, 5, wanted))

    assert taken.variables == given


def test_jobs_of_one_case_each_see_their_own_item(office: Office) -> None:
    office.deploy({"letters.bpmn": diagrams.LETTERS})
    office.start("letters", list=["a", "b"])
    office.start("letters", list=["c"])

    found = office.do("adam", lambda tx: jobs.activate(tx, "post", "w", 1_000, 5))

    assert [each.variables["item"] for each in found] == ["a", "b", "c"]


def test_a_job_that_is_done_lets_its_case_go_on(office: Office, letter: int) -> None:
    (key,) = take(office)

    complete(office, key, posted=True)

    assert office.history(letter)[-1].command == CompleteJob(element=key - letter, variables={"posted": True})
    found = row(office, letter)
    assert (found["state"], found["ended_at"], found["worker"]) == (JobState.COMPLETED, NOW, "w")
    with pytest.raises(Conflict, match="has ended: it is COMPLETED"):
        complete(office, key)


def test_a_job_may_be_completed_by_who_had_it_before_or_never_took_it(office: Office, letter: int) -> None:
    complete(office, row(office, letter)["key"])

    assert row(office, letter)["state"] is JobState.COMPLETED


def test_the_time_of_who_has_a_job_is_changed_without_an_entry(office: Office, letter: int) -> None:
    with pytest.raises(Conflict, match="nobody has the job"):
        office.do("adam", lambda tx: jobs.update(tx, row(office, letter)["key"], timeout_ms=5))
    (key,) = take(office)

    office.do("adam", lambda tx: jobs.update(tx, key, timeout_ms=60_000))
    office.time.pass_by(59 * SECOND)
    assert take(office) == []
    office.do("adam", lambda tx: jobs.update(tx, key, timeout_ms=0))

    assert take(office) == [key]
    assert office.kinds(letter) == ["create"]


def test_a_job_of_a_case_that_is_cancelled_is_cancelled(office: Office, letter: int) -> None:
    (key,) = take(office)

    office.do("adam", lambda tx: instances.cancel(tx, letter))

    assert row(office, letter)["state"] is JobState.CANCELED
    with pytest.raises(Conflict, match="has ended: it is CANCELED"):
        fail(office, key, 1)


def test_what_a_job_sees_is_what_the_case_has_now(office: Office, letter: int) -> None:
    office.do("adam", lambda tx: variables.set_variables(tx, letter, {"to": "Bob"}))

    (taken,) = office.do("adam", lambda tx: jobs.activate(tx, "post", "w", 1, 1))

    assert taken.variables == {"to": "Bob"}


@pytest.mark.parametrize("key", [0, 5, 17 << 22])
def test_an_unknown_job_is_not_found(office: Office, key: int) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: complete(office, key),
        lambda: fail(office, key, 0),
        lambda: throw(office, key, "X"),
        lambda: office.do("adam", lambda tx: jobs.update(tx, key, retries=1)),
    ]
    for attempt in attempts:
        with pytest.raises(NotFound, match=f"there is no job {key}"):
            attempt()


def test_each_wrong_value_is_named(office: Office, letter: int) -> None:
    key = row(office, letter)["key"]
    attempts: list[tuple[str, Callable[[], object]]] = [
        ("timeout", lambda: take(office, timeout_ms=0)),
        ("timeout", lambda: take(office, timeout_ms=LONGEST_MS + 1)),
        ("maxJobsToActivate", lambda: take(office, most=0)),
        ("worker", lambda: take(office, "w\0")),
        ("type", lambda: office.do("adam", lambda tx: jobs.activate(tx, "t" * 201, "w", 1, 1))),
        ("retries", lambda: fail(office, key, -1)),
        ("retries", lambda: fail(office, key, MOST_RETRIES + 1)),
        ("retryBackOff", lambda: fail(office, key, 1, "", -1)),
        ("a b", lambda: fail(office, key, 1, "", 0, **{"a b": 1})),
        ("a b", lambda: complete(office, key, **{"a b": 1})),
        ("a b", lambda: throw(office, key, "GONE", **{"a b": 1})),
        ("errorCode", lambda: throw(office, key, "")),
        ("retries", lambda: office.do("adam", lambda tx: jobs.update(tx, key, retries=0))),
        ("timeout", lambda: office.do("adam", lambda tx: jobs.update(tx, key, timeout_ms=-1))),
    ]
    for field, attempt in attempts:
        with pytest.raises(InvalidInput) as error:
            attempt()
        assert [each.field for each in error.value.fields] == [field]
    assert office.kinds(letter) == ["create"]
