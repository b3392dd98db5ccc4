"""Decision services (DMN 1.5, 6.3.10): decisions as a function."""

from decimal import Decimal

from duecourse.dmn.model import Needs
from tests.dmn.models import (
    compiled,
    decision,
    dmn,
    evaluated,
    identity,
    input_data,
    literal,
    service,
    value,
    warned,
)

N = Decimal

SERVICE = (
    input_data("net", "number"),
    decision("rate", literal("2"), kind="number"),
    decision("gross", literal("net * rate"), "net", "decision:rate"),
    service("pricing", ["gross"], decisions=["rate"], inputs=["net"]),
)


def test_a_service_is_evaluated_with_its_inputs_and_input_decisions() -> None:
    assert value(dmn(*SERVICE), "pricing", net=10, rate=3) == N(30)


def test_what_a_service_is_not_given_is_missing() -> None:
    assert value(dmn(*SERVICE), "pricing", net=10) is None
    assert value(dmn(*SERVICE), "pricing", rate=10) is None


def test_a_service_is_a_function_of_its_inputs_and_then_of_its_input_decisions() -> None:
    caller = decision("d", literal("pricing(10, 3)"), "knowledge:pricing")
    named = decision("e", literal("pricing(rate: 3, net: 10)"), "knowledge:pricing")

    assert value(dmn(*SERVICE, caller), "d") == N(30)
    assert value(dmn(*SERVICE, named), "e") == N(30)


def test_a_service_checks_the_types_of_its_arguments() -> None:
    caller = decision("d", literal('pricing("much", 3)'), "knowledge:pricing")

    assert value(dmn(*SERVICE, caller), "d") is None
    assert warned(dmn(*SERVICE, caller), "d") == ["expression: net must be a number, not a string"]


def test_what_a_service_reads_is_known() -> None:
    assert compiled(dmn(*SERVICE)).needs("pricing") == Needs(("net", "rate"), ())


def test_a_service_sees_no_input_that_it_does_not_declare() -> None:
    model = dmn(
        input_data("x"),
        decision("a", literal("x"), "x"),
        service("s", ["a"]),
        decision("d", literal("s()"), "knowledge:s"),
    )

    assert value(model, "a", x=1) == N(1)
    assert value(model, "s", x=1) is None
    assert value(model, "d", x=1) is None


def test_a_called_service_has_decisions_of_its_own() -> None:
    both = decision(
        "d", literal("[gross, pricing(1, 1), gross]"), "knowledge:pricing", "decision:gross", kind="Any"
    )

    found = evaluated(dmn(*SERVICE, both), "d", {"net": 10})

    assert found.output == [N(20), N(1), N(20)]
    assert [(each.name, each.output, each.service) for each in found.decisions] == [
        ("rate", N(2), None),
        ("gross", N(20), None),
        ("gross", N(1), "pricing"),
        ("d", [N(20), N(1), N(20)], None),
    ]


def test_a_service_with_several_outputs_gives_a_context() -> None:
    model = dmn(
        decision("a", literal("b + 1"), "decision:b"),
        decision("b", literal("1")),
        service("both", ["a", "b"]),
    )

    assert value(model, "both") == {"a": N(2), "b": N(1)}


def test_a_service_sees_nothing_of_where_it_is_called() -> None:
    model = dmn(
        decision("a", literal("outside")),
        service("s", ["a"]),
        decision("d", literal("s()"), "knowledge:s"),
    )

    assert value(model, "s", outside=1) == N(1)
    assert value(model, "d", outside=1) is None


def test_the_output_of_a_service_is_of_its_type() -> None:
    model = dmn(decision("a", literal("1")), service("s", ["a"], kind="string"))

    assert value(model, "s") is None
    assert warned(model, "s") == ["type: s must be a string, not a number"]


def test_a_service_may_put_out_what_it_is_given() -> None:
    model = dmn(decision("a", literal("1")), service("s", ["a"], decisions=["a"]))

    assert value(model, "s", a=5) == N(5)


def test_a_service_is_known_by_id_and_name() -> None:
    model = compiled(dmn(decision("a", literal("1")), service("the service", ["a"])))

    assert model.services == {identity("the service"): "the service"}
