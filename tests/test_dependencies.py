"""What is locked is what is declared, whole and without a registry; and what make offers."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PINNED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^ ;]+)(?: ; [^\\]+)? \\$")


def locked(file: str) -> dict[str, Version]:
    """Read the versions that a lock file pins, and refuse a line that is no pin, no hash and no comment."""
    versions: dict[str, Version] = {}
    blocks = re.sub(r"^ *#.*\n", "", (ROOT / file).read_text(), flags=re.MULTILINE)
    for line in blocks.splitlines():
        if match := PINNED.match(line):
            versions[canonicalize_name(match["name"])] = Version(match["version"])
        else:
            assert re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line), f"{file}: {line}"
    return versions


def declared(*extras: str) -> list[Requirement]:
    """Read what pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in extras for line in project["optional-dependencies"][extra]),
    ]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(
    ("file", "extras"), [("requirements.txt", ("build",)), ("requirements-dev.txt", ("build", "dev"))]
)
def test_the_lock_holds_what_is_declared(file: str, extras: tuple[str, ...]) -> None:
    versions = locked(file)

    for requirement in declared(*extras):
        assert versions[canonicalize_name(requirement.name)] in requirement.specifier


def test_both_locks_agree() -> None:
    development = locked("requirements-dev.txt")

    assert {name: development.get(name) for name in locked("requirements.txt")} == locked("requirements.txt")


def test_only_stable_releases_are_locked() -> None:
    assert [name for name, version in locked("requirements-dev.txt").items() if version.is_prerelease] == []


def test_make_without_a_target_lists_every_target() -> None:
    help_text = subprocess.run(["make"], cwd=ROOT, check=True, capture_output=True, text=True).stdout

    targets = {line.split()[1] for line in help_text.splitlines() if line.startswith("  make ")}
    assert targets == {
        *("help", "setup", "run", "test", "check"),
        *("cases", "conformance", "bench", "soak", "lock"),
    }
