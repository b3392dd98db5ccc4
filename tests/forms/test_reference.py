from pathlib import Path

import pytest

from duecourse.forms.vocabulary import (
    COMPONENTS,
    CUSTOM,
    FORM,
    SEARCHABLE,
    SENSITIVE,
    VALIDATIONS,
    ComponentType,
)

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "forms.md").read_text(encoding="utf-8")
NAMES = {name for each in (FORM, *COMPONENTS.values(), *VALIDATIONS.values()) for name in each.split()}


@pytest.mark.parametrize("name", sorted({*NAMES, *ComponentType, CUSTOM, SENSITIVE, SEARCHABLE}))
def test_the_reference_names_all_that_is_understood(name: str) -> None:
    assert f"`{name}`" in PAGE
