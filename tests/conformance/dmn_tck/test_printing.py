"""Every expression of the TCK, printed and read again, is the same."""

from pathlib import Path

import pytest

from duecourse.dmn import compile_model, read
from duecourse.dmn.compilation import scope
from duecourse.feel.expression import parse_tree
from duecourse.feel.syntax import tree
from duecourse.feel.syntax.names import Known
from duecourse.feel.syntax.printer import write

Read = tuple[str, Known, bool, tree.Node]


@pytest.fixture(scope="module")
def expressions(shared: Path) -> list[Read]:
    """Collect the expressions of all models, with the names that are known where they stand."""
    found: list[Read] = []

    def parse(text: str, given: Known, *, tests: bool = False) -> tree.Node:
        node = parse_tree(text, given, tests=tests)
        found.append((text, given, tests, node))
        return node

    folders = sorted((shared / "conformance" / "dmn-tck").glob("compliance-level-*/*/"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scope, "parse_tree", parse)
        for folder in folders:
            models = [read(path.read_bytes()) for path in sorted(folder.glob("*.dmn"))]
            for model in models:
                compile_model(model, [other for other in models if other is not model], lenient=True)
    return found


def test_a_printed_expression_reads_back_equal(expressions: list[Read]) -> None:
    different = [
        (text, write(node))
        for text, given, tests, node in expressions
        if parse_tree(write(node), given, tests=tests) != node
    ]

    assert different == []
    assert len(expressions) > 4000
