"""Write a syntax tree as text: read again, with the same names known, it gives an equal tree."""

from collections.abc import Callable, Mapping
from typing import Final

from duecourse.feel.syntax import tree
from duecourse.feel.syntax.lexer import Kind, tokens
from duecourse.feel.syntax.names import joined, spelling

_OR, _AND, _COMPARISON, _ADDITIVE, _MULTIPLICATIVE, _POWER, _UNARY, _POSTFIX, _ATOM = range(1, 10)
_ARITHMETIC: Final = {
    "+": _ADDITIVE,
    "-": _ADDITIVE,
    "*": _MULTIPLICATIVE,
    "/": _MULTIPLICATIVE,
    "**": _POWER,
}
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})

Writer = Callable[..., str]


def write(node: tree.Node, level: int = 0) -> str:
    """Return the text of a tree, in parentheses if its operator binds less than `level`."""
    text = _WRITERS[type(node)](node)
    return text if _level(node) >= level else f"({text})"


def _level(node: tree.Node) -> int:
    if isinstance(node, tree.Arithmetic):
        return _ARITHMETIC[node.operator]
    return _LEVELS.get(type(node), _ATOM)


_LEVELS: Final[Mapping[type[tree.Node], int]] = {
    tree.If: 0,
    tree.For: 0,
    tree.Quantified: 0,
    tree.FunctionDefinition: 0,
    tree.InstanceOf: 0,
    tree.Disjunction: _OR,
    tree.Conjunction: _AND,
    tree.Comparison: _COMPARISON,
    tree.Between: _COMPARISON,
    tree.Membership: _COMPARISON,
    tree.Negation: _UNARY,
    tree.Path: _POSTFIX,
    tree.Filter: _POSTFIX,
    tree.Call: _POSTFIX,
}


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'


def _literal(node: tree.Literal) -> str:
    if isinstance(node.value, str):
        return _quoted(node.value)
    if node.value is None or isinstance(node.value, bool):
        return {None: "null", True: "true", False: "false"}[node.value]
    return str(node.value)


def _arithmetic(node: tree.Arithmetic) -> str:
    level = _ARITHMETIC[node.operator]
    return f"{write(node.left, level)} {node.operator} {write(node.right, level + 1)}"


def _comparison(node: tree.Comparison) -> str:
    return f"{write(node.left, _COMPARISON)} {node.operator} {write(node.right, _ADDITIVE)}"


def _conjunction(node: tree.Conjunction) -> str:
    return " and ".join(write(operand, _COMPARISON) for operand in node.operands)


def _disjunction(node: tree.Disjunction) -> str:
    return " or ".join(write(operand, _AND) for operand in node.operands)


def _between(node: tree.Between) -> str:
    low, high = write(node.low, _ADDITIVE), write(node.high, _ADDITIVE)
    return f"{write(node.value, _COMPARISON)} between {low} and {high}"


def _membership(node: tree.Membership) -> str:
    value = write(node.value, _COMPARISON)
    if len(node.tests) == 1:
        return f"{value} in {write(node.tests[0], _ADDITIVE)}"
    return f"{value} in ({', '.join(map(write, node.tests))})"


def _range(node: tree.Range) -> str:
    opening, closing = "[" if node.start_included else "(", "]" if node.end_included else ")"
    return f"{opening}{write(node.start)} .. {write(node.end)}{closing}"


def _if(node: tree.If) -> str:
    return f"if {write(node.condition)} then {write(node.consequence)} else {write(node.alternative)}"


def _iterations(iterations: tuple[tree.Iteration, ...]) -> str:
    return ", ".join(
        f"{each.name} in {write(each.source)}" + (f" .. {write(each.end)}" if each.end is not None else "")
        for each in iterations
    )


def _for(node: tree.For) -> str:
    return f"for {_iterations(node.iterations)} return {write(node.result)}"


def _quantified(node: tree.Quantified) -> str:
    word = "every" if node.every else "some"
    return f"{word} {_iterations(node.iterations)} satisfies {write(node.condition)}"


def _call(node: tree.Call) -> str:
    arguments = [write(argument) for argument in node.arguments]
    if node.names:
        arguments = [f"{name}: {text}" for name, text in zip(node.names, arguments, strict=True)]
    return f"{write(node.function, _POSTFIX)}({', '.join(arguments)})"


def _key(key: str) -> str:
    if spelling(key) is None:
        return _quoted(key)
    found = tokens(key)
    plain = found[0].kind is Kind.NAME and joined(key, found[:-1]) == key
    return key if plain else _quoted(key)


def _context(node: tree.Context) -> str:
    return f"{{{', '.join(f'{_key(key)}: {write(value)}' for key, value in node.entries)}}}"


def _function(node: tree.FunctionDefinition) -> str:
    parameters = ", ".join(
        name if declared is None else f"{name}: {write(declared)}" for name, declared in node.parameters
    )
    return f"function({parameters}) {'external ' if node.external else ''}{write(node.body)}"


def _unary_tests(node: tree.UnaryTests) -> str:
    if not node.tests:
        return "-"
    tests = [write(test) for test in node.tests]
    if node.negated:
        return f"not({', '.join(tests)})"
    # `not(…)` alone would negate the tests instead of calling the function.
    return ", ".join(f"({test})" if test.startswith("not") else test for test in tests)


def _type(node: tree.Type) -> str:
    arguments = [write(argument) for argument in node.arguments]
    if node.members:
        arguments = [f"{name}: {text}" for name, text in zip(node.members, arguments, strict=True)]
    if node.result is not None:
        return f"{node.name}<{', '.join(arguments)}> -> {write(node.result)}"
    return f"{node.name}<{', '.join(arguments)}>" if arguments else node.name


_WRITERS: Final[Mapping[type[tree.Node], Writer]] = {
    tree.Literal: _literal,
    tree.TemporalLiteral: lambda node: f"@{_quoted(node.text)}",
    tree.Name: lambda node: node.name,
    tree.Negation: lambda node: f"-{write(node.operand, _UNARY)}",
    tree.Arithmetic: _arithmetic,
    tree.Comparison: _comparison,
    tree.Conjunction: _conjunction,
    tree.Disjunction: _disjunction,
    tree.Between: _between,
    tree.Membership: _membership,
    tree.Range: _range,
    tree.UnaryRange: lambda node: f"({node.operator} {write(node.endpoint, _ADDITIVE)})",
    tree.InstanceOf: lambda node: f"{write(node.value, _POSTFIX)} instance of {write(node.type)}",
    tree.If: _if,
    tree.For: _for,
    tree.Quantified: _quantified,
    tree.Path: lambda node: f"{write(node.source, _POSTFIX)}.{node.member}",
    tree.Filter: lambda node: f"{write(node.source, _POSTFIX)}[{write(node.condition)}]",
    tree.Call: _call,
    tree.List: lambda node: f"[{', '.join(map(write, node.items))}]",
    tree.Context: _context,
    tree.FunctionDefinition: _function,
    tree.UnaryTests: _unary_tests,
    tree.Type: _type,
}
