"""Messages: exactly one receiver, now or later, and never one that does not wait."""

from datetime import timedelta

import pytest

from duecourse.commands import cases, instances, messages
from duecourse.commands.messages import LONGEST_LIFE_MS
from duecourse.commands.transaction import Transaction
from duecourse.errors import InvalidInput, NotFound
from duecourse.history.commands import CorrelateMessage, Create
from duecourse.model.json import Json
from duecourse.model.states import MessageState
from duecourse.persistence import message_subscriptions, tables
from tests.commands import diagrams
from tests.commands.office import NOW, Office

HOUR_MS = 3_600_000
HOUR = timedelta(hours=1)


@pytest.fixture
def answered(office: Office) -> Office:
    office.deploy({"answered.bpmn": diagrams.ANSWERED})
    return office


def test_a_message_reaches_who_waits_for_it_with_its_variables(answered: Office) -> None:
    root = answered.start("answered", reference="R-1")

    key = answered.publish("answer", "R-1", text="yes")

    assert answered.waiting_for(root) == ["read"]
    assert answered.messages() == {key: MessageState.CORRELATED}
    entry = answered.history(root)[-1]
    (subscription,) = [
        each for each in answered.history(root)[0].effects if each["type"] == "message_awaited"
    ]
    assert entry.command == CorrelateMessage(
        element=int(str(subscription["element"])), message=str(key), variables={"text": "yes"}
    )
    assert entry.circumstances.username == "system"


@pytest.mark.parametrize(("name", "key"), [("answer", "R-2"), ("answer", ""), ("question", "R-1")])
def test_a_message_for_nobody_is_gone_at_once(answered: Office, name: str, key: str) -> None:
    root = answered.start("answered", reference="R-1")

    message = answered.publish(name, key)

    assert answered.waiting_for(root) == []
    assert answered.messages() == {message: MessageState.EXPIRED}


