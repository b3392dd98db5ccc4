"""Bounds on what one expression may cost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

MAXIMUM_TEXT: Final = 50_000
MAXIMUM_NESTING: Final = 60
MAXIMUM_HEIGHT: Final = 200
MAXIMUM_JSON: Final = 250_000

Charge = Callable[[int], None]
"""Takes steps off a budget."""


def free(_: int) -> None:
    """Charge nothing: for work outside an evaluation, on values of known size."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The budget of one evaluation.

    `steps` counts iterations, calls, and work in proportion to sizes; `items` is the longest list, context
    or range; `characters` the longest string; `depth` how deeply calls, and values, may nest.
    """

    steps: int = 100_000
    items: int = 50_000
    characters: int = 500_000
    depth: int = 100
    warnings: int = 100
