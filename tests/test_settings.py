"""The settings of an installation."""

from dataclasses import fields
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from duecourse.settings import PREFIX, InvalidSettings, Settings, read_settings

REFERENCE = Path(__file__).parents[1] / "docs/reference/settings.md"


def test_an_empty_environment_gives_the_defaults() -> None:
    assert read_settings({"PATH": "/bin"}) == Settings()


def test_every_setting_is_read_from_its_variable() -> None:
    settings = read_settings(
        {
            "DUECOURSE_DATABASE_URL": "postgresql://db/duecourse",
            "DUECOURSE_DEMO": "TRUE",
            "DUECOURSE_CLOCK_MOVABLE": "true",
            "DUECOURSE_TIMEZONE": "Europe/Dublin",
            "DUECOURSE_STEP_LIMIT": "7",
            "DUECOURSE_SNAPSHOT_EVERY": "8",
            "DUECOURSE_MAX_UPLOAD_BYTES": "9",
            "DUECOURSE_WORKER_POLL_SECONDS": " 0.25 ",
            "DUECOURSE_ANSWERS_KEPT_DAYS": "30",
            "DUECOURSE_PASSWORD_HASH_CONCURRENCY": "4",
        }
    )

    assert settings == Settings(
        "postgresql://db/duecourse", True, True, ZoneInfo("Europe/Dublin"), 7, 8, 9, 0.25, 30, 4
    )


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DUECOURSE_DATABASE_URL", " "),
        ("DUECOURSE_DEMO", "1"),
        ("DUECOURSE_CLOCK_MOVABLE", "yes"),
        ("DUECOURSE_TIMEZONE", "London"),
        ("DUECOURSE_TIMEZONE", "../etc/passwd"),
        ("DUECOURSE_TIMEZONE", ""),
        ("DUECOURSE_STEP_LIMIT", "0"),
        ("DUECOURSE_STEP_LIMIT", "-1"),
        ("DUECOURSE_STEP_LIMIT", "1.5"),
        ("DUECOURSE_STEP_LIMIT", "²"),
        ("DUECOURSE_WORKER_POLL_SECONDS", "0"),
        ("DUECOURSE_WORKER_POLL_SECONDS", "nan"),
        ("DUECOURSE_WORKER_POLL_SECONDS", "inf"),
        ("DUECOURSE_WORKER_POLL_SECONDS", "soon"),
    ],
)
def test_a_wrong_value_is_refused_with_the_name_of_its_variable(variable: str, value: str) -> None:
    with pytest.raises(InvalidSettings) as refused:
        read_settings({variable: value})

    assert [error.field for error in refused.value.fields] == [variable]


def test_all_wrong_values_are_named_at_once_and_a_misspelt_name_is_one() -> None:
    with pytest.raises(InvalidSettings) as refused:
        read_settings({"DUECOURSE_DEMO": "perhaps", "DUECOURSE_DATABSE_URL": "sqlite:///x.db"})

    assert [error.field for error in refused.value.fields] == ["DUECOURSE_DATABSE_URL", "DUECOURSE_DEMO"]
    assert "DUECOURSE_DATABASE_URL" in str(refused.value)


def test_the_reference_page_names_every_setting_with_its_default() -> None:
    text = REFERENCE.read_text()

    for field in fields(Settings):
        assert f"`{PREFIX}{field.name.upper()}` | `{str(field.default).lower()}`" in text.replace(
            "Europe/London", "europe/london"
        )
