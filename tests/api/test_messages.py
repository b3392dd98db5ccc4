"""Messages: published to whoever waits, handed to one who must, and kept for who comes in time."""

from typing import cast

from duecourse.model.json import Json
from tests.api.asking import Api, Object, fields, problem

PUBLICATION = "/v2/messages/publication"
CORRELATION = "/v2/messages/correlation"
SUBSCRIPTIONS = "/v2/message-subscriptions/search"


def state(api: Api, instance: str) -> object:
    return api.get("adam", f"/v2/process-instances/{instance}")["state"]


def test_a_message_reaches_the_one_that_waits_for_it(api: Api) -> None:
    mine = api.start("answer", variables={"reference": "A-1"})
    other = api.start("answer", variables={"reference": "A-2"})

    answer = api.post(
        "eve", PUBLICATION, {"name": "answered", "correlationKey": "A-1", "variables": {"a": 1}}
    )

    assert answer == {"messageKey": answer["messageKey"], "tenantId": "<default>"}
    assert (state(api, mine), state(api, other)) == ("COMPLETED", "ACTIVE")
    assert cast(Object, api.history(mine)[-1]["actor"])["username"] == "system"


def test_a_correlation_says_who_got_the_message_or_that_nobody_did(api: Api) -> None:
    mine = api.start("answer", variables={"reference": "A-1"})
    body: Json = {"name": "answered", "correlationKey": "A-1"}

    answer = api.post("eve", CORRELATION, body)

    assert answer == {
        "messageKey": answer["messageKey"],
        "processInstanceKey": mine,
        "tenantId": "<default>",
    }
    assert cast(Object, api.history(mine)[-1]["actor"])["username"] == "eve"
    problem(api.call("eve", "POST", CORRELATION, body), 404, "not-found")


def test_a_message_waits_for_a_receiver_as_long_as_it_lives(api: Api) -> None:
    api.post("eve", PUBLICATION, {"name": "answered", "correlationKey": "A-1", "timeToLive": 60_000})
    api.post("eve", PUBLICATION, {"name": "answered", "correlationKey": "A-2"})

    assert state(api, api.start("answer", variables={"reference": "A-1"})) == "COMPLETED"
    assert state(api, api.start("answer", variables={"reference": "A-2"})) == "ACTIVE"


def test_a_message_under_one_id_counts_once(api: Api) -> None:
    body: Json = {"name": "complaint", "messageId": "c-1", "timeToLive": 60_000}

    first, again = api.post("eve", PUBLICATION, body), api.post("eve", PUBLICATION, body)

    assert first == again
    assert len(api.found("adam", "/v2/process-instances/search", processDefinitionId="complaint")) == 1


def test_a_message_starts_a_process(api: Api) -> None:
    answer = api.post("eve", CORRELATION, {"name": "complaint", "variables": {"about": "noise"}})

    instance = str(answer["processInstanceKey"])
    assert api.get("clara", f"/v2/process-instances/{instance}")["processDefinitionId"] == "complaint"
    (variable,) = api.found("clara", "/v2/variables/search", processInstanceKey=instance)
    assert (variable["name"], variable["value"]) == ("about", '"noise"')


def test_what_waits_for_messages_is_found(api: Api) -> None:
    instance = api.start("answer", variables={"reference": "A-1"})

    (waiting,) = api.found("clara", SUBSCRIPTIONS, messageName="answered")
    (start,) = api.found("audrey", SUBSCRIPTIONS, messageName="complaint")

    assert waiting == {
        "messageSubscriptionKey": waiting["messageSubscriptionKey"],
        "messageSubscriptionState": "CREATED",
        "messageSubscriptionType": "PROCESS_EVENT",
        "messageName": "answered",
        "correlationKey": "A-1",
        "lastUpdatedDate": waiting["lastUpdatedDate"],
        "elementId": "wait",
        "elementInstanceKey": waiting["messageSubscriptionKey"],
        "processInstanceKey": instance,
        "rootProcessInstanceKey": instance,
        "processDefinitionKey": waiting["processDefinitionKey"],
        "processDefinitionId": "answer",
        "processDefinitionName": None,
        "processDefinitionVersion": None,
        "businessId": None,
        "toolName": None,
        "toolProperties": {},
        "inboundConnectorType": None,
        "tenantId": "<default>",
    }
    assert (start["messageSubscriptionType"], start["processInstanceKey"]) == ("START_EVENT", None)
    assert api.found("clara", SUBSCRIPTIONS, messageName="complaint") == []
    assert api.found("eve", SUBSCRIPTIONS) == []


def test_each_wrong_field_of_a_message_is_named(quiet: Api) -> None:
    wrong: list[tuple[Json, set[str]]] = [
        ({}, {"name"}),
        ({"name": ""}, {"name"}),
        ({"name": "n" * 201}, {"name"}),
        ({"name": "n", "correlationKey": 1, "variables": "x"}, {"correlationKey", "variables"}),
        ({"name": "n", "timeToLive": -1}, {"timeToLive"}),
        ({"name": "n", "timeToLive": 10**18}, {"timeToLive"}),
        ({"name": "n", "messageId": ""}, {"messageId"}),
        ({"name": "n", "businessId": "b"}, {"businessId"}),
    ]

    for body, named in wrong:
        assert set(fields(quiet.call("eve", "POST", PUBLICATION, body))) == named
    assert set(fields(quiet.call("eve", "POST", CORRELATION, {"name": "n", "timeToLive": 1}))) == {
        "timeToLive"
    }
