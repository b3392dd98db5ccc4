"""What holds for every file of the project. Imports are import-linter's part, `make check`."""

import ast
import re
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LARGEST_MODULE = 300
# Names that say nothing of what is in the module.
EMPTY_NAMES = {
    "common",
    "helper",
    "helpers",
    "manager",
    "managers",
    "misc",
    "service",
    "services",
    "util",
    "utils",
}
IGNORE = re.compile(
    r"#\s*(?:type:\s*ignore|noqa)(?P<rules>\[[^\]]*\]|:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?(?P<rest>.*)"
)
HOSTS = (
    "pypi|org",
    "pythonhosted|org",
    "npmjs|org",
    "npmjs|com",
    "crates|io",
    "proxy|golang|org",
    "maven|org",
)
MACHINE_PATH = re.compile(r"(?<![\w.\-])/(?:home|opt|root|tmp|Users|work)/")
# The procedure we ship speaks of these; the engine and the service must not.
WORDS_OF_A_PROCEDURE = {
    *("safeguarding", "referral", "referrer", "referrals", "ofsted", "mkscb", "lscb", "scr", "imr", "imrs"),
    *("gose", "pct", "subgroup", "panel", "overview_writer", "police", "serious"),
}
# Words of HTTP that happen to be such words too.
HEADERS = re.compile(r"referrer-policy|no-referrer", re.IGNORECASE)
# Groups that any installation has, whatever its procedures.
GROUPS_OF_THE_PRODUCT = {"administrator", "auditor", "process_owner"}


