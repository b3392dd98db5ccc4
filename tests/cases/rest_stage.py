"""Playing on a real server, over REST."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from duecourse.model.json import Json, loads
from tests.cases.playing import Outcome, Task
from tests.cases.server import ADMINISTRATOR, Answer, Server
from tests.cases.vocabulary import Variables

MANY: Json = {"limit": 10_000}


@dataclass
class RestStage:
    """A case on a server; ``instance`` is the key of its process instance."""

    server: Server
    instance: str = ""
    _seen: dict[int, Variables] = field(default_factory=dict)

    def move_clock(self, instant: datetime) -> None:
        """Let business time stand still at an instant."""
        self.server.move_clock(instant)

    def start(self, by: str, process: str, variables: Variables) -> Outcome:
        """Start the case."""
        body: Json = {"processDefinitionId": process, "variables": variables}
        answer = self.server.call(by, "POST", "/v2/process-instances", body)
        self.instance = str(answer.get("processInstanceKey") or "")
        return _outcome(answer)

    def correlate(self, by: str, message: str, variables: Variables) -> Outcome:
        """Hand a message to the case."""
        body: Json = {"name": message, "correlationKey": self.instance, "variables": variables}
        return _outcome(self.server.call(by, "POST", "/v2/messages/correlation", body))

    def complete(self, by: str, element: str, variables: Variables, local: Variables) -> Outcome:
        """Complete the open task of an element."""
        path = f"/v2/process-instances/{self.instance}/elements/{element}/completion"
        body: Json = {"variables": variables, "localVariables": local}
        return _outcome(self.server.call(by, "POST", path, body))

    def tasks(self) -> list[Task]:
        """Return all tasks of the case."""
        found = self._search("/v2/user-tasks/search", {"processInstanceKey": self.instance})
        return [self._task(int(str(each["userTaskKey"])), each) for each in found]

    def _task(self, key: int, found: dict[str, Json]) -> Task:
        """Return a task; what it sees, which tells it from others like it, is asked for once."""
        state = str(found["state"])
        if key not in self._seen and state == "CREATED":
            path = f"/v2/user-tasks/{key}/variables/search"
            request: Json = {"sort": [{"field": "scopeKey", "order": "ASC"}], "page": MANY}
            variables = self.server.items(ADMINISTRATOR, path, request)
            self._seen[key] = {str(each["name"]): loads(str(each["value"])) for each in variables}
        return Task(key, str(found["elementId"]), state, self._seen.get(key, {}))

    def stage(self) -> str | None:
        """Return the stage of the case."""
        answer = self.server.call(ADMINISTRATOR, "GET", f"/v2/process-instances/{self.instance}")
        return cast(str | None, answer.get("stage"))

    def variables(self) -> Variables:
        """Return the variables of the case."""
        within: Json = {"processInstanceKey": self.instance, "scopeKey": self.instance}
        found = self._search("/v2/variables/search", within)
        return {str(each["name"]): loads(str(each["value"])) for each in found}

    def incidents(self) -> list[str]:
        """Return what stopped, and why."""
        within: Json = {"processInstanceKey": self.instance, "state": "ACTIVE"}
        found = self._search("/v2/incidents/search", within)
        return [f"{each['elementId']}: {each['errorMessage']}" for each in found]

    def _search(self, path: str, within: Json) -> list[dict[str, Json]]:
        return self.server.items(ADMINISTRATOR, path, {"filter": within, "page": MANY})


def _outcome(answer: Answer) -> Outcome:
    code = answer.get("reasonCode")
    return Outcome(answer.ok, None if code is None else str(code), answer)
