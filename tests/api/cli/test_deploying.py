"""``duecourse deploy`` and ``duecourse lint``."""

import io
from pathlib import Path

import pytest

from duecourse_api.cli.folders import read_folder
from tests.api import diagrams
from tests.api.cli.conftest import Run


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUECOURSE_DEMO", "true")


@pytest.fixture
def people(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, group in (("olga", "process_owners"), ("audrey", "auditors")):
        monkeypatch.setattr("sys.stdin", io.StringIO("correct horse\n"))
        run("account", "create", name, "--group", group, "--password-stdin")


@pytest.mark.usefixtures("people")
def test_a_folder_is_deployed_with_its_groups_in_the_name_of_an_account(run: Run, folder: Path) -> None:
    first = run("deploy", folder, "--as", "olga", "--note", "the first")
    again = run("deploy", folder, "--as", "olga")

    assert (first.status, first.err) == (0, "")
    assert first.out == again.out
    assert first.out == (
        "grant version 1 (grant.bpmn)\n"
        "form grant-asked version 1 (grant-asked.form)\n"
        "form grant-checked version 1 (grant-checked.form)\n"
    )
    assert "clerks\tThe clerks\n" in run("group", "list").out
    assert "demo" not in run("account", "list").out


@pytest.mark.usefixtures("people")
def test_somebody_must_be_named_who_may_deploy(run: Run, folder: Path) -> None:
    nobody = run("deploy", folder)
    unknown = run("deploy", folder, "--as", "nobody")
    auditor = run("deploy", folder, "--as", "audrey")

    assert nobody.err == "duecourse: say who deploys: --as <account>, a process owner\n"
    assert unknown.err == "duecourse: There is no account nobody.\n"
    assert auditor.err == "duecourse: only process owners deploy\n"
    assert {each.status for each in (nobody, unknown, auditor)} == {1}
    assert "clerks" not in run("group", "list").out


@pytest.mark.usefixtures("demo")
def test_demo_accounts_are_created_once_for_every_group(run: Run, folder: Path) -> None:
    for _ in range(2):
        assert run("deploy", folder).status == 0

    names = [line.split("\t")[0] for line in run("account", "list").out.splitlines()]
    assert names == ["administrator", "auditor", "board", "clerks", "process_owner"]


@pytest.mark.usefixtures("demo", "people")
def test_nothing_of_a_folder_is_deployed_if_anything_in_it_is_wrong(run: Run, folder: Path) -> None:
    (folder / "broken.bpmn").write_text("<broken", "utf-8")
    (folder / "broken.form").write_text("{", "utf-8")

    ended = run("deploy", folder)

    assert (ended.status, ended.out) == (1, "")
    assert "  broken.bpmn: line 1" in ended.err
    assert "  broken.form: " in ended.err
    assert "clerks" not in run("group", "list").out


@pytest.mark.usefixtures("demo")
def test_warnings_are_shown_and_forbid_nothing(run: Run, folder: Path) -> None:
    text = (folder / "grant.bpmn").read_text("utf-8")
    (folder / "grant.bpmn").write_text(text.replace(' name="Sign the letter"', ""), "utf-8")

    ended = run("deploy", folder)

    assert ended.status == 0
    assert "grant.bpmn: warning: line " in ended.err
    assert "[task-unnamed]" in ended.err


def test_lint_needs_no_database_and_ends_with_1_where_a_deployment_would_fail(
    unprepared: Run, folder: Path, tmp_path: Path
) -> None:
    good = unprepared("lint", folder)
    (folder / "groups.toml").unlink()
    bad = unprepared("lint", folder)
    alone = unprepared("lint", folder / "grant-asked.form")

    assert (good.status, good.out, good.err) == (0, "", "")
    assert bad.status == 1
    assert "grant.bpmn: error: line " in bad.err
    assert "clerks" in bad.err
    assert (alone.status, alone.err) == (0, "")
    assert not (tmp_path / "cli.db").exists()


def test_a_folder_without_anything_to_deploy_is_said(run: Run, tmp_path: Path) -> None:
    nowhere, nothing = tmp_path / "nowhere", tmp_path / "nothing"
    nothing.mkdir()

    for command in ("lint", "deploy"):
        assert run(command, nowhere).err == f"duecourse: there is no file or folder {nowhere}\n"
        ended = run(command, nothing)
        assert ended.err == f"duecourse: there is no diagram (.bpmn) and no form (.form) in {nothing}\n"
        assert ended.status == 1


def test_a_file_of_another_kind_is_said(run: Run, folder: Path) -> None:
    ended = run("lint", folder / "README.md")

    assert ended.status == 1
    assert "README.md: is neither a diagram (.bpmn) nor a form (.form)" in ended.err


def test_a_folder_that_cannot_be_read_is_said(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refused)

    ended = run("lint", folder)

    assert ended.status == 1
    assert ended.err == f"duecourse: {folder / 'grant-asked.form'} cannot be read: Permission denied\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"[groups", "groups.toml"),
        (b"clerks = 1", "must hold one table, [groups], and nothing else"),
        (b"groups = 1", "must hold one table, [groups], and nothing else"),
        (b'[groups]\n[more]\na = "b"', "must hold one table, [groups], and nothing else"),
        (b"[groups]\nclerks = 1\nboard = ' '", "  board: its value must be the name"),
        (b'[groups]\nclerks = "\xff"', "groups.toml"),
        (b'[groups]\n"a,b" = "Both"', "  a,b: must be 1 to 100 characters without commas"),
    ],
)
@pytest.mark.usefixtures("demo")
def test_a_list_of_groups_that_is_wrong_is_said(run: Run, folder: Path, text: bytes, said: str) -> None:
    (folder / "groups.toml").write_bytes(text)

    ended = run("deploy", folder)

    assert (ended.status, ended.out) == (1, "")
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_a_folder_holds_its_diagrams_and_forms_and_its_groups(folder: Path) -> None:
    (folder / "more.bpmn20.xml").write_bytes(diagrams.LETTER)

    found = read_folder(folder)

    assert list(found.resources) == [
        "grant-asked.form",
        "grant-checked.form",
        "grant.bpmn",
        "more.bpmn20.xml",
    ]
    assert found.groups == {"clerks": "The clerks", "board": "The board"}
    single = read_folder(folder / "grant.bpmn")
    assert list(single.resources) == ["grant.bpmn"]
    assert single.groups == found.groups
