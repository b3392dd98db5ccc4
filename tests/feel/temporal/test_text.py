import pytest

from duecourse.feel.temporal.text import read_date, read_date_time, read_duration, read_temporal, read_time


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-29",
        "-0044-03-15",
        "123456-01-01",
        "09:30:00",
        "09:30:00.123456789",
        "09:30:00Z",
        "09:30:00-05:00",
        "09:30:00@Europe/London",
        "2024-02-29T09:30:00",
        "2024-02-29T09:30:00.5@Europe/London",
        "P1Y2M",
        "-P3M",
        "P1DT2H3M4.5S",
        "-PT5M",
    ],
)
def test_canonical_text_reads_back_as_itself(text: str) -> None:
    assert str(read_temporal(text)) == text


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2024-12-31T24:00:00", "2025-01-01T00:00:00"),
        ("P14M", "P1Y2M"),
        ("PT36H", "P1DT12H"),
        ("09:30:00+00:00", "09:30:00Z"),
        ("PT0.0S", "PT0S"),
    ],
)
def test_other_text_becomes_canonical(text: str, canonical: str) -> None:
    assert str(read_temporal(text)) == canonical


@pytest.mark.parametrize(
    "text", ["2023-02-29", "24-01-01", "02024-01-01", "2024-1-1", "+2024-01-01", "2024-01-01 "]
)
def test_this_is_no_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    "text", ["24:00:00", "09:60:00", "9:30:00", "09:30", "09:30:00@No/Where", "09:30:00+99:00"]
)
def test_this_is_no_time(text: str) -> None:
    assert read_time(text) is None


@pytest.mark.parametrize("text", ["2024-01-01T24:00:01", "2024-01-01T", "T09:30:00", "2024-01-01t09:30:00"])
def test_this_is_no_date_and_time(text: str) -> None:
    assert read_date_time(text) is None


@pytest.mark.parametrize("text", ["P", "PT", "P1M1D", "P1S", "1D", "P1DT", "P1W", "P-1D", "--P1D"])
def test_this_is_no_duration(text: str) -> None:
    assert read_duration(text) is None


def test_a_date_alone_is_its_midnight() -> None:
    assert str(read_date_time("2024-01-01")) == "2024-01-01T00:00:00"
