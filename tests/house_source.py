"""The source files of the house as trees, and small questions about them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One module: ``name`` with dots, ``path`` from the root of the repository, its text and its tree."""

    name: str
    path: str
    text: str
    tree: ast.Module

    @property
    def floor(self) -> str:
        """The package below ``collectief`` it lies in, or its own name: ``measure``, ``text``, ``collectief``."""
        return self.name.split(".")[1] if "." in self.name else self.name


def source(path: str, text: str) -> Source:
    """A module from its path and text.

    >>> source("collectief/measure/__init__.py", "").name
    'collectief.measure'
    """
    name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return Source(name, path, text, ast.parse(text))


@cache
def house() -> tuple[Source, ...]:
    """All modules of ``collectief``, by path."""
    files = sorted((ROOT / "collectief").rglob("*.py"))
    return tuple(source(str(f.relative_to(ROOT)), f.read_text(encoding="utf-8")) for f in files)


def imported(one: Source) -> Iterator[str]:
    """Dotted names that a module imports, with the name after ``from`` added: ``collectief.text.Text``."""
    for node in ast.walk(one.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def opens_when_asked(one: Source) -> bool:
    """Whether a module is a door that reads in what it shows when that is asked for."""
    return "collectief.door.opened_when_asked" in imported(one)


def shown_to_checkers(one: Source) -> Iterator[ast.stmt]:
    """What stands under ``if TYPE_CHECKING`` in a door that opens when asked; in other files nothing."""
    if opens_when_asked(one):
        for node in one.tree.body:
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                yield from node.body


def modules_of(one: Source, known: frozenset[str]) -> frozenset[str]:
    """Modules of the house that a module imports."""
    found = ((name, name.rpartition(".")[0]) for name in imported(one))
    return frozenset(next((n for n in names if n in known), "") for names in found) - {"", one.name}


def functions(one: Source) -> Iterator[tuple[str, Function, bool]]:
    """Every function with its name and whether it is a method."""
    methods = {id(f): c.name for c in ast.walk(one.tree) if isinstance(c, ast.ClassDef) for f in c.body}
    for node in ast.walk(one.tree):
        if isinstance(node, Function):
            owner = methods.get(id(node))
            yield f"{owner}.{node.name}" if owner else node.name, node, owner is not None


def own_lines(function: Function) -> int:
    """Lines of a function without its docstring and decorators."""
    first = function.body[0]
    docstring = first.end_lineno or first.lineno if ast.get_docstring(function) else 0
    said = docstring - first.lineno + 1 if docstring else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - said


def parameters(function: Function, *, method: bool) -> tuple[list[ast.arg], list[ast.arg]]:
    """Parameters that may be given by position, and those only by name; without ``self`` and ``cls``."""
    by_place = [*function.args.posonlyargs, *function.args.args]
    static = any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in function.decorator_list)
    return by_place[1:] if method and not static else by_place, list(function.args.kwonlyargs)


def public(one: Source) -> Iterator[tuple[str, ast.ClassDef | Function, bool]]:
    """Public classes, functions and methods of public classes, with whether they are methods."""
    for node in one.tree.body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield node.name, node, False
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for inner in node.body:
                if isinstance(inner, Function) and not inner.name.startswith("_"):
                    yield f"{node.name}.{inner.name}", inner, True


def identifiers(one: Source) -> Iterator[tuple[int, str]]:
    """Names that the author of a module chose or used, with their lines."""
    for node in ast.walk(one.tree):
        if isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.ClassDef | Function):
            yield node.lineno, node.name
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.value.lineno, node.arg
