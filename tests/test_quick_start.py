"""The quick start of the README, run as a newcomer would paste it."""

import re
import subprocess
from pathlib import Path

from tests.cases.server import prepare, serving

ROOT = Path(__file__).parents[1]


def block() -> str:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(
        r"<!-- quick start: begin.*?-->\n```sh\n(.*?)```\n<!-- quick start: end -->", page, re.DOTALL
    )
    assert found is not None
    return found[1]


def test_the_quick_start_refers_a_case_and_claims_its_first_task(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'duecourse.db'}"
    prepare(url, ROOT / "processes" / "serious_case_review")

    with serving(url) as server:
        script = f"set -eu\nBASE={server.url}/v2\n{block()}"
        done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert '"processDefinitionId":"serious_case_review"' in done.stdout
    assert '"formId":"scr-' in done.stdout
    assert done.stdout.count('"assignee":"business_manager"') == 1


def test_every_demo_account_that_the_readme_names_exists(tmp_path: Path) -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.search(r"each with the password `demo-<account>`: ([a-z_, ]+)\.", page)
    assert named is not None
    url = f"sqlite:///{tmp_path / 'duecourse.db'}"
    prepare(url, ROOT / "processes" / "serious_case_review")

    with serving(url) as server:
        for account in named[1].split(", "):
            assert server.call(account, "GET", "/v2/authentication/me").get("username") == account
