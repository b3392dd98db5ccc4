"""``make conformance``: run the suites beside the clone with our adapter, and print their tables."""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
SHARED: Final = ROOT.parent / "shared" / "conformance"
ADAPTER: Final = "tests.conformance.adapter"
DISHONEST: Final = ("silent", "accepted", "hang", "crash")
"""What must never be: a wrong trace without an error, acceptance of what is to be refused, no answer."""


DISPUTED: Final = {
    "Timer_BoundaryEvent_SubProcess_Interrupting_Activity": "whether a timer interrupts work done at once",
    "ParallelGateway_TrueParallelism": "whether branches run at the same moment of the wall clock",
}
"""Tests of which the standard allows another reading, with what is in dispute (README.md of the suites)."""


@dataclass(frozen=True)
class Verdict:
    """How a suite went: counts by verdict, and the tests whose verdict must never be, by name."""

    passed: int
    failed: int
    dishonest: Mapping[str, str] = field(default_factory=dict)


def run_suite(name: str) -> Verdict:
    """Run a suite, printing what its tool prints."""
    arguments, judge = SUITES[name]
    with tempfile.TemporaryDirectory(prefix="duecourse-conformance-") as folder:
        result = Path(folder) / "result.json"
        command = [sys.executable, *arguments, "--out", str(result)]
        path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        judges_itself = arguments[0] == "-m"  # it exits with an error where it finds something unexpected
        subprocess.run(command, cwd=SHARED, env={**os.environ, "PYTHONPATH": path}, check=not judges_itself)
        return judge(json.loads(result.read_text(encoding="utf-8")))


def _by_trace(result: Mapping[str, Any]) -> Verdict:
    verdicts = {name: str(each["verdict"]) for name, each in result["results"].items()}
    counts = Counter(verdicts.values())
    dishonest = {
        name: verdict for name, verdict in verdicts.items() if verdict in DISHONEST and name not in DISPUTED
    }
    return Verdict(counts["pass"], len(verdicts) - counts["pass"], dishonest)


def _by_acceptance(rows: Sequence[Mapping[str, Any]]) -> Verdict:
    right = sum(row["want"] == row["got"] for row in rows)
    wrong = {row["file"]: "accepted" for row in rows if row["want"] == "reject" and row["got"] == "accept"}
    return Verdict(right, len(rows) - right, wrong)


def _by_nodes(rows: Sequence[Sequence[Any]]) -> Verdict:
    """Refused is honest; a file of which nodes are missing is not."""
    dropped = {str(row[0]): str(row[1]) for row in rows if not str(row[1]).startswith(("ok", "refused"))}
    return Verdict(len(rows) - len(dropped), len(dropped), dropped)


def _by_expectation(result: Mapping[str, Any]) -> Verdict:
    return Verdict(result["passed"], result["failed"], result["unexpected"])


def _tool(*arguments: str) -> tuple[str, ...]:
    """Return how a tool beside the suites is run with our adapter."""
    return (*arguments, "--adapter", ADAPTER)


SUITES: Final[Mapping[str, tuple[tuple[str, ...], Callable[[Any], Verdict]]]] = {
    "betsy": (_tool("tools/run.py"), _by_trace),
    "constraints": (_tool("tools/run.py", "--groups", "bpmn_constraints", "--quiet"), _by_trace),
    "bpmnspector": (_tool("tools/bpmnspector.py"), _by_acceptance),
    "miwg": (_tool("tools/nodrop.py", "corpus/miwg"), _by_nodes),
    "dmn-tck": (("-m", "tests.conformance.dmn_tck.run"), _by_expectation),
}


def main(names: Sequence[str]) -> int:
    """Run suites, all if none is named; return 0 unless something was dishonest."""
    if unknown := set(names) - set(SUITES):
        print(f"there is no suite {', '.join(sorted(unknown))} yet; there are {', '.join(SUITES)}")
        return 2
    if not SHARED.is_dir():
        print(f"the suites are not beside the clone ({SHARED.relative_to(ROOT.parent)} is missing)")
        return 2
    verdicts = {}
    for name in names or SUITES:
        print(f"\n== {name}", flush=True)
        verdicts[name] = run_suite(name)
    for name, verdict in verdicts.items():
        for test, how in verdict.dishonest.items():
            print(f"{name}: {test}: {how}")
    passed = sum(each.passed for each in verdicts.values())
    failed = sum(each.failed for each in verdicts.values())
    print(f"{passed} passed, {failed} failed")
    return 1 if any(verdict.dishonest for verdict in verdicts.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
