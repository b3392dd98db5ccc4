"""Decision models of DMN 1.5: read, compile, evaluate."""

from duecourse.dmn.elements import Definitions
from duecourse.dmn.evaluating import evaluate
from duecourse.dmn.model import DecisionInfo, Model, Needs, compile_model
from duecourse.dmn.problems import DecisionModelError
from duecourse.dmn.reading.reader import read
from duecourse.dmn.results import (
    EvaluatedDecision,
    EvaluatedInput,
    EvaluatedOutput,
    EvaluatedTable,
    Evaluation,
    EvaluationWarning,
    MatchedRule,
    WarningKind,
)
from duecourse.dmn.telling import told

__all__ = [
    "DecisionInfo",
    "DecisionModelError",
    "Definitions",
    "EvaluatedDecision",
    "EvaluatedInput",
    "EvaluatedOutput",
    "EvaluatedTable",
    "Evaluation",
    "EvaluationWarning",
    "MatchedRule",
    "Model",
    "Needs",
    "WarningKind",
    "compile_model",
    "evaluate",
    "read",
    "told",
]
