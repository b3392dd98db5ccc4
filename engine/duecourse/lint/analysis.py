"""What is known of an expression without running it."""

from duecourse.diagram.expressions import Text
from duecourse.feel import Expression
from duecourse.feel.syntax import tree
from duecourse.feel.syntax.parser import walk


def constant(text: Text, expression: Expression | None) -> str | None:
    """Return the text that a value always is: a literal, or FEEL that is nothing but a string."""
    if text.feel is None:
        return text.raw
    root = None if expression is None else expression.tree
    return root.value if isinstance(root, tree.Literal) and isinstance(root.value, str) else None


def constant_names(text: Text, expression: Expression | None) -> tuple[str, ...] | None:
    """Return the names that a value always is: separated by commas, or a list of strings in FEEL.

    None where they are computed.
    """
    single = constant(text, expression)
    if single is not None:
        return tuple(part.strip() for part in single.split(",") if part.strip())
    root = None if expression is None else expression.tree
    if not isinstance(root, tree.List):
        return None
    values = [each.value if isinstance(each, tree.Literal) else None for each in root.items]
    strings = tuple(each for each in values if isinstance(each, str))
    return strings if len(strings) == len(values) else None


def names_in(expression: Expression | None) -> frozenset[str]:
    """Return every name that an expression reads or may read, those that functions have too."""
    if expression is None:
        return frozenset()
    nodes = (node for node, _ in walk(expression.tree))
    return frozenset(node.name for node in nodes if isinstance(node, tree.Name) and not node.bound)