def test_a_message_that_lives_reaches_who_comes_to_wait_within_its_time(answered: Office) -> None:
    first, second = (answered.publish("answer", "R-1", HOUR_MS, number=number) for number in (1, 2))
    late = answered.publish("answer", "R-1", HOUR_MS // 2)

    answered.time.pass_by(HOUR - timedelta(minutes=1))
    root = answered.start("answered", reference="R-1")

    assert answered.waiting_for(root) == ["read"]
    assert answered.messages() == {
        first: MessageState.CORRELATED,
        second: MessageState.BUFFERED,
        late: MessageState.EXPIRED,
    }
    answered.time.pass_by(timedelta(minutes=1))
    other = answered.start("answered", reference="R-1")
    assert answered.waiting_for(other) == []
    assert answered.messages()[second] is MessageState.EXPIRED


def test_of_many_who_wait_the_first_gets_it(answered: Office) -> None:
    roots = [answered.start("answered", reference="R-1") for _ in range(3)]

    for _ in range(2):
        answered.publish("answer", "R-1")

    assert [answered.waiting_for(root) for root in roots] == [["read"], ["read"], []]


def test_a_message_id_is_published_once_whatever_becomes_of_it(answered: Office) -> None:
    def publish(message_id: str | None, key: str = "R-1") -> int:
        return answered.do("eve", lambda tx: messages.publish(tx, "answer", key, {}, 0, message_id))

    first = publish("m-1")
    root = answered.start("answered", reference="R-1")

    assert publish("m-1") == first
    assert answered.waiting_for(root) == []
    assert publish("m-1", "R-2") != first
    assert len({publish(""), publish(""), publish(None)}) == 3
    assert answered.waiting_for(root) == ["read"]


def test_a_message_starts_a_case(office: Office) -> None:
    office.deploy({"started.bpmn": diagrams.STARTED_BY_MESSAGE})

    key = office.publish("please start", "any key", reason="because")

    (root,) = office.roots()
    (entry,) = office.history(root)
    assert isinstance(entry.command, Create)
    assert (entry.command.start, entry.command.message) == ("asked", str(key))
    assert entry.command.variables == {"reason": "because"}
    assert office.waiting_for(root) == ["work"]


def test_who_waits_goes_before_a_start_event(answered: Office) -> None:
    started = diagrams.diagram(
        "started",
        f'<startEvent id="asked">{diagrams.awaits("answer")}</startEvent>{diagrams.task("work")}'
        f"{diagrams.END}{diagrams.flows('asked', 'work', 'end')}",
        diagrams.message("answer"),
    )
    answered.deploy({"started.bpmn": started})
    root = answered.start("answered", reference="R-1")

    answered.publish("answer", "R-1")
    assert answered.roots() == [root]

    answered.publish("answer", "R-1")
    assert len(answered.roots()) == 2
    given = answered.do("eve", lambda tx: messages.correlate(tx, "answer", "R-1", {}))
    assert given.instance_key == answered.roots()[-1]


def test_a_new_version_of_a_process_is_the_one_that_is_started(office: Office) -> None:
    office.deploy({"started.bpmn": diagrams.STARTED_BY_MESSAGE})
    changed = office.deploy({"started.bpmn": diagrams.STARTED_BY_MESSAGE + b"<!-- changed -->"})
    assert len(office.rows(tables.message_subscription)) == 1

    office.publish("please start")

    (root,) = office.roots()
    assert office.history(root)[0].definition_key == changed.definitions[0].key


def test_a_message_that_lives_starts_a_process_that_is_deployed_later(office: Office) -> None:
    office.publish("please start", life_ms=HOUR_MS)

    office.deploy({"started.bpmn": diagrams.STARTED_BY_MESSAGE})

    assert len(office.roots()) == 1


def test_a_message_is_handed_over_now_or_not_at_all(answered: Office) -> None:
    def correlate(name: str, key: str) -> int:
        return answered.do("eve", lambda tx: messages.correlate(tx, name, key, {"a": 1})).instance_key

    with pytest.raises(NotFound, match="nothing waits for message 'answer' with correlation key 'R-1'"):
        correlate("answer", "R-1")
    root = answered.start("answered", reference="R-1")

    assert correlate("answer", "R-1") == root
    assert answered.waiting_for(root) == ["read"]
    assert answered.rows(tables.message) == []
    entry = answered.history(root)[-1]
    assert (entry.kind, entry.circumstances.username) == ("correlate_message", "eve")
    with pytest.raises(NotFound):
        correlate("answer", "R-1")


def test_who_does_not_wait_any_more_once_the_case_is_locked_gets_nothing(
    answered: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (answered.start("answered", reference="R-1") for _ in range(2))
    lock = cases.lock
    done: list[int] = []

    def late(tx: Transaction, root: int) -> cases.Locked:
        if not done:  # somebody else was faster, between the look for receivers and this lock
            done.append(root)
            monkeypatch.setattr(cases, "lock", lock)
            table = tables.message_subscription
            tx.session.execute(table.delete().where(table.c.root_key == root))
        return lock(tx, root)

    monkeypatch.setattr(cases, "lock", late)
    key = answered.publish("answer", "R-1")

    # The race is run again, on what was not changed after all.
    assert done == [first]
    assert answered.messages() == {key: MessageState.CORRELATED}
    assert (answered.waiting_for(first), answered.waiting_for(second)) == (["read"], [])


@pytest.mark.parametrize(
    ("arguments", "fields"),
    [
        (("", "k", {}, 0, None), ["name"]),
        (("n" * 201, "k" * 201, {}, 0, "m" * 201), ["name", "correlationKey", "messageId"]),
        (("n\0", "k\0", {}, 0, "m\0"), ["name", "correlationKey", "messageId"]),
        (("n", "k", {"a b": 1, "ok": 2}, 0, None), ["a b"]),
        (("n", "k", {}, -1, None), ["timeToLive"]),
        (("n", "k", {}, LONGEST_LIFE_MS + 1, None), ["timeToLive"]),
    ],
)
def test_a_message_that_cannot_be_kept_is_refused_with_its_fields(
    office: Office, arguments: tuple[str, str, dict[str, Json], int, str | None], fields: list[str]
) -> None:
    with pytest.raises(InvalidInput) as error:
        office.do("eve", lambda tx: messages.publish(tx, *arguments))

    assert [each.field for each in error.value.fields] == fields
    assert office.rows(tables.message) == []


def test_a_correlation_without_a_name_is_refused(office: Office) -> None:
    with pytest.raises(InvalidInput, match="needs a name"):
        office.do("eve", lambda tx: messages.correlate(tx, "", "k", {}))


@pytest.mark.parametrize("reference", ["x" * 201, "a\0b"])
def test_a_reference_that_cannot_be_looked_up_is_an_incident_not_an_error(
    answered: Office, reference: str
) -> None:
    root = answered.start("answered", reference=reference)

    (incident,) = answered.rows(tables.incident)
    assert (incident["root_key"], incident["type"]) == (root, "EXTRACT_VALUE_ERROR")
    assert "at most 200 characters without NUL" in incident["message"]


def test_a_subscription_ends_with_its_case(answered: Office) -> None:
    root = answered.start("answered", reference="R-1")
    assert answered.see(lambda session: message_subscriptions.waiting(session, "answer", "R-1")) != []

    answered.do("adam", lambda tx: instances.cancel(tx, root))

    assert answered.rows(tables.message_subscription) == []


def test_a_message_that_has_expired_by_the_clock_of_business_is_not_delivered_when_the_clock_goes_back(
    answered: Office,
) -> None:
    answered.pin(NOW)
    key = answered.publish("answer", "R-1", HOUR_MS)
    answered.pin(NOW + 2 * HOUR)
    assert answered.messages() == {key: MessageState.EXPIRED}
    answered.pin(NOW)

    root = answered.start("answered", reference="R-1")

    assert answered.waiting_for(root) == []


def test_a_message_that_was_kept_waits_as_long_as_business_time_stands_before_its_end(
    answered: Office,
) -> None:
    answered.pin(NOW)
    answered.publish("answer", "R-1", HOUR_MS)
    answered.pin(NOW - 24 * HOUR)

    root = answered.start("answered", reference="R-1")

    assert answered.waiting_for(root) == ["read"]
