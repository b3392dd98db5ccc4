"""The reference page is true."""

from duecourse.dmn.boxed import Aggregation, HitPolicy
from duecourse.dmn.evaluation.session import MOST_CALLED, MOST_TABLES
from duecourse.dmn.reading.checking import DEEPEST
from duecourse.feel import Limits
from tests.dmn.reference import PAGE, written


def test_the_page_lists_what_is_understood() -> None:
    assert written() == PAGE.read_text(encoding="utf-8")


def test_the_page_names_every_hit_policy_and_limit() -> None:
    page = PAGE.read_text(encoding="utf-8")
    limits = Limits()

    assert [each for each in (*HitPolicy, *Aggregation) if f"`{each}`" not in page] == []
    for number in (MOST_TABLES, MOST_CALLED, DEEPEST, limits.steps, limits.items, limits.characters):
        assert f"{number:,}" in page


def test_the_index_of_the_documentation_leads_to_the_page() -> None:
    assert "(reference/dmn.md)" in (PAGE.parents[1] / "README.md").read_text(encoding="utf-8")
