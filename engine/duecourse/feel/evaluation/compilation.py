"""What the compilers of single constructs need of the whole."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from duecourse.feel.functions.builtin import Builtin
from duecourse.feel.state import Code
from duecourse.feel.syntax import tree
from duecourse.feel.values import FeelType


@dataclass(frozen=True, slots=True)
class Compilation:
    """How to compile a part, the built-in functions, and the types that item definitions add."""

    compile: Callable[[tree.Node], Code]
    functions: Mapping[str, Builtin]
    types: Mapping[str, FeelType]
