"""Bounds on what one expression may cost."""

from dataclasses import dataclass
from typing import Final

MAXIMUM_TEXT: Final = 50_000
MAXIMUM_NESTING: Final = 60
MAXIMUM_HEIGHT: Final = 200


@dataclass(frozen=True, slots=True)
class Limits:
    """The budget of one evaluation.

    `steps` counts iterations, calls, and work in proportion to sizes; `items` is the longest list, context
    or range; `characters` the longest string; `depth` how deeply calls, and values, may nest.
    """

    steps: int = 100_000
    items: int = 50_000
    characters: int = 500_000
    depth: int = 50
    warnings: int = 100
