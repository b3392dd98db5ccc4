"""The adapter of the BPMN suites: loads a file as an upload would be loaded, runs it, and says what happened.

The contract is ``adapter_template.py`` in the tools beside the suites.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from duecourse.bpmn.failures import IncidentType
from duecourse.commands.resources import Files, lint_alone
from duecourse.diagram.elements import FlowNode, Scope, SubProcess
from duecourse.diagram.reader import read
from duecourse.errors import DuecourseError
from duecourse.lint import Severity
from tests.conformance.sandbox import Sandbox, sandbox
from tests.conformance.translation import LOGGED, bpmn, translate

Job = Mapping[str, Any]
Outcome = dict[str, Any]


def execute(job: Job) -> Outcome:
    """Deploy a canonical betsy file, run it while it is to be watched, and return what happened."""
    try:
        root = etree.parse(job["path"], _parser()).getroot()
    except etree.XMLSyntaxError as error:
        return _outcome(deploy_error=f"not well-formed XML: {error}")
    if job["mode"] == "deploy":
        return _outcome(deploy_error=_refusal(Path(job["path"]).read_bytes()))
    marks = translate(root)
    with sandbox() as box:
        try:
            box.deploy(etree.tostring(root))
        except DuecourseError as error:
            return _outcome(deploy_error=str(error))
        return _run(box, job, marks)


def _run(box: Sandbox, job: Job, marks: Mapping[str, str]) -> Outcome:
    try:
        if job["parallel_process"]:
            box.start("ParallelProcess", {})
        key = box.start(job["process_id"], job["variables"])
        box.watch(job["observe_s"] / job["time_scale"])
    except DuecourseError as error:
        return _outcome(runtime_error=str(error))
    stopped = box.stopped()
    return _outcome(
        runtime_error="; ".join(f"{kind}: {message}" for kind, message in stopped) or None,
        trace=list(_trace(box, marks)),
        error_event=any(kind == IncidentType.UNHANDLED_ERROR for kind, _ in stopped),
        data_log=[each["value"] for each in box.effects() if each.get("name") == LOGGED],
        completed=box.completed(key),
        waiting=box.waiting(),
    )


def _trace(box: Sandbox, marks: Mapping[str, str]) -> Iterator[str]:
    names: dict[object, str] = {}
    for effect in box.effects():
        if effect["type"] == "element_activated" and effect["kind"] != "multiInstanceBody":
            names[effect["element"]] = str(effect["id"])
        elif effect["type"] == "element_completed" and names.get(effect["element"]) in marks:
            yield marks[names[effect["element"]]]


def execute_raw(job: Job) -> Outcome:
    """Load a file exactly as an upload, run it, never raise; ``specs`` is the text of what was read."""
    content = Path(job["path"]).read_bytes()
    refusal = _refusal(content)
    if refusal is not None or job["mode"] == "deploy":
        return _outcome(deploy_error=refusal, specs="")
    definitions = read(content)
    process_id = job["process_id"] or next(iter(definitions.processes))
    with sandbox() as box:
        try:
            box.deploy(content)
            key = box.start(process_id, {})
            box.watch(job["observe_s"])
        except DuecourseError as error:
            return _outcome(runtime_error=str(error), specs=repr(definitions))
        stopped = "; ".join(message for _, message in box.stopped()) or None
        return _outcome(runtime_error=stopped, completed=box.completed(key), specs=repr(definitions))


def load_nodes(path: str) -> set[str]:
    """Load a file with every process made executable; return the ids of its flow nodes, or raise."""
    root = etree.parse(path, _parser()).getroot()
    for process in root.iter(bpmn("process")):
        process.set("isExecutable", "true")
    definitions = read(etree.tostring(root))
    return {node.id for process in definitions.processes.values() for node in _nodes(process.body)}


def _nodes(scope: Scope) -> Iterator[FlowNode]:
    for node in scope.nodes.values():
        yield node
        if isinstance(node, SubProcess):
            yield from _nodes(node.body)


def _refusal(content: bytes) -> str | None:
    """Return why a file would be refused at deploy, or None."""
    try:
        definitions = read(content)
        found = lint_alone(Files({"diagram.bpmn": (content, definitions)}, {}), ())
    except DuecourseError as error:
        return str(error)
    wrong = [each for each in found["diagram.bpmn"] if each.severity is Severity.ERROR]
    return "; ".join(f"line {each.line}, {each.element_id}: {each.message}" for each in wrong) or None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)


def _outcome(**known: Any) -> Outcome:
    empty: Outcome = {
        "deploy_error": None,
        "runtime_error": None,
        "trace": [],
        "error_event": False,
        "data_log": [],
        "spans": {},
        "completed": None,
        "waiting": [],
    }
    return {**empty, **known}
