"""The acceptance cases, ours beside them, and what the procedure's words must cover."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from duecourse.diagram.elements import Process
from duecourse.diagram.reader import read
from tests.cases.engine_stage import EngineStage
from tests.cases.playing import Player
from tests.cases.run import differences, run_case
from tests.cases.server import prepare
from tests.cases.vocabulary import PROCESSES, read_vocabulary

GIVEN = Path(__file__).with_name("scr-cases.json")
OWN = PROCESSES / "serious_case_review" / "scenarios.json"
WITHOUT = {"deadlines"}


def cases(*paths: Path) -> dict[str, dict[str, Any]]:
    return {
        case["id"]: case
        for path in paths
        for case in json.loads(path.read_text(encoding="utf-8"))["scenarios"]
    }


ALL = cases(GIVEN, OWN)
VOCABULARY = read_vocabulary(json.loads(GIVEN.read_text(encoding="utf-8"))["format"])


def process() -> Process:
    [diagram] = VOCABULARY.folder.glob("*.bpmn")
    return read(diagram.read_bytes()).processes[VOCABULARY.process]


@pytest.mark.parametrize("case", ALL)
def test_a_case_goes_as_expected_on_the_engine(case: str) -> None:
    assert list(differences(ALL[case], Player(EngineStage(process()), VOCABULARY), WITHOUT)) == []


@pytest.mark.parametrize("case", ["S01", "S02", "S03", "D02"])
def test_a_case_goes_as_expected_over_rest(case: str, empty_url: str) -> None:
    prepare(empty_url, VOCABULARY.folder)

    assert run_case(ALL[case], empty_url, VOCABULARY, WITHOUT) == []


def test_our_copy_of_the_cases_is_the_one_that_we_were_given(shared: Path) -> None:
    assert json.loads(GIVEN.read_text()) == json.loads((shared / "cases" / "scr-cases.json").read_text())


def test_every_event_and_reason_code_is_mapped_also_those_that_no_case_uses(shared: Path) -> None:
    page = (shared / "cases" / "README.md").read_text()
    events = set(re.findall(r"^\| ([a-z_]+\.[a-z_]+) \|", page, re.MULTILINE))
    codes = set(re.findall(r"[a-z]+(?:_[a-z]+)+", page.partition("Reason codes:")[2]))

    assert len(events) == 27
    assert len(codes) == 11
    assert events <= set(VOCABULARY.events)
    assert codes == VOCABULARY.reason_codes


def test_every_reason_code_has_a_rule_and_a_sentence_in_the_diagram() -> None:
    [diagram] = VOCABULARY.folder.glob("*.bpmn")
    text = diagram.read_text(encoding="utf-8")
    sentences = set(re.findall(r'name="duecourse:message:(\w+)"', text))
    rules = set(re.findall(r'name="duecourse:constraint:(\w+)"', text))
    unavailable = " ".join(re.findall(r'name="duecourse:unavailable" value="([^"]+)"', text))

    assert sentences >= VOCABULARY.reason_codes
    assert {code for code in VOCABULARY.reason_codes - rules if code not in unavailable} == set()


def test_every_task_of_the_vocabulary_is_mapped() -> None:
    given = json.loads(GIVEN.read_text(encoding="utf-8"))["vocabulary"]

    assert {word.name.partition(":")[0] for word in VOCABULARY.tasks.values()} == set(given["tasks"])
    assert set(VOCABULARY.notices) == set(given["notifications"])


def test_a_case_that_goes_otherwise_is_seen() -> None:
    case = json.loads(json.dumps(ALL["S02"]))
    case["timeline"][3]["expect"] |= {"accepted": True, "stage": "triage"}
    case["decision_history"] = []

    found = {
        (each.entry, each.part)
        for each in differences(case, Player(EngineStage(process()), VOCABULARY), WITHOUT)
    }

    assert found == {
        ("entry 3 (chair.screened)", "accepted"),
        ("entry 3 (chair.screened)", "stage"),
        ("the end", "decision_history"),
    }
