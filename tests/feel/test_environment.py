from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from duecourse.feel import Environment
from tests.feel.evaluating import CALENDAR


def test_the_clock_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        Environment(datetime(2024, 1, 1), ZoneInfo("UTC"), CALENDAR)  # noqa: DTZ001 - that is the fault
