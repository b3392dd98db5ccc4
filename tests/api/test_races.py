"""Several people at once: one winner, and nobody is answered with a mistake of ours."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx2

from tests.api.asking import Api, Object, problem

AT_ONCE = 8


def at_once(api: Api, *asked: tuple[str, str, Object]) -> list[httpx2.Response]:
    """Send requests at the same time, each an account, a path and a body; return the answers in order."""

    def ask(each: tuple[str, str, Object]) -> httpx2.Response:
        account, path, body = each
        return api.call(account, "POST", path, body)

    with ThreadPoolExecutor(len(asked)) as threads:
        return list(threads.map(ask, asked))


def test_one_of_two_claims_wins_and_the_other_learns_who_won(api: Api) -> None:
    for _ in range(3):
        task = api.task(api.start("lanes"))
        path = f"/v2/user-tasks/{task}/assignment"
        claims: list[tuple[str, str, Object]] = [
            (name, path, {"assignee": name, "allowOverride": False}) for name in ("clara", "carl")
        ]

        responses = at_once(api, *claims)

        assert sorted(each.status_code for each in responses) == [204, 409]
        holder = str(api.get("clara", f"/v2/user-tasks/{task}")["assignee"])
        (lost,) = [each for each in responses if each.status_code == 409]
        assert holder in str(problem(lost, 409, "wrong-state")["detail"])


def test_a_task_is_completed_once(api: Api) -> None:
    instance = api.start("lanes")
    path = f"/v2/user-tasks/{api.task(instance)}/completion"

    responses = at_once(api, *(("clara", path, {}) for _ in range(AT_ONCE)))

    assert Counter(each.status_code for each in responses) == {204: 1, 409: AT_ONCE - 1}
    assert [entry["kind"] for entry in api.history(instance)] == ["create", "complete_task"]


def test_different_tasks_of_one_case_are_all_completed_at_once(api: Api) -> None:
    instance = api.start("parts", variables={"list": list(range(AT_ONCE))})
    tasks = api.found("adam", "/v2/user-tasks/search", processInstanceKey=instance)

    responses = at_once(
        api, *(("clara", f"/v2/user-tasks/{each['userTaskKey']}/completion", {}) for each in tasks)
    )

    assert [each.status_code for each in responses] == [204] * AT_ONCE
    assert api.get("clara", f"/v2/process-instances/{instance}")["state"] == "COMPLETED"
    assert [entry["sequence"] for entry in api.history(instance)] == list(range(1, AT_ONCE + 2))


def test_a_business_id_is_taken_once(api: Api) -> None:
    body: Object = {"processDefinitionId": "letter", "businessId": "L-1"}

    responses = at_once(api, *(("clara", "/v2/process-instances", body) for _ in range(AT_ONCE)))

    assert Counter(each.status_code for each in responses) == {200: 1, 409: AT_ONCE - 1}


def test_a_job_is_given_to_one_worker(api: Api) -> None:
    for _ in range(3):
        api.start("letter")
    body: Object = {"type": "post", "timeout": 60_000, "maxJobsToActivate": 1}

    responses = at_once(api, *(("adam", "/v2/jobs/activation", body) for _ in range(AT_ONCE)))

    assert {each.status_code for each in responses} == {200}
    taken = [job["jobKey"] for each in responses for job in each.json()["jobs"]]
    assert len(taken) == len(set(taken)) == 3


def test_one_message_reaches_one_receiver(api: Api) -> None:
    instances = [api.start("answer", variables={"reference": "A-1"}) for _ in range(2)]
    body: Object = {"name": "answered", "correlationKey": "A-1"}

    responses = at_once(api, *(("eve", "/v2/messages/correlation", body) for _ in range(4)))

    assert Counter(each.status_code for each in responses) == {200: 2, 404: 2}
    states = [api.get("adam", f"/v2/process-instances/{each}")["state"] for each in instances]
    assert states == ["COMPLETED", "COMPLETED"]
