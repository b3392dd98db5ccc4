"""Random syntax trees, such as a text can have: names are bound where something around them declares them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from duecourse.feel.syntax import tree
from duecourse.feel.temporal.text import read_temporal

NAMES = ("a", "b", "net price", "x-y")
"""The variables that are known."""
_NEW = ("p", "q", "r", "a")
_KEYS = ("p", "k", "other key", "net price", "not a name!", "")
_UNHEARD = "unheard"
_CALLED = ("sum", "string length", "date and time", _UNHEARD)
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
_TEMPORAL = ("2024-01-31", "09:30:00Z", "P1Y2M", "-PT1H", "2024-01-31T00:00:00@Europe/London", "none")
_PLAIN_TYPES = ("number", "string", "date and time", "Any", "list", "mine")


@dataclass(frozen=True)
class _Place:
    """Where a tree stands: the names that are declared around it, and how many levels may follow."""

    draw: st.DrawFn
    bound: frozenset[str] = frozenset()
    levels: int = 3
    in_filter: bool = False

    def inner(self, *names: str) -> "_Place":
        return replace(self, bound=self.bound | set(names), levels=self.levels - 1)

    def one(self, *values: object) -> object:
        return self.draw(st.sampled_from(values))

    def name(self, *names: str) -> str:
        return self.draw(st.sampled_from(names))

    def many(self, least: int = 0, most: int = 3) -> tuple[tree.Node, ...]:
        return tuple(_node(self.inner()) for _ in range(self.draw(st.integers(least, most))))


@st.composite
def trees(draw: st.DrawFn) -> tree.Node:
    """Make a random syntax tree over NAMES."""
    return _node(_Place(draw))


def _node(place: _Place) -> tree.Node:
    makers = _LEAVES if place.levels == 0 else (*_LEAVES, *_BRANCHES)
    return place.draw(st.sampled_from(makers))(place)


def _literal(place: _Place) -> tree.Node:
    numbers = st.decimals(0, 10**6, allow_nan=False, places=3)
    values = st.one_of(st.none(), st.booleans(), numbers, _TEXTS)
    return tree.Literal(0, place.draw(values))


def _temporal(place: _Place) -> tree.Node:
    text = place.name(*_TEMPORAL)
    return tree.TemporalLiteral(0, text, read_temporal(text))


def _name(place: _Place) -> tree.Node:
    name = place.name(*NAMES, *sorted(place.bound))
    return tree.Name(0, name, bound=name in place.bound)


def _pair(place: _Place) -> tuple[tree.Node, tree.Node]:
    return _node(place.inner()), _node(place.inner())


def _negation(place: _Place) -> tree.Node:
    return tree.Negation(0, _node(place.inner()))


def _arithmetic(place: _Place) -> tree.Node:
    return tree.Arithmetic(0, place.name("+", "-", "*", "/", "**"), *_pair(place))


def _comparison(place: _Place) -> tree.Node:
    return tree.Comparison(0, place.name("=", "!=", "<", "<=", ">", ">="), *_pair(place))


def _conjunction(place: _Place) -> tree.Node:
    return tree.Conjunction(0, place.many(2))


def _disjunction(place: _Place) -> tree.Node:
    return tree.Disjunction(0, place.many(2))


def _between(place: _Place) -> tree.Node:
    return tree.Between(0, *_pair(place), _node(place.inner()))


def _membership(place: _Place) -> tree.Node:
    return tree.Membership(0, _node(place.inner()), place.many(1))


def _range(place: _Place) -> tree.Node:
    start, end = _pair(place)
    return tree.Range(0, start, end, place.draw(st.booleans()), place.draw(st.booleans()))


def _unary_range(place: _Place) -> tree.Node:
    return tree.UnaryRange(0, place.name("<", "<=", ">", ">=", "=", "!="), _node(place.inner()))


def _type(place: _Place) -> tree.Type:
    kind = place.name("plain", "list", "context", "function") if place.levels else "plain"
    inner = place.inner()
    if kind == "plain":
        return tree.Type(0, place.name(*_PLAIN_TYPES))
    if kind == "list":
        return tree.Type(0, place.name("list", "range"), (_type(inner),))
    if kind == "context":
        return tree.Type(0, "context", (_type(inner), _type(inner)), ("p", "other key"))
    return tree.Type(0, "function", (_type(inner),), (), _type(inner))


def _instance_of(place: _Place) -> tree.Node:
    return tree.InstanceOf(0, _node(place.inner()), _type(place.inner()))


def _if(place: _Place) -> tree.Node:
    return tree.If(0, *_pair(place), _node(place.inner()))


def _iterations(place: _Place, *, spans: bool) -> tuple[tuple[tree.Iteration, ...], _Place]:
    found = []
    for _ in range(place.draw(st.integers(1, 2))):
        name = place.name(*_NEW)
        end = _node(place.inner()) if spans and place.draw(st.booleans()) else None
        found.append(tree.Iteration(0, name, _node(place.inner()), end))
        place = replace(place, bound=place.bound | {name})
    return tuple(found), place


def _for(place: _Place) -> tree.Node:
    iterations, inside = _iterations(place, spans=True)
    return tree.For(0, iterations, _node(inside.inner("partial")))


def _quantified(place: _Place) -> tree.Node:
    iterations, inside = _iterations(place, spans=True)
    return tree.Quantified(0, place.draw(st.booleans()), iterations, _node(inside.inner()))


def _path(place: _Place) -> tree.Node:
    return tree.Path(0, _node(place.inner()), place.name("k", "net price", "start included"))


def _filter(place: _Place) -> tree.Node:
    return tree.Filter(0, _node(place.inner()), _node(replace(place.inner("item"), in_filter=True)))


def _call(place: _Place) -> tree.Node:
    called = place.name(*_CALLED)
    # Whatever is unknown in a filter may be a member of the item.
    name = tree.Name(0, called, in_filter=place.in_filter and called == _UNHEARD)
    function = name if place.draw(st.booleans()) else _node(place.inner())
    arguments = place.many()
    names = ("p", "other key", "q")[: len(arguments)] if place.draw(st.booleans()) else ()
    return tree.Call(0, function, arguments, names)


def _list(place: _Place) -> tree.Node:
    return tree.List(0, place.many())


def _context(place: _Place) -> tree.Node:
    entries: list[tuple[str, tree.Node]] = []
    for key in place.draw(st.lists(st.sampled_from(_KEYS), unique=True, max_size=3)):
        makes_function = place.draw(st.booleans())
        # A function may call itself by the key that it stands under.
        inside = place.inner(key) if makes_function and _is_word(key) else place.inner()
        entries.append((key, _function(inside) if makes_function else _node(place.inner())))
        if _is_word(key):
            place = replace(place, bound=place.bound | {key})
    return tree.Context(0, tuple(entries))


def _is_word(key: str) -> bool:
    return bool(key) and "!" not in key


def _function(place: _Place) -> tree.Node:
    parameters = tuple(
        (name, _type(place.inner()) if place.draw(st.booleans()) else None)
        for name in place.draw(st.lists(st.sampled_from(_NEW), unique=True, max_size=2))
    )
    body = _node(place.inner(*(name for name, _ in parameters)))
    return tree.FunctionDefinition(0, parameters, body, place.draw(st.booleans()))


Maker = Callable[[_Place], tree.Node]
_LEAVES: tuple[Maker, ...] = (_literal, _temporal, _name)
_BRANCHES: tuple[Maker, ...] = (
    _negation,
    _arithmetic,
    _comparison,
    _conjunction,
    _disjunction,
    _between,
    _membership,
    _range,
    _unary_range,
    _instance_of,
    _if,
    _for,
    _quantified,
    _path,
    _filter,
    _call,
    _list,
    _context,
    _function,
)
