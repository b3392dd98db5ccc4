"""What every error offers to the edge that reports it."""

from collections.abc import Iterator

import pytest

from duecourse import errors
from duecourse.errors import DuecourseError, FieldError, InvalidInput, NotFound, Refused


def kinds(parent: type[DuecourseError] = DuecourseError) -> Iterator[type[DuecourseError]]:
    for error in parent.__subclasses__():
        if error.__module__ == errors.__name__:
            yield error
            yield from kinds(error)


def test_the_title_is_the_first_line_of_the_docstring() -> None:
    class Closed(DuecourseError):
        """The register is closed.

        More for whoever reads the source.
        """

    class StillClosed(Closed):
        pass

    assert NotFound.title == "Nothing with this key exists."
    assert Closed.title == "The register is closed."
    assert StillClosed.title == "The register is closed."


def test_an_error_says_which_fields_are_wrong() -> None:
    error = InvalidInput(
        "2 fields are wrong", fields=[FieldError("a", "is missing"), FieldError("b", "is text")]
    )

    assert error.fields == (FieldError("a", "is missing"), FieldError("b", "is text"))
    assert str(error) == "2 fields are wrong; a: is missing; b: is text"
    assert error.reason_code is None


def test_an_error_that_has_nothing_to_add_says_its_title() -> None:
    assert str(NotFound()) == NotFound().detail == "Nothing with this key exists."


def test_a_refusal_carries_its_reason_code() -> None:
    error = Refused("Give the reasons.", reason_code="reasons_missing")

    assert (error.status, error.detail, error.reason_code) == (409, "Give the reasons.", "reasons_missing")


@pytest.mark.parametrize("error", list(kinds()))
def test_every_kind_is_a_client_error_or_unavailable_and_has_a_word_of_its_own(
    error: type[DuecourseError],
) -> None:
    assert 400 <= error.status < 500 or error.status == 503
    assert [other.kind for other in kinds()].count(error.kind) == 1
    assert error.kind == error.kind.lower()
    assert error.title.endswith(".")
