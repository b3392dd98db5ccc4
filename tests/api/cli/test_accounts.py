"""``duecourse account`` and ``duecourse group``."""

import io

import pytest

from duecourse.commands import accounts
from duecourse.commands.passwords import Passwords
from duecourse.errors import Unauthenticated
from duecourse.model.identity import Actor
from duecourse.persistence.session import engine_for, reading, sessions_for
from tests.api.asking import CHEAP
from tests.api.cli.conftest import Run


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give a list of what is typed when a password is asked for."""
    answers: list[str] = []

    def ask(prompt: str) -> str:
        if not answers:
            raise EOFError
        return answers.pop(0)

    monkeypatch.setattr("getpass.getpass", ask)
    return answers


def sign_in(monkeypatch: pytest.MonkeyPatch, username: str, password: str) -> Actor:
    import os

    engine = engine_for(os.environ["DUECOURSE_DATABASE_URL"])
    try:
        with reading(sessions_for(engine)) as session:
            return accounts.authenticate(session, Passwords(1, hasher=CHEAP), username, password)
    finally:
        engine.dispose()


def pipe(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_an_account_is_created_and_signs_in(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, "correct horse\r\nand no more\n")
    run("group", "create", "clerks", "--title", "The clerks")

    ended = run(
        *("account", "create", "clara", "--name", "Clara Clerk", "--email", "clara@example.org"),
        *("--group", "clerks", "--group", "auditors", "--password-stdin"),
    )

    assert (ended.status, ended.out, ended.err) == (0, "There is an account clara now.\n", "")
    assert sign_in(monkeypatch, "clara", "correct horse").groups == {"clerks", "auditors"}
    assert run("account", "list").out == "clara\tClara Clerk\tauditors, clerks\n"


def test_a_password_is_typed_twice(run: Run, typed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    typed += ["correct horse", "correct house"]
    differ = run("account", "create", "clara")
    typed += ["correct horse", "correct horse"]
    created = run("account", "create", "clara")
    nothing = run("account", "password", "clara")
    typed += ["another horse", "another horse"]
    changed = run("account", "password", "clara")

    assert (differ.status, differ.err) == (1, "duecourse: the two passwords differ; nothing was changed\n")
    assert created.status == 0
    assert (nothing.status, nothing.err) == (1, "duecourse: no password was given; nothing was changed\n")
    assert changed.out == "The password of clara is changed.\n"
    assert sign_in(monkeypatch, "clara", "another horse").username == "clara"
    with pytest.raises(Unauthenticated):
        sign_in(monkeypatch, "clara", "correct horse")


def test_stopping_at_the_password_changes_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(prompt: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("getpass.getpass", stopped)

    ended = run("account", "create", "clara")

    assert (ended.status, ended.out) == (1, "")
    assert ended.err == "\nduecourse: stopped; nothing was changed\n"
    assert run("account", "list").out == ""


@pytest.mark.parametrize(
    ("arguments", "password", "said"),
    [
        (("clara",), "short\n", "  password: must have 8 to 1000 characters"),
        (("clara",), "", "  password: must have 8 to 1000 characters"),
        (("cla:ra",), "correct horse\n", "  username: must be"),
        (("system",), "correct horse\n", "  username: must be"),
        (("clara", "--group", "nobodies"), "correct horse\n", "There is no group nobodies."),
    ],
)
def test_an_account_that_cannot_be_is_not_created(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], password: str, said: str
) -> None:
    pipe(monkeypatch, password)

    ended = run("account", "create", *arguments, "--password-stdin")

    assert (ended.status, ended.out) == (1, "")
    assert said in ended.err
    assert run("account", "list").out == ""


def test_an_account_is_created_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for status, said in ((0, ""), (1, "duecourse: There is an account clara already.\n")):
        pipe(monkeypatch, "correct horse\n")
        ended = run("account", "create", "clara", "--password-stdin")
        assert (ended.status, ended.err) == (status, said)


def test_accounts_join_leave_end_and_begin_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, "correct horse\n")
    run("account", "create", "clara", "--password-stdin")
    run("group", "create", "clerks")

    said = [
        run(*each).out
        for each in (
            ("account", "join", "clara", "clerks", "auditors"),
            ("account", "list"),
            ("account", "leave", "clara", "auditors"),
            ("account", "disable", "clara"),
            ("account", "list"),
        )
    ]

    assert said == [
        "clara is a member of clerks, auditors now.\n",
        "clara\tclara\tauditors, clerks\n",
        "clara is no member of auditors now.\n",
        "The account clara cannot be used now.\n",
        "clara\tclara\tclerks\tdisabled\n",
    ]
    with pytest.raises(Unauthenticated):
        sign_in(monkeypatch, "clara", "correct horse")
    assert run("account", "enable", "clara").out == "The account clara can be used now.\n"
    assert sign_in(monkeypatch, "clara", "correct horse").groups == {"clerks"}


@pytest.mark.parametrize(
    "command",
    [
        ("account", "disable", "nobody"),
        ("account", "enable", "nobody"),
        ("account", "join", "nobody", "auditors"),
        ("account", "leave", "nobody", "auditors"),
        ("account", "password", "nobody", "--password-stdin"),
    ],
)
def test_an_account_that_does_not_exist_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    pipe(monkeypatch, "correct horse\n")

    ended = run(*command)

    assert (ended.status, ended.out, ended.err) == (1, "", "duecourse: There is no account nobody.\n")


def test_groups_are_created_and_listed(run: Run) -> None:
    assert run("group", "create", "clerks").out == "There is a group clerks now.\n"
    again = run("group", "create", "clerks")
    comma = run("group", "create", "a,b")

    assert (again.status, again.err) == (1, "duecourse: There is a group clerks already.\n")
    assert comma.status == 1
    assert "  name: must be 1 to 100 characters without commas" in comma.err
    assert "clerks\tclerks\n" in run("group", "list").out
