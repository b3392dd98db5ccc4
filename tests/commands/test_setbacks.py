"""What could not be done: tried again less and less often, and told without a word of the case."""

import logging
from datetime import timedelta

import pytest

from duecourse.commands.setbacks import Setbacks, attempt, told
from duecourse.errors import Conflict, LostRace, Unavailable
from duecourse.model.json import JsonError, loads
from tests.commands.office import Time

SECOND = timedelta(seconds=1)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def setbacks(time: Time) -> Setbacks:
    return Setbacks(time)


def test_the_pause_doubles_from_a_second_to_an_hour(setbacks: Setbacks, time: Time) -> None:
    pauses = []
    for _ in range(15):
        setbacks.note(1)
        pause = timedelta()
        while setbacks.left():
            time.pass_by(SECOND)
            pause += SECOND
        pauses.append(pause // SECOND)

    assert pauses[:6] == [1, 2, 4, 8, 16, 32]
    assert pauses[-4:] == [2048, 3600, 3600, 3600]


def test_what_succeeded_is_forgotten(setbacks: Setbacks) -> None:
    for key in (1, 1, 2):
        setbacks.note(key)
    setbacks.forget(1)
    setbacks.forget(3)
    assert setbacks.left() == {2}

    setbacks.note(1)

    assert setbacks.left() == {1, 2}


def test_what_nobody_speaks_of_for_an_hour_is_forgotten(setbacks: Setbacks, time: Time) -> None:
    setbacks.note(1)
    setbacks.note(1)
    time.pass_by(timedelta(hours=2))
    assert setbacks.left() == set()

    setbacks.note(1)
    time.pass_by(SECOND)

    assert setbacks.left() == set()


def fail(error: Exception) -> None:
    raise error


def take_and_fail(taken: list[int], error: Exception) -> None:
    taken.append(7)
    raise error


def test_what_fails_is_left_alone_and_told_by_its_key(
    setbacks: Setbacks, caplog: pytest.LogCaptureFixture
) -> None:
    left = {3}
    with caplog.at_level(logging.WARNING):
        assert attempt(setbacks, left, "timer", lambda taken: take_and_fail(taken, Conflict("a secret"))) == 7

    assert (left, setbacks.left()) == ({3, 7}, {7})
    assert [record.getMessage() for record in caplog.records] == [
        f"timer 7 could not go on: Conflict in {__name__}.take_and_fail"
    ]


def test_what_is_done_is_forgotten_and_named(setbacks: Setbacks) -> None:
    setbacks.note(7)

    assert attempt(setbacks, set(), "timer", lambda taken: taken.append(7)) == 7
    assert attempt(setbacks, set(), "timer", lambda taken: None) is None

    assert setbacks.left() == set()


def test_a_lost_race_is_left_alone_without_a_word(
    setbacks: Setbacks, caplog: pytest.LogCaptureFixture
) -> None:
    left: set[int] = set()

    assert attempt(setbacks, left, "timer", lambda taken: take_and_fail(taken, LostRace())) == 7
    assert attempt(setbacks, left, "timer", lambda taken: fail(LostRace())) is None

    assert (left, setbacks.left(), caplog.records) == ({7}, set(), [])


def test_a_database_that_is_away_and_what_failed_before_anything_was_taken_are_raised(
    setbacks: Setbacks,
) -> None:
    with pytest.raises(Unavailable):
        attempt(setbacks, set(), "timer", lambda taken: take_and_fail(taken, Unavailable()))
    with pytest.raises(KeyError):
        attempt(setbacks, set(), "timer", lambda taken: fail(KeyError()))

    assert setbacks.left() == set()


def test_an_error_is_told_by_its_kind_and_place_alone() -> None:
    with pytest.raises(ZeroDivisionError) as found:
        fail(ZeroDivisionError("the secret of a case"))
    assert told(found.value) == f"ZeroDivisionError in {__name__}.fail"
    with pytest.raises(JsonError) as other:
        loads("{secret")
    assert "secret" not in told(other.value)
    assert told(ValueError("never raised")) == "ValueError"
