"""``make conformance SUITE=dmn-tck``: run the TCK, and print what passed per level and per feature."""

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.conformance.dmn_tck.cases import Suite, suites
from tests.conformance.dmn_tck.judging import Outcome, judge

DATA: Final = Path(__file__).parents[3].parent / "shared" / "conformance" / "dmn-tck"
EXCEPTIONS: Final = Path(__file__).with_name("exceptions.toml")
_LEVELS: Final = ("Compliance Level 2", "Compliance Level 3")
_LONGEST: Final = 400


@dataclass
class Tally:
    """What passed and failed, per level and per feature; what is not as listed; nulls without a reason."""

    levels: Counter[tuple[int, bool]] = field(default_factory=Counter)
    features: Counter[tuple[str, bool]] = field(default_factory=Counter)
    unexpected: dict[str, str] = field(default_factory=dict)
    unexplained: list[str] = field(default_factory=list)

    def count(self, passed: bool) -> int:
        """Return how many results passed, or failed."""
        return sum(number for (_, did), number in self.levels.items() if did is passed)

    def add(self, suite: Suite, outcome: Outcome, excused: bool) -> None:
        """Count a result; one that fails must be excused, and one that is excused must fail."""
        passed = outcome.failure is None
        self.levels[suite.level, passed] += 1
        for label in {_spelt(each) for each in suite.labels if each and each not in _LEVELS}:
            self.features[label, passed] += 1
        if outcome.failure is not None and not excused:
            self.unexpected[outcome.id] = outcome.failure[:_LONGEST]
        elif passed and excused:
            self.unexpected[outcome.id] = "passes, but is listed among those that may fail"
        if outcome.unexplained:
            self.unexplained.append(outcome.id)


def _spelt(label: str) -> str:
    """Return a label in one spelling: the files of the TCK spell some of them in several."""
    return label.casefold().replace(" :", ":")


def tally(files: Iterable[Suite], excused: Mapping[str, str]) -> Tally:
    """Run files of test cases, given the results that may fail with their reasons."""
    found = Tally()
    seen = set()
    for suite in files:
        for outcome in judge(suite):
            seen.add(outcome.id)
            found.add(suite, outcome, outcome.id in excused)
    for absent in excused.keys() - seen:
        found.unexpected[absent] = "is listed among those that may fail, but does not exist"
    return found


def exceptions(path: Path = EXCEPTIONS) -> dict[str, str]:
    """Return the results that may fail, each with its reason."""
    groups = tomllib.loads(path.read_text(encoding="utf-8"))
    return {result: group["reason"] for group in groups.values() for result in group["results"]}


def _print(found: Tally) -> None:
    features = sorted({label for label, _ in found.features}, key=str.lower)
    width = max(map(len, (*features, "feature")))
    print(f"{'feature':{width}}  passed  failed")
    for label in features:
        print(f"{label:{width}}  {found.features[label, True]:6}  {found.features[label, False]:6}")
    print(f"\n{'level':{width}}  passed  failed")
    for level in sorted({level for level, _ in found.levels}):
        passed, failed = found.levels[level, True], found.levels[level, False]
        share = 100 * passed / (passed + failed)
        print(f"{level!s:{width}}  {passed:6}  {failed:6}  {share:.2f} %")
    for result, what in sorted(found.unexpected.items()):
        print(f"unexpected: {result}: {what}")
    for result in found.unexplained:
        print(f"without a reason: {result}: is null, and no warning says why")
    print(f"{found.count(True)} passed, {found.count(False)} failed")


def main(arguments: Sequence[str]) -> int:
    """Run the TCK; return 0 if exactly those results failed that may, and every null has a reason."""
    parser = argparse.ArgumentParser(prog="tests.conformance.dmn_tck.run")
    parser.add_argument("--out", type=Path, help="a file for the result, as JSON")
    out: Path | None = parser.parse_args(arguments).out
    if not DATA.is_dir():
        print("the TCK is not beside the clone (shared/conformance/dmn-tck is missing)")
        return 2
    found = tally(suites(DATA), exceptions())
    _print(found)
    wrong = {**found.unexpected, **dict.fromkeys(found.unexplained, "a null without a reason")}
    if out is not None:
        result = {"passed": found.count(True), "failed": found.count(False), "unexpected": wrong}
        out.write_text(json.dumps(result), encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
