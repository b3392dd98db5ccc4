"""What a value of each input must be, without anything else known."""

from decimal import Decimal

import pytest

from duecourse.model.json import Json
from tests.forms.schemas import Part, field, form, wrong

TEXT = field("textfield")
LONG = field("textarea", validate={"minLength": 3, "maxLength": 5})
NUMBER = field("number", decimalDigits=2, validate={"min": "-1", "max": 100})
WHOLE = field("number", decimalDigits=0, increment=5)
WRITTEN = field("number", serializeToString=True)
DATE = field("datetime")
TIME = field("datetime", subtype="time")
MOMENT = field("datetime", subtype="datetime", timeSerializingFormat="utc_offset")
INSTANT = field("datetime", subtype="datetime", timeSerializingFormat="utc_normalized")
ZONED_TIME = field("datetime", subtype="time", timeSerializingFormat="utc_offset")
CHECKBOX = field("checkbox")
RADIO = field("radio")
EIGHT = field("radio", values=[{"value": str(n)} for n in range(8)])
NINE = field("radio", values=[{"value": str(n)} for n in range(9)])
SELECT = field("select", properties={"duecourse:custom": "true"})
TAGS = field("taglist")
OPEN_TAGS = field("taglist", properties={"duecourse:custom": "true"})
ELSEWHERE = field("checklist", valuesKey="agencies")
PATTERN = field("textfield", validate={"pattern": "^[A-Z]{2}\\d+$"})
EXPLAINED = field("textfield", validate={"pattern": "^\\d+$", "patternErrorMessage": "Digits, please."})
EMAIL = field("textfield", validate={"validationType": "email"})
PHONE = field("textfield", validate={"validationType": "phone"})
EITHER = field("textfield", validate={"validationType": "custom", "minLength": ""})

TAKEN: list[tuple[Part, list[Json]]] = [
    (TEXT, ["", "a", " ", "a\tb", "\U0001f600" * 3]),
    (LONG, ["", "  ", "abc", "a\nb c", "  abc  "]),
    (NUMBER, [-1, 0, 100, Decimal("1.25"), Decimal("1.2500"), Decimal("1e1")]),
    (WHOLE, [0, -5, 10, Decimal("15.0"), 10**33, Decimal("9E+6144"), Decimal("0E-7000")]),
    (WRITTEN, ["0", "-12.50", "1e3", "9" * 34]),
    (DATE, ["2026-01-31", "2024-02-29", "0001-01-01", "9999-12-31"]),
    (TIME, ["00:00", "23:59", "14:30:15"]),
    (MOMENT, ["2026-01-31T14:30+01:00", "2026-01-31T14:30Z", "2026-01-31T14:30:00-05:30"]),
    (INSTANT, ["2026-01-31T14:30Z"]),
    (CHECKBOX, [True, False]),
    (RADIO, ["a", "b"]),
    (SELECT, ["a", "anything else"]),
    (TAGS, [[], ["a"], ["b", "a"]]),
    (OPEN_TAGS, [["a", "an agency nobody thought of"]]),
    (ELSEWHERE, [["whatever"]]),
    (PATTERN, ["AB12"]),
    (EXPLAINED, ["", "12"]),
    (EMAIL, ["a@b", "first.last+tag@example.org"]),
    (PHONE, ["+441632960000", "00441632960000"]),
    (EITHER, ["a"]),
]

DATE_ASKED = "must be a date such as 2026-01-31"
MOMENT_ASKED = "must be a date and time such as 2026-01-31T14:30+01:00"
TAGS_ASKED = "must be a list of texts"
EMAIL_ASKED = "must be an e-mail address such as name@example.org"
PHONE_ASKED = "must be a phone number with its country code, such as +441632960000"
WRITTEN_ASKED = 'must be a number, written as text such as "12.50"'

