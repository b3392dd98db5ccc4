"""What the TCK must show: nothing fails but what is listed, and no null is without a reason."""

from pathlib import Path

import pytest

from tests.conformance.dmn_tck import run
from tests.conformance.dmn_tck.cases import suites
from tests.conformance.dmn_tck.run import Tally, exceptions, main, tally

FILTER = "0001-filter-test-01"


@pytest.fixture(scope="module")
def found(shared: Path) -> Tally:
    return tally(suites(shared / "conformance" / "dmn-tck"), exceptions())


def test_exactly_the_listed_results_fail(found: Tally) -> None:
    assert found.unexpected == {}
    assert found.count(False) == len(exceptions())
    assert found.count(True) > 3400


def test_at_least_the_share_that_is_promised_passes_on_each_level(found: Tally) -> None:
    shares = {
        level: found.levels[level, True] / (found.levels[level, True] + found.levels[level, False])
        for level in (2, 3)
    }

    assert shares[2] == 1
    assert shares[3] > 0.995


def test_every_null_that_is_an_error_has_a_reason(found: Tally) -> None:
    assert found.unexplained == []


def test_the_list_is_strict_in_both_directions(shared: Path) -> None:
    files = [each for each in suites(shared / "conformance" / "dmn-tck") if each.folder.name == "0001-filter"]
    passing = files[0].results[0].id

    strict = tally(files, {passing: "is thought to fail", "0000#nowhere": "is not there"})

    assert strict.unexpected == {
        passing: "passes, but is listed among those that may fail",
        "0000#nowhere": "is listed among those that may fail, but does not exist",
    }


def test_an_unexpected_result_is_printed_and_fails_the_run(
    shared: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = list(suites(shared / "conformance" / "dmn-tck"))
    java = [each for each in files if each.folder.name == "0076-feel-external-java"]
    monkeypatch.setattr(run, "suites", lambda _: java)
    monkeypatch.setattr(run, "exceptions", dict)

    assert main([]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert any(line.startswith("unexpected: 0076-feel-external-java-test-01#boxed_001") for line in printed)
    assert printed[-1] == "4 passed, 14 failed"


def test_without_the_data_the_run_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "DATA", tmp_path / "nowhere")

    assert main([]) == 2
    assert "is missing" in capsys.readouterr().out
