"""``make cases``: run a file of acceptance cases, each against a server of its own."""

import json
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Any

from tests.cases.comparing import PARTS, Difference, compare, compare_end
from tests.cases.playing import Player
from tests.cases.rest_stage import RestStage
from tests.cases.server import prepare, serving
from tests.cases.vocabulary import Vocabulary, read_vocabulary

MOST_SHOWN = 12


def run_case(
    case: Mapping[str, Any], url: str, vocabulary: Vocabulary, without: Set[str]
) -> list[Difference]:
    """Play a case against the installation at a database URL; return what was not as expected."""
    with serving(url) as server:
        return list(differences(case, Player(RestStage(server), vocabulary), without))


def differences(case: Mapping[str, Any], player: Player, without: Set[str]) -> Iterator[Difference]:
    """Play a case, event by event, and yield what is not as expected as soon as that shows."""
    for entry in case["timeline"]:
        outcome = player.play(entry)
        yield from compare(entry, outcome, player, without)
    yield from compare_end(case, player)


def run_file(path: Path, without: Set[str]) -> tuple[int, int]:
    """Run all cases of a file; return how many passed and how many failed."""
    content = json.loads(path.read_text(encoding="utf-8"))
    vocabulary = read_vocabulary(content["format"])
    passed = failed = 0
    for vector in () if "deadlines" in without else content.get("deadline_vectors", ()):
        print(f"FAILED  {vector['rule']} after {vector['start']}: no deadlines are answered yet")
        failed += 1
    with tempfile.TemporaryDirectory(prefix="duecourse-cases-") as folder:
        prepared = Path(folder) / "prepared.db"
        prepare(f"sqlite:///{prepared}", vocabulary.folder)
        for case in content["scenarios"]:
            database = shutil.copy(prepared, Path(folder) / f"{case['id']}.db")
            wrong = _tried(case, f"sqlite:///{database}", vocabulary, without)
            print(f"{'FAILED' if wrong else 'passed'}  {case['id']}  {case['title']}", flush=True)
            for each in wrong[:MOST_SHOWN]:
                print(f"        {each}")
            if len(wrong) > MOST_SHOWN:
                print(f"        and {len(wrong) - MOST_SHOWN} more")
            passed, failed = passed + (not wrong), failed + bool(wrong)
    return passed, failed


def _tried(case: Mapping[str, Any], url: str, vocabulary: Vocabulary, without: Set[str]) -> list[object]:
    try:
        return list(run_case(case, url, vocabulary, without))
    except Exception as error:  # noqa: BLE001 - whatever breaks one case must not keep the others from running
        traceback.print_exc()
        return [f"broke: {type(error).__name__}: {error}"]


def main(arguments: list[str]) -> int:
    """Run ``<file> [without=<part>,…]``; return 0 if everything passed."""
    path, *rest = arguments
    without = {part for each in rest for part in each.removeprefix("without=").split(",") if part}
    if unknown := without - PARTS:
        print(f"there is no part {', '.join(sorted(unknown))} to leave out; there are {', '.join(PARTS)}")
        return 2
    passed, failed = run_file(Path(path), without)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
