"""The page about elements says what the reader goes by."""

from pathlib import Path

from tests.diagram.reference import PAGE, page

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_about_elements_is_what_the_tables_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.diagram.reference"


def test_the_page_is_linked() -> None:
    assert "(reference/elements.md)" in (DOCS / "README.md").read_text(encoding="utf-8")
