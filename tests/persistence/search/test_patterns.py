import re

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import literal, select

from duecourse.persistence.search.patterns import matches
from duecourse.persistence.types import Words
from tests.databases import Database

characters = st.sampled_from("ab*?\\%_[]^-é\n")


def oracle(pattern: str, text: str) -> bool:
    """Match in the plainest way that the documentation of Camunda 8 allows."""
    expression = ""
    escaped = False
    for character in pattern:
        if escaped or character not in "*?\\":
            expression += re.escape(character)
            escaped = False
        elif character == "\\":
            escaped = True
        else:
            expression += ".*" if character == "*" else "."
    if escaped:
        expression += re.escape("\\")
    return re.fullmatch(expression, text, re.DOTALL) is not None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(
    pattern=st.text(characters, max_size=8).filter(lambda each: each.count("*") <= 8),
    text=st.text(characters, max_size=8),
)
@example(pattern="[a]", text="a")
@example(pattern="**a", text="ba")
@example(pattern="\\", text="\\")
@example(pattern="\\\\*", text="\\a")
def test_a_pattern_matches_what_its_plain_reading_does(database: Database, pattern: str, text: str) -> None:
    with database.sessions() as session:
        condition = matches(
            literal(text, Words), pattern, "filter.name", postgresql=database.name == "postgresql"
        )
        found = bool(session.execute(select(condition)).scalar_one())

    assert found == oracle(pattern, text)
