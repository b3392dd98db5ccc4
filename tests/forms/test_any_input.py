"""What holds for whatever is read and whatever is given."""

from collections.abc import Mapping
from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from duecourse.errors import InvalidInput
from duecourse.forms import Form, check_submission, read_form
from duecourse.forms.vocabulary import COMPONENTS, FORM, VALIDATIONS, ComponentType
from duecourse.model.json import Json, dumps
from tests.forms.schemas import ENVIRONMENT, Part, field, form

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.one_of(
    st.integers(),
    st.integers(0, 20),
    st.decimals(allow_nan=False, allow_infinity=False).filter(lambda n: n or not n.is_signed()),
)
ATOMS = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS)
VALUES: st.SearchStrategy[Json] = st.recursive(
    ATOMS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=15,
)

WORDS = sorted(
    {word for each in [FORM, *COMPONENTS.values(), *VALIDATIONS.values()] for word in each.split()}
)
LIKELY = st.one_of(
    ATOMS,
    st.sampled_from([kind.value for kind in ComponentType]),
    st.sampled_from(
        ["=a", "=1 +", "=[]", "a", "b", "{{a}}", "{{", "default", "date", "email", "(a)", "(?=a)", "submit"]
    ),
)
LIKELY_PARTS = st.recursive(
    LIKELY,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from([*WORDS, "hide", "row", "value", "duecourse:custom"]), inner, max_size=6
        ),
    ),
    max_leaves=30,
)

RICH = form(
    field("textfield", "a", validate={"required": True, "pattern": "^a+$", "maxLength": "=n"}),
    field("number", "n", increment="0.3", decimalDigits=1, validate={"min": "=count(t)", "max": 10**30}),
    field("datetime", "d", disallowPassedDates=True, conditional={"hide": "=n > 5"}),
    field("datetime", "m", subtype="datetime", timeSerializingFormat="utc_offset", disallowPassedDates=True),
    field("checkbox", "c", readonly="=a = b"),
    field("radio", "r", valuesKey="t"),
    field("taglist", "t", valuesExpression="=[a, d]"),
    field("expression", "e", expression="=this"),
    {
        "type": "group",
        "path": "g",
        "components": [field("number", "n", readonly=True), field("textarea", "a")],
    },
    {
        "type": "dynamiclist",
        "path": "l",
        "allowAddRemove": False,
        "conditional": {"hide": "=c"},
        "components": [
            field(
                "textfield", "a", validate={"validationType": "email"}, conditional={"hide": "=this.n = i[1]"}
            ),
            field("number", "n", serializeToString=True, disabled=True, defaultValue="1"),
            field("expression", "e", expression="=parent.n"),
        ],
    },
)
NAMES = st.one_of(st.sampled_from([*RICH.scope.names, "x"]), TEXTS)
GIVEN = st.dictionaries(
    NAMES, st.one_of(VALUES, st.lists(st.dictionaries(NAMES, VALUES, max_size=3), max_size=3))
)


def read_or_refused(content: bytes) -> Form | None:
    try:
        return read_form(content)
    except InvalidInput as error:
        refused = error
    assert refused.fields
    assert all(each.field and each.message for each in refused.fields)
    return None


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read_or_refused(content)


@given(VALUES)
def test_any_json_is_read_or_refused(value: Json) -> None:
    assert read_or_refused(dumps(value).encode()) is None


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(FORM.split()), LIKELY_PARTS), st.lists(LIKELY_PARTS, max_size=4))
def test_what_is_nearly_a_form_is_read_or_refused(
    properties: Mapping[str, Json], components: list[Json]
) -> None:
    whole = {**properties, "type": "default", "id": "form", "components": components}

    read_or_refused(dumps(whole).encode())


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(ComponentType), st.dictionaries(st.sampled_from(WORDS), LIKELY_PARTS, max_size=4))
def test_a_component_with_any_properties_is_read_or_refused(kind: ComponentType, given: Part) -> None:
    known = {name: value for name, value in given.items() if name in COMPONENTS[kind].split()}
    component = {**field(kind), **known, "type": kind.value}
    whole = {"type": "default", "id": "form", "components": [component]}

    read = read_or_refused(dumps(whole).encode())

    if read is not None:
        check_submission(read, {"x": "a"}, visible={}, environment=ENVIRONMENT)


