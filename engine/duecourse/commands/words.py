"""Names and references that come from outside: what can be kept, and found again, in every database."""

from collections.abc import Iterator, Mapping

from duecourse.bpmn.formulas import LONGEST_WORD
from duecourse.errors import FieldError, InvalidInput
from duecourse.model.json import Json


def check_words(words: Mapping[str, str | None]) -> None:
    """Raise InvalidInput, naming each field, unless the values are empty or can be kept and looked up."""
    wrong = [FieldError(field, fault) for field, word in words.items() if (fault := word_fault(word or ""))]
    if wrong:
        raise InvalidInput(f"{wrong[0].field} {wrong[0].message}", fields=wrong)


def word_fault(word: str) -> str | None:
    """Say what is wrong with a name or reference, as the end of a sentence; None if nothing is."""
    if len(word) > LONGEST_WORD:
        return f"has {len(word)} characters; it may have {LONGEST_WORD}"
    return "holds a NUL character, which cannot be kept" if "\0" in word else None


def check_names(variables: Mapping[str, Json]) -> None:
    """Raise InvalidInput, naming each variable, for names that no expression could use."""
    wrong = tuple(_wrong_names(variables))
    if wrong:
        message = "the names of variables are letters, digits and _, and do not begin with a digit"
        raise InvalidInput(message, fields=wrong)


def _wrong_names(variables: Mapping[str, Json]) -> Iterator[FieldError]:
    for name in variables:
        if not name.isidentifier():
            yield FieldError(name, "is not a name")
        elif len(name) > LONGEST_WORD:
            yield FieldError(name, f"is longer than {LONGEST_WORD} characters")
