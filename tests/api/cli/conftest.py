"""Fixtures: the commands, run in this process, on a database of their own."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from duecourse_api.cli import main
from tests.api import diagrams
from tests.api.asking import CHEAP


@dataclass(frozen=True)
class Ended:
    """How a command ended: its status, and what it wrote."""

    status: int
    out: str
    err: str


Run: TypeAlias = Callable[..., Ended]


@pytest.fixture
def unprepared(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a way to run commands where there is no database yet; passwords cost little here."""
    monkeypatch.setenv("DUECOURSE_DATABASE_URL", f"sqlite:///{tmp_path / 'cli.db'}")
    monkeypatch.setattr("duecourse.commands.passwords.PasswordHasher", lambda: CHEAP)

    def run(*arguments: object) -> Ended:
        capsys.readouterr()
        try:
            status = main([str(each) for each in arguments])
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
        written = capsys.readouterr()
        return Ended(status, written.out, written.err)

    return run


@pytest.fixture
def run(unprepared: Run, migrated_sqlite: Path, tmp_path: Path) -> Run:
    """Give a way to run commands on an empty database."""
    shutil.copy(migrated_sqlite, tmp_path / "cli.db")
    return unprepared


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a procedure with its groups."""
    place = tmp_path / "grants"
    place.mkdir()
    for name in ("grant.bpmn", "grant-asked.form", "grant-checked.form"):
        (place / name).write_bytes(diagrams.FILES[name])
    (place / "groups.toml").write_text('[groups]\nclerks = "The clerks"\nboard = "The board"\n', "utf-8")
    (place / "README.md").write_text("# Grants\n", "utf-8")
    return place
