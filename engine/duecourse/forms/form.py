"""A form: what it shows, what it asks for, and what it gives."""

from collections.abc import Callable
from dataclasses import dataclass

from duecourse.forms.components import Component, Input
from duecourse.forms.structure import Scope, is_required, is_written, slots


@dataclass(frozen=True, slots=True)
class Form:
    """A form that was read: its components in the order in which they are shown.

    ``scope`` is the shape of what it gives, in the same order.
    """

    id: str
    components: tuple[Component, ...]
    scope: Scope
    schema_version: int | None = None
    version_tag: str | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the names of the variables that the form writes: inputs, groups with a path, and lists."""
        return tuple(name for name, entry in self.scope.names.items() if is_written(entry))

    @property
    def required(self) -> frozenset[str]:
        """Return those of the keys that must be given, whatever the conditions of the form say."""
        return frozenset(name for name, entry in self.scope.names.items() if is_required(entry))

    @property
    def sensitive(self) -> frozenset[str]:
        """Return those of the keys that hold something marked as sensitive."""
        return self._marked(lambda asked: asked.sensitive)

    @property
    def searchable(self) -> frozenset[str]:
        """Return those of the keys that hold something marked as searchable."""
        return self._marked(lambda asked: asked.searchable)

    def _marked(self, mark: Callable[[Input], bool]) -> frozenset[str]:
        return frozenset(
            key
            for key in self.keys
            if any(isinstance(s.component, Input) and mark(s.component) for s in slots(self.scope.names[key]))
        )
