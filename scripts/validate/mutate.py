"""Small mistakes in a source file, one at a time: a wrong sign, a wrong comparison, one too many."""

import ast
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
NAMES = {"max": "min", "min": "max", "maximum": "minimum", "minimum": "maximum", "any": "all", "all": "any"}
Change = Callable[[ast.AST], None]


@dataclass(frozen=True)
class Mutant:
    """A source with one mistake: where it is, the line before and after."""

    line: int
    before: str
    after: str
    text: str


def mutated(text: str) -> Iterator[Mutant]:
    """Every mutant of a source; what is said to the reader and what is typed is left alone.

    >>> [m.after for m in mutated("y = x + 1")]
    ['x - 1', '2']
    """
    tree = ast.parse(text)
    spared = _spared(tree)
    for place, node in enumerate(ast.walk(tree)):
        if id(node) in spared:
            continue
        for change in _changes(node):
            other = deepcopy(tree)
            same = next(n for at, n in enumerate(ast.walk(other)) if at == place)
            before = ast.unparse(same)
            change(same)
            yield Mutant(getattr(node, "lineno", 0), before, ast.unparse(same), ast.unparse(other))


def _spared(tree: ast.AST) -> set[int]:
    """Nodes inside messages, docstrings, annotations and imports."""
    spared: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Text", "TypeVar"):
            spared |= {id(inner) for inner in ast.walk(node)}
        for field in ("annotation", "returns"):
            typed = getattr(node, field, None)
            if isinstance(typed, ast.AST):
                spared |= {id(inner) for inner in ast.walk(typed)}
        if isinstance(node, ast.JoinedStr):
            spared |= {id(inner) for inner in ast.walk(node)}
    return spared


def _changes(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in OPERATORS:
        yield _other_operator
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in OPERATORS:
        yield _other_comparison
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield _opposite
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield _one_more
    elif isinstance(node, ast.Name) and node.id in NAMES:
        yield _other_name
    elif isinstance(node, ast.Attribute) and node.attr in NAMES:
        yield _other_attribute
    elif isinstance(node, ast.IfExp):
        yield _other_way


def _other_operator(node: ast.AST) -> None:
    if isinstance(node, ast.BinOp | ast.BoolOp):
        node.op = OPERATORS[type(node.op)]()  # type: ignore[assignment]


def _other_comparison(node: ast.AST) -> None:
    if isinstance(node, ast.Compare):
        node.ops[0] = OPERATORS[type(node.ops[0])]()  # type: ignore[call-overload]


def _opposite(node: ast.AST) -> None:
    if isinstance(node, ast.Constant):
        node.value = not node.value


def _one_more(node: ast.AST) -> None:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        node.value = node.value + 1


def _other_name(node: ast.AST) -> None:
    if isinstance(node, ast.Name):
        node.id = NAMES[node.id]


def _other_attribute(node: ast.AST) -> None:
    if isinstance(node, ast.Attribute):
        node.attr = NAMES[node.attr]


def _other_way(node: ast.AST) -> None:
    if isinstance(node, ast.IfExp):
        node.body, node.orelse = node.orelse, node.body
