"""What a diagram is examined against, beside itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from duecourse.forms import Form


@dataclass(frozen=True, slots=True)
class Resources:
    """What there is beside the diagram.

    ``forms`` are the forms by id, those that are deployed with the diagram included; ``groups`` the names of
    all groups; ``previous`` the names of the last version's elements by id, empty where there is none.
    """

    forms: Mapping[str, Form] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()
    previous: Mapping[str, str] = field(default_factory=dict)