REFUSED: list[tuple[Part, list[Json], str]] = [
    (TEXT, [1, True, ["a"], {"a": 1}], "must be text"),
    (TEXT, ["a\nb", "a\rb"], "must be on one line"),
    (LONG, ["ab", "  ab  "], "must have at least 3 characters"),
    (LONG, ["abcdef"], "must have at most 5 characters"),
    (NUMBER, ["5", "", True, [1], {}], "must be a number"),
    (NUMBER, [Decimal("-1.01")], "must be at least -1"),
    (NUMBER, [101], "must be at most 100"),
    (NUMBER, [Decimal("1.001")], "must have at most 2 decimal places"),
    (field("number", decimalDigits=1), [Decimal("0.25")], "must have at most 1 decimal place"),
    (WHOLE, [Decimal("2.5")], "must be a whole number; must be a multiple of 5"),
    (WHOLE, [7], "must be a multiple of 5"),
    (WHOLE, [Decimal("NaN"), Decimal("-Infinity")], "must be a number of at most 34 digits"),
    (WHOLE, [10**40 + 1, 10**6999, -(10**6999), Decimal("1E+6145")], "must be a number of at most 34 digits"),
    (WRITTEN, [5, "", "a", "1,5", "1.", " 1", "\u0661", "NaN", "1e99999999"], WRITTEN_ASKED),
    (WRITTEN, ["9" * 35, "0." + "1" * 8000], "must be a number of at most 34 digits"),
    (DATE, ["", "2026-1-31", "2026-02-30", "20260131", "2026-W05-6", "31.1.2026"], DATE_ASKED),
    (DATE, ["2026-01-31T00:00", "0000-01-01", "\u0662026-01-31", "2026-01-31\n", 5], DATE_ASKED),
    (TIME, ["24:00", "9:00", "14:60", "14:30Z", "14", 14], "must be a time such as 14:30"),
    (ZONED_TIME, ["14:30", "14:30+15:00"], "must be a time such as 14:30+01:00"),
    (MOMENT, ["2026-01-31T14:30", "2026-01-31T14:30+25:00", "2026-01-31 14:30Z"], MOMENT_ASKED),
    (INSTANT, ["2026-01-31T14:30+00:00"], "must be a date and time such as 2026-01-31T14:30Z"),
    (CHECKBOX, [0, 1, "true", []], "must be true or false"),
    (RADIO, ["c", "", 1, ["a"], {"a": "b"}], "must be one of the options: a, b"),
    (SELECT, [" ", 1, ["a"]], "must be a text that is not empty"),
    (TAGS, [["a", "c"]], "must have nothing but the options: a, b"),
    (TAGS, [["a", "a"]], "must not have the same text twice"),
    (TAGS, ["a", {"a": 1}, [1], ["a", None], [["a"]]], TAGS_ASKED),
    (OPEN_TAGS, [[""], [" "], [True]], TAGS_ASKED),
    (OPEN_TAGS, [["new", "new"]], "must not have the same text twice"),
    (ELSEWHERE, [["x", "x"]], "must not have the same text twice"),
    (EIGHT, ["x"], "must be one of the options: 0, 1, 2, 3, 4, 5, 6, 7"),
    (NINE, ["x"], "must be one of the options: 0, 1, 2, 3, 4, 5, 6, 7, …"),
    (PATTERN, ["ab12"], "must match the pattern ^[A-Z]{2}\\d+$"),
    (EXPLAINED, ["one"], "Digits, please."),
    (EMAIL, ["a", "@b", "a@", "a b@c", "a@b_c", "a@b.org\t"], EMAIL_ASKED),
    (PHONE, ["01632960000", "+44 1632 960000", "+", "+1234567890123456"], PHONE_ASKED),
]


@pytest.mark.parametrize(("component", "values"), TAKEN)
def test_a_value_is_taken(component: Part, values: list[Json]) -> None:
    assert [wrong(form(component), {"x": value}) for value in values] == [{}] * len(values)


@pytest.mark.parametrize(("component", "values", "sentence"), REFUSED)
def test_a_value_is_refused_in_a_sentence(component: Part, values: list[Json], sentence: str) -> None:
    found = [wrong(form(component), {"x": value}) for value in values]

    assert found == [{"x": sentence}] * len(values)


@pytest.mark.parametrize("component", [TEXT, LONG, NUMBER, WRITTEN, DATE, CHECKBOX, RADIO, TAGS, ELSEWHERE])
def test_null_is_no_value(component: Part) -> None:
    assert wrong(form(component), {"x": None}) == wrong(form(component), {}) == {}


@pytest.mark.parametrize(
    ("kind", "blanks", "sentence"),
    [
        ("textfield", [None, "", "  "], "must be filled in"),
        ("textarea", [None, "\n"], "must be filled in"),
        ("number", [None], "must be filled in"),
        ("datetime", [None], "must be filled in"),
        ("checkbox", [None, False], "must be ticked"),
        ("radio", [None], "must be one of the options"),
        ("select", [None], "must be one of the options"),
        ("checklist", [None, []], "must have at least one of the options"),
        ("taglist", [None, []], "must have at least one of the options"),
    ],
)
def test_what_is_required_must_have_a_value(kind: str, blanks: list[Json], sentence: str) -> None:
    asked = form(field(kind, validate={"required": True}))

    assert wrong(asked, {}) == {"x": sentence}
    for blank in blanks:
        assert wrong(asked, {"x": blank}) == {"x": sentence}


def test_half_a_surrogate_pair_matches_nothing() -> None:
    assert "must match" in wrong(form(PATTERN), {"x": "\ud800"})["x"]


def test_no_sentence_repeats_what_was_given() -> None:
    secret = "the name of somebody"
    kinds = [TEXT, LONG, NUMBER, WRITTEN, DATE, TIME, CHECKBOX, RADIO, TAGS, PATTERN, EMAIL, PHONE]

    for component in kinds:
        for value in (secret, [secret], {secret: 1}):
            assert secret not in wrong(form(component), {"x": value}).get("x", "")
