import pytest

from duecourse.forms.texts import NO_TEXT, TextError, read_expression, read_text
from tests.forms.schemas import ENVIRONMENT


def shown(raw: str, **variables: object) -> list[object]:
    """Return the parts of a text, its expressions evaluated."""
    return [
        part if isinstance(part, str) else part.evaluate(variables, ENVIRONMENT)
        for part in read_text(raw).parts
    ]


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ("", []),
        ("plain", ["plain"]),
        ("a } b { c }} d", ["a } b { c }} d"]),
        ("=name", ["Ann"]),
        ('="a " + name', ["a Ann"]),
        ("Dear {{name}},", ["Dear ", "Ann", ","]),
        ("{{ =name }}{{name}}", ["Ann", "Ann"]),
    ],
)
def test_a_text_is_read_in_parts(raw: str, parts: list[object]) -> None:
    assert read_text(raw).raw == raw
    assert shown(raw, name="Ann") == parts


def test_no_text_is_an_empty_one() -> None:
    assert read_text("") == NO_TEXT


@pytest.mark.parametrize("raw", ["=", "=1 +", "{{", "a {{1 +}}", "{{}}", "{{#loop a}}{{/loop}}", "{{/if}}"])
def test_a_text_is_refused(raw: str) -> None:
    with pytest.raises(TextError):
        read_text(raw)


def test_an_expression_begins_with_its_mark() -> None:
    assert read_expression("=a + 1").free_variables == {"a"}
    with pytest.raises(TextError, match="beginning with ="):
        read_expression("a + 1")
