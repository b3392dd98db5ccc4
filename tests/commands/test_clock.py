"""Moving the clock of business: what is due has happened before the mover is answered."""

from datetime import datetime, timedelta

import pytest

from duecourse.commands import clock, messages, tasks
from duecourse.errors import Conflict, Forbidden, InvalidInput
from duecourse.persistence import clock as stored_clock
from duecourse.persistence import tables
from tests.commands import diagrams
from tests.commands.office import NOW, Office

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def pausing(process: str, duration: str, *after: str, names: tuple[str, ...] = ()) -> bytes:
    """Return a process that waits for a while and then goes on."""
    pause = diagrams.catch("nap", diagrams.timer("timeDuration", duration))
    return diagrams.line(process, pause, *after, names=("nap", *names))


def test_business_time_stands_still_where_it_is_put(office: Office) -> None:
    office.deploy({"steps.bpmn": diagrams.TWO_STEPS})
    office.pin(NOW + DAY)
    office.time.pass_by(HOUR)

    root = office.start("steps")

    (entry,) = office.history(root)
    assert (entry.entered_at, entry.recorded_at) == (NOW + DAY, NOW + HOUR)
    assert entry.act_date == (NOW + DAY).date()


def test_what_is_due_has_fired_when_the_clock_is_moved(office: Office) -> None:
    office.deploy({"nap.bpmn": pausing("pausing", "P1D", diagrams.task("work"), names=("work",))})
    roots = [office.start("pausing") for _ in range(3)]

    office.pin(NOW + DAY - HOUR)
    assert [office.waiting_for(root) for root in roots] == [[]] * 3
    office.pin(NOW + DAY)

    assert [office.waiting_for(root) for root in roots] == [["work"]] * 3


def test_what_follows_from_what_is_due_has_happened_too(office: Office) -> None:
    """A timer throws a message, that starts a case, whose timer is due at once."""
    throw = f'<intermediateThrowEvent id="tell">{diagrams.awaits("go")}</intermediateThrowEvent>'
    started = [
        f'<startEvent id="told">{diagrams.awaits("go")}</startEvent>',
        diagrams.catch("nap", diagrams.timer("timeDate", "2026-03-01")),
        diagrams.task("work"),
        diagrams.END,
        diagrams.flows("told", "nap", "work", "end"),
    ]
    first = pausing("first", "P1D", throw, names=("tell",))
    files = {
        "first.bpmn": first.replace(b"<process", diagrams.message("go").encode() + b"<process"),
        "second.bpmn": diagrams.diagram("second", "\n".join(started), diagrams.message("go")),
    }
    office.deploy(files)
    office.start("first")

    office.pin(NOW + DAY)

    assert office.waiting_for(office.roots()[-1]) == ["work"]
    assert office.timers() == []


def test_back_in_time_nothing_fires_and_what_was_armed_waits_for_its_moment(office: Office) -> None:
    office.deploy({"nap.bpmn": pausing("pausing", "PT1H", diagrams.task("work"), names=("work",))})
    office.pin(NOW + DAY)
    root = office.start("pausing")

    office.pin(NOW)
    office.pin(NOW + HOUR)
    assert office.waiting_for(root) == []
    office.pin(NOW + DAY + HOUR)

    assert office.waiting_for(root) == ["work"]


def test_back_in_time_an_act_cannot_be_later_than_that_day(office: Office) -> None:
    office.deploy({"steps.bpmn": diagrams.TWO_STEPS})
    root = office.start("steps")
    office.pin(NOW - DAY)

    with pytest.raises(InvalidInput, match="later than today, 2026-03-01"):
        office.do("clara", lambda tx: tasks.complete(tx, office.task(root), {}), NOW.date())
    office.complete(office.task(root))

    entry = office.history(root)[-1]
    assert (entry.entered_at, entry.recorded_at) == (NOW - DAY, NOW)


def test_the_local_day_counts_where_the_act_was_done(office: Office) -> None:
    """At half past eleven in the evening, Greenwich time, it is the next day in London in summer."""
    office.deploy({"steps.bpmn": diagrams.TWO_STEPS})
    office.pin(datetime.fromisoformat("2026-06-30T23:30:00+00:00"))

    root = office.start("steps")

    assert office.history(root)[0].act_date.isoformat() == "2026-07-01"


def test_the_clock_that_is_reset_follows_that_of_the_machine(office: Office) -> None:
    office.deploy({"nap.bpmn": pausing("pausing", "PT1H", diagrams.task("work"), names=("work",))})
    office.pin(NOW - DAY)
    root = office.start("pausing")

    clock.reset(office.installation, office.actors["adam"])

    assert office.waiting_for(root) == ["work"]
    assert office.see(stored_clock.pinned) is None


def test_only_an_administrator_moves_a_clock_and_only_one_that_can_be_moved(office: Office) -> None:
    with pytest.raises(Forbidden, match="only an administrator"):
        office.pin(NOW + DAY, by="olga")
    object.__setattr__(office.installation.settings, "clock_movable", False)
    with pytest.raises(Forbidden, match="cannot be moved"):
        office.pin(NOW + DAY)

    assert office.rows(tables.clock) == []


def test_a_pinned_moment_means_nothing_where_the_clock_cannot_be_moved(office: Office) -> None:
    office.deploy({"steps.bpmn": diagrams.TWO_STEPS})
    office.pin(NOW + DAY)
    object.__setattr__(office.installation.settings, "clock_movable", False)

    root = office.start("steps")

    assert office.history(root)[0].entered_at == NOW


def test_a_moment_without_an_offset_is_refused(office: Office) -> None:
    with pytest.raises(InvalidInput, match="no offset"):
        office.pin(datetime(2026, 3, 2, 9, 30))  # noqa: DTZ001 - that is what is refused

    assert office.rows(tables.clock) == []


def test_a_loop_of_timers_that_are_due_at_once_ends_with_an_error(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("duecourse.commands.clock.MOST", 20)
    body = [
        diagrams.START,
        '<exclusiveGateway id="again"/>',
        diagrams.catch("nap", diagrams.timer("timeDuration", "PT0S")),
        '<exclusiveGateway id="enough" default="enough_again"/>',
        diagrams.END,
        diagrams.flows("start", "again", "nap", "enough", "again"),
        diagrams.conditional("enough", "end", "=stop = true"),
    ]
    office.deploy({"loop.bpmn": diagrams.diagram("loop", "\n".join(body), variables="stop")})
    root = office.start("loop")

    with pytest.raises(Conflict, match="is it a loop"):
        office.pin(NOW + DAY)

    assert office.kinds(root) == ["create", *["fire_timer"] * 20]


def test_a_message_that_was_not_delivered_a_moment_ago_is_tried_again_when_the_clock_is_moved(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.deploy({"answered.bpmn": diagrams.ANSWERED})
    root = office.start("answered", reference="R-1")
    with monkeypatch.context() as patch:
        patch.setattr("duecourse.commands.cases.step", lambda tx, root, command: 1 / 0)
        office.publish("answer", "R-1", life_ms=10 * 24 * 3_600_000)
    assert messages.deliver(office.installation, 10) == 0

    office.pin(NOW + DAY)

    assert office.waiting_for(root) == ["read"]
