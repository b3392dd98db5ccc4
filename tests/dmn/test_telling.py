"""An evaluation as JSON."""

from duecourse.dmn import told
from duecourse.model.json import dumps, loads
from tests.dmn.models import decision, dmn, evaluated, function, literal, table


def test_an_evaluation_is_told_as_json() -> None:
    rules = ['> 1 | date("2024-01-31") // why', "null | 1"]
    model = dmn(decision("d", table(["x"], ["on"], rules)))

    found = told(evaluated(model, "d", {"x": 2}))

    assert loads(dumps(found)) == {
        "id": "_d",
        "name": "d",
        "output": "2024-01-31",
        "decisions": [
            {
                "namespace": "tests",
                "id": "_d",
                "name": "d",
                "kind": "decisionTable",
                "service": None,
                "output": "2024-01-31",
                "tables": [
                    {
                        "id": "_d",
                        "owner": "d",
                        "hit_policy": "UNIQUE",
                        "inputs": [{"id": "", "name": "x", "value": 2}],
                        "rules": [
                            {
                                "index": 1,
                                "id": "rule_1",
                                "outputs": [{"id": "", "name": "on", "value": "2024-01-31"}],
                                "annotations": [{"name": "note", "text": "why"}],
                            }
                        ],
                        "output": "2024-01-31",
                    }
                ],
            }
        ],
        "warnings": [],
        "omitted": 0,
    }


def test_warnings_are_told_with_their_places() -> None:
    found = told(evaluated(dmn(decision("d", literal("1 + null"))), "d", {}))

    assert found["warnings"] == [
        {
            "kind": "expression",
            "element_id": "_d",
            "line": 2,
            "column": 3,
            "message": "number + null is not defined",
        }
    ]


def test_a_value_that_has_no_json_is_told_by_a_sentence() -> None:
    made = function({"a": ""}, literal("a"))
    swollen = "{" + "a0: [1, 1], " + ", ".join(f"a{i}: [a{i - 1}, a{i - 1}]" for i in range(1, 30)) + "}.a29"

    assert (
        told(evaluated(dmn(decision("d", made)), "d", {}))["output"] == "[a function cannot be kept as JSON]"
    )
    assert (
        told(evaluated(dmn(decision("d", literal(swollen))), "d", {}))["output"]
        == "[more than 250000 values]"
    )
