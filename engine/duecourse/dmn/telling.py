"""An evaluation as JSON, for the record and for whoever asks how a decision came about."""

from collections.abc import Mapping

from duecourse.dmn.results import (
    EvaluatedDecision,
    EvaluatedInput,
    EvaluatedOutput,
    EvaluatedTable,
    Evaluation,
    MatchedRule,
)
from duecourse.feel import FeelEvaluationError, to_json
from duecourse.model.json import Json

Told = Mapping[str, Json]


def told(evaluation: Evaluation) -> Told:
    """Return an evaluation as JSON.

    A value that has no JSON, a function or one that is too large, is told by a sentence in brackets.
    """
    return {
        "id": evaluation.id,
        "name": evaluation.name,
        "output": _value(evaluation.output),
        "decisions": [_decision(each) for each in evaluation.decisions],
        "warnings": [
            {
                "kind": each.kind.value,
                "element_id": each.element_id,
                "line": each.line,
                "column": each.column,
                "message": each.message,
            }
            for each in evaluation.warnings
        ],
        "omitted": evaluation.omitted,
    }


def _decision(decision: EvaluatedDecision) -> Told:
    return {
        "namespace": decision.namespace,
        "id": decision.id,
        "name": decision.name,
        "kind": decision.kind,
        "service": decision.service,
        "output": _value(decision.output),
        "tables": [_table(each) for each in decision.tables],
    }


def _table(table: EvaluatedTable) -> Told:
    return {
        "id": table.id,
        "owner": table.owner,
        "hit_policy": table.hit_policy,
        "inputs": [_cell(each) for each in table.inputs],
        "rules": [_rule(each) for each in table.rules],
        "output": _value(table.output),
    }


def _rule(rule: MatchedRule) -> Told:
    return {
        "index": rule.index,
        "id": rule.id,
        "outputs": [_cell(each) for each in rule.outputs],
        "annotations": [{"name": name, "text": text} for name, text in rule.annotations],
    }


def _cell(cell: EvaluatedInput | EvaluatedOutput) -> Told:
    return {"id": cell.id, "name": cell.name, "value": _value(cell.value)}


def _value(value: object) -> Json:
    try:
        return to_json(value)
    except FeelEvaluationError as error:
        return f"[{error.detail}]"
