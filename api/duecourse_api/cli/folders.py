"""The folder of a procedure: its diagrams and forms, and the groups of people that they name."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from duecourse.errors import FieldError, InvalidInput

GROUPS: Final = "groups.toml"
SUFFIXES: Final = (".bpmn", ".bpmn20.xml", ".form")


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds: ``resources`` are bytes by file name, ``groups`` display names by name."""

    resources: Mapping[str, bytes]
    groups: Mapping[str, str]


def read_folder(path: Path) -> Folder:
    """Read a folder, or a single diagram or form beside which the groups stand.

    Raises InvalidInput where there is nothing to read, or the list of groups cannot be read.
    """
    try:
        return _read(path)
    except OSError as error:
        raise InvalidInput(f"{error.filename or path} cannot be read: {error.strerror}") from error


def _read(path: Path) -> Folder:
    if path.is_file():
        files, place = [path], path.parent
    elif path.is_dir():
        files, place = sorted(each for each in path.iterdir() if each.name.endswith(SUFFIXES)), path
    else:
        raise InvalidInput(f"there is no file or folder {path}")
    if not files:
        raise InvalidInput(f"there is no diagram (.bpmn) and no form (.form) in {path}")
    return Folder({each.name: each.read_bytes() for each in files}, _groups(place / GROUPS))


def _groups(path: Path) -> dict[str, str]:
    """Read a file with one table, ``groups``, of display names by name; without the file there are none."""
    if not path.is_file():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path}: {error}") from error
    groups = content.pop("groups", {})
    if content or not isinstance(groups, dict):
        raise InvalidInput(f"{path} must hold one table, [groups], and nothing else")
    wrong = [
        FieldError(name, "its value must be the name that people know the group by")
        for name, title in groups.items()
        if not isinstance(title, str) or not title.strip()
    ]
    if wrong:
        raise InvalidInput(f"{path} has groups without a name", fields=wrong)
    return groups
