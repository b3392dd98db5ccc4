"""Help, and what is said where a command cannot be understood or carried out."""

import pytest

from tests.api.cli.conftest import Run

COMMANDS = (
    (),
    ("serve",),
    ("worker",),
    ("deploy",),
    ("lint",),
    ("db",),
    ("db", "upgrade"),
    ("account",),
    ("account", "create"),
    ("account", "password"),
    ("account", "join"),
    ("account", "leave"),
    ("account", "disable"),
    ("account", "enable"),
    ("account", "list"),
    ("group",),
    ("group", "create"),
    ("group", "list"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command) or "duecourse")
def test_every_command_explains_itself(unprepared: Run, command: tuple[str, ...]) -> None:
    ended = unprepared(*command, "--help")

    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith(f"usage: {' '.join(('duecourse', *command))}")
    # A sentence that says what it does stands below the usage.
    assert any(line.endswith(".") and line[0].isupper() for line in ended.out.splitlines() if line)
    for line in ended.out.splitlines():
        assert len(line) <= 120


def test_the_commands_are_listed(unprepared: Run) -> None:
    ended = unprepared("--help")

    for command in ("serve", "worker", "deploy", "lint", "db", "account", "group"):
        assert f"\n    {command} " in ended.out
    assert "DUECOURSE_DATABASE_URL" in ended.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "<command>"),
        (("account",), "<command>"),
        (("fly",), "invalid choice: 'fly'"),
        (("deploy",), "path"),
        (("account", "create"), "username"),
        (("account", "join", "clara"), "group"),
        (("serve", "--port", "x"), "'x' is not a port"),
        (("serve", "--port", "65536"), "'65536' is not a port"),
        (("serve", "--port", "-1"), "port"),
    ],
)
def test_what_cannot_be_understood_ends_with_2(
    unprepared: Run, arguments: tuple[str, ...], said: str
) -> None:
    ended = unprepared(*arguments)

    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_a_setting_that_does_not_exist_is_named(unprepared: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUECOURSE_COLOUR", "red")
    monkeypatch.setenv("DUECOURSE_DEMO", "perhaps")

    ended = unprepared("group", "list")

    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith("duecourse: Correct these environment variables\n")
    assert "  DUECOURSE_COLOUR: is no setting" in ended.err
    assert "  DUECOURSE_DEMO: is 'perhaps', but must be true or false" in ended.err


@pytest.mark.parametrize(
    "url",
    [
        "nothing",
        "mysql://host/name",
        "sqlite://",
        "sqlite:///",
        "sqlite://host/x",
        "postgresql://host:x/name",
    ],
)
def test_a_url_of_no_database_is_said_without_showing_it(
    unprepared: Run, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("DUECOURSE_DATABASE_URL", url)

    for command in (("db", "upgrade"), ("group", "list")):
        ended = unprepared(*command)
        assert (ended.status, ended.out) == (1, "")
        assert ended.err == (
            "duecourse: DUECOURSE_DATABASE_URL must be sqlite:///<path> or "
            "postgresql://<user>:<password>@<host>/<name>\n"
        )


@pytest.mark.parametrize("url", ["sqlite:////no/such/folder/x.db", "postgresql://127.0.0.1:1/name"])
def test_a_database_that_is_away_is_said(unprepared: Run, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DUECOURSE_DATABASE_URL", url)

    for command in (("db", "upgrade"), ("group", "list")):
        ended = unprepared(*command)
        assert (ended.status, ended.out) == (1, "")
        assert ended.err.startswith("duecourse: The database cannot be reached")
        assert ended.err.count("\n") == 1
