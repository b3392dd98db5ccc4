"""``duecourse db``, and what every other command says before it."""

from pathlib import Path

import pytest

from tests.api.cli.conftest import Run


def test_a_database_is_made_and_made_once(
    unprepared: Run, empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUECOURSE_DATABASE_URL", empty_url)

    before, made, again, after = (
        unprepared(*each)
        for each in (("group", "list"), ("db", "upgrade"), ("db", "upgrade"), ("group", "list"))
    )

    assert (before.status, before.out) == (1, "")
    assert "run duecourse db upgrade" in before.err
    assert made.out == again.out == "The database is up to date.\n"
    assert [line.partition("\t")[0] for line in after.out.splitlines()] == [
        "administrators",
        "auditors",
        "process_owners",
    ]


def test_every_command_that_needs_the_database_says_that_it_is_not_upgraded(
    unprepared: Run, folder: Path
) -> None:
    for command in (
        ("serve", "--port", "0"),
        ("deploy", str(folder)),
        ("account", "list"),
        ("account", "disable", "clara"),
        ("group", "create", "clerks"),
    ):
        ended = unprepared(*command)
        assert (ended.status, ended.out) == (1, ""), command
        assert "run duecourse db upgrade" in ended.err
