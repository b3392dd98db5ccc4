"""Reading a form: from the bytes of a form-js schema to the typed model, or to what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from duecourse.errors import FieldError, InvalidInput, TooLarge
from duecourse.forms.checking.contexts import MAXIMUM_ROWS
from duecourse.forms.components import Alignment, Component, DynamicList, Group
from duecourse.forms.form import Form
from duecourse.forms.reading.component import check_own_properties, common
from duecourse.forms.reading.displays import read_display
from duecourse.forms.reading.inputs import name_of, read_expression_field, read_input
from duecourse.forms.reading.source import Source
from duecourse.forms.structure import scope_of
from duecourse.forms.vocabulary import COMPONENTS, FORM, INPUTS, NEWEST_SCHEMA, ComponentType
from duecourse.model.json import Json, JsonError, loads

LARGEST: Final = 2 << 20
MAXIMUM_COMPONENTS: Final = 500
MAXIMUM_NESTING: Final = 8

_MOST_REPETITIONS: Final = 100
_EXPANDED: Final = 5


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is read so far: the problems, and the ids of components."""

    problems: list[FieldError] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)


def read_form(content: bytes) -> Form:
    """Read a form.

    Raises TooLarge beyond 2 MiB, and InvalidInput, whose ``fields`` name every problem by the key, id or
    place of its component, for what is not a form-js schema and for what is not understood: nothing in the
    file is ignored silently.
    """
    if len(content) > LARGEST:
        raise TooLarge(f"a form has at most {LARGEST >> 20} MiB")
    reading, values = _Reading(), _decoded(content)
    _check_size(values)
    source = Source(values, "form", reading.problems)
    source.only(FORM)
    _check_kind(source)
    _check_origin(source)
    if source.values.get("components") is None:
        source.refuse("components is missing")
    form_id = source.text("id")
    if not form_id.strip():
        source.refuse("id is missing")
    components = _components(reading, source, "")
    scope = scope_of(components, reading.problems)
    if reading.problems:
        raise _refused(reading.problems)
    return Form(
        id=form_id,
        components=components,
        scope=scope,
        schema_version=source.whole("schemaVersion", 1, NEWEST_SCHEMA),
        version_tag=source.text("versionTag") or None,
    )


def _decoded(content: bytes) -> Mapping[str, Json]:
    try:
        value = loads(content)
    except JsonError as error:
        raise _refused([FieldError("form", f"form: the file is not JSON: {error.detail}")]) from error
    if not isinstance(value, Mapping):
        raise _refused([FieldError("form", "form: the file is no form-js schema, which is a JSON object")])
    return value


def _refused(problems: list[FieldError]) -> InvalidInput:
    return InvalidInput(problems[0].message, fields=problems)


def _check_kind(source: Source) -> None:
    kind, version = source.values.get("type"), source.values.get("schemaVersion")
    if kind != "default":
        source.refuse('type must be "default": the file is no form-js schema')
    if version is None:
        return
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        source.refuse("schemaVersion must be a whole number from 1")
    elif version > NEWEST_SCHEMA:
        source.refuse(f"schemaVersion {version} is newer than {NEWEST_SCHEMA}, the newest that is understood")


def _check_origin(source: Source) -> None:
    """Check what tools note of themselves, which means nothing here."""
    source.text("executionPlatform")
    source.text("executionPlatformVersion")
    source.text("versionTag")
    exporter = source.part("exporter", "name version")
    exporter.text("name")
    exporter.text("version")


def _check_size(values: Mapping[str, Json]) -> None:
    """Refuse a form that is too large before anything in it is read."""
    level, count = [values], 0
    for _ in range(MAXIMUM_NESTING + 1):
        level = [each for holder in level for each in _inner(holder)]
        count += len(level)
    if level:
        reason = f"form: components are nested more than {MAXIMUM_NESTING} levels deep"
        raise _refused([FieldError("form", reason)])
    if count > MAXIMUM_COMPONENTS:
        raise _refused([FieldError("form", f"form: there are more than {MAXIMUM_COMPONENTS} components")])


def _inner(holder: Mapping[str, Json]) -> list[Mapping[str, Json]]:
    found = holder.get("components")
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _components(reading: _Reading, holder: Source, place: str) -> tuple[Component, ...]:
    found = []
    for index, each in enumerate(holder.items("components")):
        component = _component(reading, each, f"{place}components[{index}]")
        if component is not None:
            found.append(component)
    return tuple(found)


def _component(reading: _Reading, value: Json, place: str) -> Component | None:
    if not isinstance(value, Mapping):
        reading.problems.append(FieldError(place, f"{place}: a component must be an object"))
        return None
    source = Source(value, _where(value, place), reading.problems)
    kind = _type(source)
    if kind is None:
        return None
    source.only(COMPONENTS[kind])
    check_own_properties(source, kind)
    _check_id(reading, source)
    if kind in INPUTS:
        return read_input(source, kind)
    if kind is ComponentType.EXPRESSION:
        return read_expression_field(source, kind)
    if kind in (ComponentType.GROUP, ComponentType.DYNAMICLIST):
        return _container(reading, source, kind, place)
    return read_display(source, common(source, kind))


def _where(value: Mapping[str, Json], place: str) -> str:
    """Name a component by its key, path or id, whichever it has, or by its place in the file."""
    names = (value.get(name) for name in ("key", "path", "id"))
    return next((name for name in names if isinstance(name, str) and name), place)


def _type(source: Source) -> ComponentType | None:
    name = source.values.get("type")
    if name == "filepicker":
        source.refuse("a filepicker cannot be used: forms take no files")
        return None
    found = next((kind for kind in ComponentType if kind == name), None)
    if found is None:
        near = get_close_matches(str(name), list(ComponentType), 1)
        hint = f", did you mean {near[0]}?" if near else ""
        source.refuse(f"the component type {name} is not understood{hint}")
    return found


def _check_id(reading: _Reading, source: Source) -> None:
    own = source.values.get("id")
    if isinstance(own, str) and own:
        if own in reading.ids:
            source.refuse(f"the id {own} is that of another component too")
        reading.ids.add(own)


def _container(reading: _Reading, source: Source, kind: ComponentType, place: str) -> Component | None:
    shared, alignment = common(source, kind), source.word("verticalAlignment", Alignment.TOP)
    components = _components(reading, source, f"{place}.")
    outlined = source.flag("showOutline", default=True)
    if kind is ComponentType.GROUP:
        path = name_of(source, "path") if source.values.get("path") not in (None, "") else None
        return Group(**shared, components=components, path=path, outlined=outlined, alignment=alignment)
    if not source.flag("isRepeating", default=True):
        source.refuse("isRepeating must be true: components that are not repeated belong into a group")
    if not scope_of(components, []).names:
        source.refuse("its rows ask for nothing")
    all_shown, shown = source.flag("disableCollapse"), source.whole("nonCollapsedItems", 1, MAXIMUM_ROWS)
    path, repetitions = name_of(source, "path"), source.whole("defaultRepetitions", 0, _MOST_REPETITIONS)
    if not path:
        return None
    return DynamicList(
        **shared,
        components=components,
        path=path,
        repetitions=1 if repetitions is None else repetitions,
        fixed=not source.flag("allowAddRemove", default=True),
        expanded=None if all_shown else shown or _EXPANDED,
        outlined=outlined,
        alignment=alignment,
    )
