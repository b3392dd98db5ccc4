"""The history of a case: one entry for each thing that was done, or refused."""

from typing import cast

from tests.api.asking import Api, Object, fields


def test_every_entry_says_who_did_what_when_and_what_followed(api: Api) -> None:
    instance = api.start("grant", variables={"applicant": "Ann"})
    task = api.task(instance)
    api.do("clara", "POST", f"/v2/user-tasks/{task}/assignment", {"assignee": "clara"})
    body: Object = {"variables": {"amount": 5}, "actDate": "2020-02-29"}
    api.do("clara", "POST", f"/v2/user-tasks/{task}/completion", body)

    answer = api.get("clara", f"/v2/process-instances/{instance}/history")

    entries = cast(list[Object], answer["items"])
    assert [(each["sequence"], each["kind"]) for each in entries] == [
        (1, "create"),
        (2, "assign_task"),
        (3, "complete_task"),
    ]
    last = entries[-1]
    assert last == {
        "sequence": 3,
        "kind": "complete_task",
        "enteredAt": last["enteredAt"],
        "recordedAt": last["recordedAt"],
        "actDate": "2020-02-29",
        "actor": {
            "accountKey": cast(Object, last["actor"])["accountKey"],
            "username": "clara",
            "groups": ["clerks"],
        },
        "rootProcessInstanceKey": instance,
        "processDefinitionKey": last["processDefinitionKey"],
        "semantics": last["semantics"],
        "reasonCode": None,
        "command": {"kind": "complete_task", "element": 3, "variables": {"amount": 5}},
        "effects": last["effects"],
    }
    effects = [each["type"] for each in cast(list[Object], last["effects"])]
    assert "element_completed" in effects
    assert answer["page"] == {
        "totalItems": 3,
        "hasMoreTotalItems": False,
        "startCursor": "1",
        "endCursor": "3",
    }


def test_a_history_is_read_page_by_page(api: Api) -> None:
    instance = api.start("grant")
    path = f"/v2/user-tasks/{api.task(instance)}/assignment"
    for name in ("clara", "carl", "clara"):
        api.do("clara", "POST", path, {"assignee": name})

    read, after = [], "0"
    while True:
        answer = api.get("clara", f"/v2/process-instances/{instance}/history?limit=3&after={after}")
        page = cast(Object, answer["page"])
        assert page["totalItems"] == 4
        if page["endCursor"] is None:
            break
        read += [each["sequence"] for each in cast(list[Object], answer["items"])]
        after = str(page["endCursor"])

    assert read == [1, 2, 3, 4]


def test_a_wrong_page_is_named(quiet: Api) -> None:
    instance = quiet.start("grant")

    for query, named in (
        ("after=-1", "after"),
        ("after=99999999999999999999", "after"),
        ("after=x", "after"),
        ("limit=0", "limit"),
        ("limit=10001", "limit"),
        ("limit=1.5", "limit"),
    ):
        response = quiet.call("clara", "GET", f"/v2/process-instances/{instance}/history?{query}")
        assert set(fields(response)) == {named}, query


def test_the_history_of_a_called_process_is_that_of_its_case(api: Api) -> None:
    instance = api.start("parts", variables={"list": ["a"]})
    element = str(int(api.task(instance)))

    response = api.call("clara", "GET", f"/v2/process-instances/{element}/history")

    # A key within the case leads to the case; which of its parts it is does not matter to its history.
    assert response.status_code == 200
