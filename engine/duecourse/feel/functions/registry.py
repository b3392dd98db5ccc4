"""All built-in functions by name."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from duecourse.feel.functions import (
    contexts,
    conversion,
    lists,
    numeric,
    ranges,
    statistics,
    strings,
    temporal,
    working_time,
)
from duecourse.feel.functions.builtin import Builtin
from duecourse.feel.syntax.names import Scope

FUNCTIONS: Final[Mapping[str, Builtin]] = MappingProxyType(
    {
        name: function
        for module in (
            contexts,
            conversion,
            lists,
            numeric,
            ranges,
            statistics,
            strings,
            temporal,
            working_time,
        )
        for name, function in module.FUNCTIONS.items()
    }
)
NAMES: Final = Scope(FUNCTIONS)