@settings(max_examples=200, deadline=None)
@given(GIVEN, st.none() | GIVEN, st.booleans())
def test_nothing_that_is_given_raises(values: Part, visible: Part | None, evaluated: bool) -> None:
    environment = ENVIRONMENT if evaluated else None

    found = check_submission(RICH, values, visible=visible, environment=environment)

    named = {error.field for error in found}
    assert {name for name in values if name not in RICH.scope.names} <= named
    assert all(error.message for error in found)


TIMES = st.times().map(lambda at: at.strftime("%H:%M"))
DAYS = st.dates(date(1000, 1, 1))
OPTIONS = ["a", "b", "c"]
LISTED: Json = [{"value": value} for value in OPTIONS]
TAKEN = st.one_of(
    st.tuples(st.just(field("textfield")), TEXTS.filter(lambda text: not {"\n", "\r"} & set(text))),
    st.tuples(st.just(field("textarea")), TEXTS),
    st.tuples(st.just(field("number")), st.integers(-(10**34) + 1, 10**34 - 1)),
    st.tuples(
        st.just(field("number", decimalDigits=3)), st.decimals(-1000, 1000, places=3).map(lambda n: n + 0)
    ),
    st.tuples(st.just(field("number", serializeToString=True)), st.decimals(-9, 9, places=5).map(str)),
    st.tuples(st.just(field("datetime")), DAYS.map(date.isoformat)),
    st.tuples(st.just(field("datetime", subtype="time")), TIMES),
    st.tuples(
        st.just(field("datetime", subtype="datetime")),
        st.builds(datetime.combine, DAYS, st.times().map(lambda at: at.replace(microsecond=0))).map(
            datetime.isoformat
        ),
    ),
    st.tuples(st.just(field("checkbox")), st.booleans()),
    st.tuples(
        st.sampled_from([field(kind, values=LISTED) for kind in ("radio", "select")]),
        st.sampled_from(OPTIONS),
    ),
    st.tuples(
        st.sampled_from([field(kind, values=LISTED) for kind in ("checklist", "taglist")]),
        st.lists(st.sampled_from(OPTIONS), unique=True),
    ),
)


@given(st.lists(TAKEN, min_size=1, max_size=6), st.sampled_from(["", "group", "dynamiclist"]))
def test_what_the_fields_ask_for_is_taken(pairs: list[tuple[Part, Json]], container: str) -> None:
    """Each value as its own field asks for it, in the form, in an object, or in each of two rows."""
    components: list[Json] = [{**part, "key": f"f{index}"} for index, (part, _) in enumerate(pairs)]
    values: Part = {f"f{index}": value for index, (_, value) in enumerate(pairs)}
    inside: Part = {"type": container, "path": "all", "components": components}
    asked = form(inside) if container else form(*components)
    whole: Mapping[str, Part] = {
        "": values,
        "group": {"all": values},
        "dynamiclist": {"all": [values, values]},
    }

    assert check_submission(asked, whole[container]) == ()
    assert check_submission(asked, whole[container], visible={}, environment=ENVIRONMENT) == ()
    assert check_submission(asked, {**whole[container], "more": 1}) != ()


@given(st.lists(TAKEN, min_size=1, max_size=4), VALUES)
def test_a_value_that_is_refused_is_refused_whatever_else_is_known(
    pairs: list[tuple[Part, Json]], value: Json
) -> None:
    asked = form(*[{**part, "key": f"f{index}"} for index, (part, _) in enumerate(pairs)])
    values = {f"f{index}": value for index in range(len(pairs))}

    alone = check_submission(asked, values)

    assert set(alone) <= set(check_submission(asked, values, visible={}, environment=ENVIRONMENT))


def test_the_sample_can_be_filled_in() -> None:
    assert check_submission(RICH, {"a": "a"}, visible={}, environment=ENVIRONMENT) == ()
    assert RICH.keys == ("a", "n", "d", "m", "c", "r", "t", "g", "l")
