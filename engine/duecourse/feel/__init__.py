"""FEEL, the expression language of DMN 1.5: parse, evaluate, built-in functions."""

from duecourse.feel.conversion import from_json, to_json, to_python
from duecourse.feel.environment import Environment
from duecourse.feel.errors import FeelEvaluationError, FeelSyntaxError
from duecourse.feel.expression import Expression, builtin_names, parse, parse_unary_tests
from duecourse.feel.limits import Limits
from duecourse.feel.values import FeelType, Function, Range

__all__ = [
    "Environment",
    "Expression",
    "FeelEvaluationError",
    "FeelSyntaxError",
    "FeelType",
    "Function",
    "Limits",
    "Range",
    "builtin_names",
    "from_json",
    "parse",
    "parse_unary_tests",
    "to_json",
    "to_python",
]