def tracked(*folders: str, suffixes: tuple[str, ...] = (".py",)) -> list[Path]:
    """List the files of the project, those not yet added included, and those ignored or deleted not."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *folders]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    files = (ROOT / name for name in names if name)
    return sorted(file for file in files if file.is_file() and file.name.endswith(suffixes))


def found(files: Iterable[Path], fault: Callable[[str], object]) -> list[str]:
    """List the lines, as file:line, in which a fault is found."""
    return [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if fault(line)
    ]


def unexplained(line: str) -> bool:
    """Tell whether a check is switched off without naming the rule and a reason of some words."""
    match = IGNORE.search(line)
    return match is not None and not (match["rules"] and len(re.findall(r"\w+", match["rest"])) >= 3)


def names_a_registry(line: str) -> bool:
    """Tell whether a package registry is named by its host."""
    return any(host.replace("|", ".") in line for host in HOSTS)


def saying(words: Iterable[str]) -> Callable[[str], object]:
    """Make the check for whole words; a part of a name between underscores is a whole word too."""
    alternatives = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"(?<![a-z0-9])(?:{alternatives})(?![a-z0-9])", re.IGNORECASE).search


def words_of(processes: Path) -> set[str]:
    """Collect the names that processes give to themselves, their forms, groups, messages and stages.

    Only names of several words, as a single one may be any word of English.
    """
    words = {folder.name for folder in processes.glob("*/")}
    pattern = re.compile(
        r'(?:formId|candidateGroups?|processId)="([^"=]+)"|<(?:\w+:)?(?:message|process)\b[^>]*\b(?:id|name)="([^"]+)"'
        r'|name="duecourse:(?:candidateGroup|stage)"\s+value="([^"=]+)"'
    )
    for diagram in processes.rglob("*.bpmn"):
        for match in pattern.finditer(diagram.read_text(encoding="utf-8")):
            words |= {word.strip() for word in "".join(filter(None, match.groups())).split(",")}
    return {word for word in words if re.search(r"[^\W_][_\- ]+[^\W_]", word)} - GROUPS_OF_THE_PRODUCT


def documented(module: Path) -> bool:
    """Tell whether a module says what it is."""
    return bool(ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))))


SOURCES = tracked("engine", "api", "tests", "alembic", "hatch_build.py")
PACKAGES = [
    file for file in SOURCES if file.name == "__init__.py" and "tests" not in file.relative_to(ROOT).parts
]


def test_no_module_is_too_long() -> None:
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in SOURCES}

    assert {str(file): length for file, length in lengths.items() if length > LARGEST_MODULE} == {}
    assert len(lengths) > 50


def test_a_check_is_switched_off_only_with_its_rule_and_a_reason() -> None:
    assert found(SOURCES, unexplained) == []


@pytest.mark.parametrize(
    ("comment", "bad"),
    [
        ("type: ignore", True),
        ("type: ignore[arg-type]", True),
        ("type: ignore[arg-type]  # sorry", True),
        ("type: ignore  # the stubs lack this overload", True),
        ("type: ignore[arg-type]  # the stubs lack this overload", False),
        ("noqa", True),
        ("noqa: S311", True),
        ("noqa: S311, C901", True),
        ("noqa - spreads retries, guards nothing", True),
        ("noqa: S311 - spreads retries, guards nothing", False),
        ("a comment", False),
    ],
)
def test_the_check_for_reasons_knows_a_reason(comment: str, bad: bool) -> None:
    assert unexplained(f"x = 1  # {comment}") is bad


def test_every_module_has_a_name_that_says_what_is_in_it() -> None:
    parts = {file: {*file.relative_to(ROOT).with_suffix("").parts} for file in SOURCES}

    assert [str(file) for file, names in parts.items() if names & EMPTY_NAMES] == []


def test_the_folder_of_migrations_does_not_hide_the_library_of_its_name() -> None:
    assert list((ROOT / "alembic").rglob("__init__.py")) == []


def test_no_file_names_a_registry_or_a_path_of_a_machine() -> None:
    texts = tracked(
        suffixes=(
            ".bpmn",
            ".form",
            ".json",
            ".md",
            ".py",
            ".toml",
            ".txt",
            ".yaml",
            ".yml",
            "Makefile",
            "run",
        )
    )

    # This module spells out what it looks for.
    others = [file for file in texts if file != Path(__file__)]
    assert found(others, names_a_registry) == []
    assert found(others, MACHINE_PATH.search) == []
    assert ROOT / "requirements.txt" in others


@pytest.mark.parametrize(
    ("line", "bad"),
    [
        ("files come from /" + "tmp/lab/x", True),
        ("sqlite:////" + "tmp/x.db", True),
        ("cd /" + "work/main", True),
        ("GET /v2/work/1", False),
        ("https://example.org/home/", False),
    ],
)
def test_the_check_for_paths_knows_a_path(line: str, bad: bool) -> None:
    assert bool(MACHINE_PATH.search(line)) is bad


def test_the_engine_and_the_service_know_no_word_of_a_procedure() -> None:
    product = tracked("engine", "api", "alembic", suffixes=(".py", ".html", ".jinja", ".j2", ".mako"))

    says = saying(WORDS_OF_A_PROCEDURE | words_of(ROOT / "processes"))
    assert found(product, lambda line: says(HEADERS.sub("", line))) == []


def test_the_words_of_a_procedure_are_read_from_its_diagram(tmp_path: Path) -> None:
    folder = tmp_path / "grant_application"
    folder.mkdir()
    (folder / "diagram.bpmn").write_text(
        '<bpmn:message id="m1" name="grant asked for" />'
        '<process id="grant_application" isExecutable="true" />'
        '<zeebe:property name="duecourse:candidateGroup" value="grants_officer" />'
        '<zeebe:assignmentDefinition candidateGroups="=per agency, grants_board" />'
        '<zeebe:assignmentDefinition candidateGroups="auditor, grants_board" />'
        '<zeebe:property name="duecourse:stage" value="closed" />'
        '<zeebe:formDefinition formId="grant-decision" />'
    )

    words = words_of(tmp_path)

    assert words == {
        "grant_application",
        "grant asked for",
        "grants_officer",
        "grants_board",
        "grant-decision",
    }
    assert saying(words)('GROUP = "GRANTS_BOARD"')
    assert saying({"scr"})("class scr_panel:")
    assert not saying({"scr"})("a script describes")


def test_every_package_says_what_it_is() -> None:
    assert [str(file) for file in PACKAGES if not documented(file)] == []


def test_the_architecture_page_names_every_part() -> None:
    page = (ROOT / "docs/explanation/architecture.md").read_text(encoding="utf-8")
    parts = {
        f"{package.parent.name}.{part.stem}"
        for package in PACKAGES
        if package.parent.name in {"duecourse", "duecourse_api"}
        for part in package.parent.iterdir()
        if (part.suffix == ".py" or (part / "__init__.py").exists()) and not part.stem.startswith("_")
    }

    assert sorted(part for part in parts if f"`{part}`" not in page) == []
    assert "duecourse.feel" in parts
