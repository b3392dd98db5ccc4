"""Fixtures that every test may use: material and tools from outside the project."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

pytest_plugins = ["tests.databases"]

ROOT = Path(__file__).parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of acceptance cases and conformance suites that stands beside the clone."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        _absent(f"there is no folder {folder.name} beside the clone")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Give the path of the browser that opens pages."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        _absent(f"none of {', '.join(BROWSERS)} is installed")
    return Path(found)


def _absent(what: str) -> NoReturn:
    """Skip where a person works without it, fail where the tests are the gate."""
    if os.environ.get("CI"):
        pytest.fail(f"{what}, and CI is set", pytrace=False)
    pytest.skip(what)
