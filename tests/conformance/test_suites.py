"""What the suites must never show: a wrong trace without an error, or what should have been refused."""

from pathlib import Path

import pytest

from tests.conformance.run import SUITES, main, run_suite


@pytest.mark.parametrize("suite", SUITES)
def test_nothing_goes_wrong_silently_and_nothing_is_accepted_that_should_be_refused(
    suite: str, shared: Path
) -> None:
    verdict = run_suite(suite)

    assert verdict.dishonest == {}
    assert verdict.passed > 0


def test_a_suite_that_does_not_exist_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["betsi"]) == 2
    assert "there is no suite betsi" in capsys.readouterr().out
