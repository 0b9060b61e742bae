"""A door that opens when someone walks through: what a package shows is read in when it is first asked for."""

import ast
import sys
from collections.abc import Callable
from importlib import import_module
from inspect import getsource
from typing import Any


def opened_when_asked(package: str) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """``__getattr__`` and ``__dir__`` (PEP 562) of a package that imports what it shows ``if TYPE_CHECKING``.

    Those imports are read as text, so that names are written once and a checker of types sees what runs, as in
    `lazy_loader.attach_stub` (SPEC 1 of Scientific Python). No name may be that of a file of the package: Python
    puts such a file in its place.
    """
    homes = homes_of(getsource(sys.modules[package]))

    def found(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(homes[name]), name)

    def listed() -> list[str]:
        return sorted({*vars(sys.modules[package]), *homes})

    return found, listed


def homes_of(source: str) -> dict[str, str]:
    r"""Per name the module it is imported from, of imports at the top that only a checker of types reads.

    >>> homes_of("if TYPE_CHECKING:\n    from math import inf, pi")
    {'inf': 'math', 'pi': 'math'}
    """
    checked = (node.body for node in ast.parse(source).body if isinstance(node, ast.If) and _for_types(node.test))
    imports = (node for body in checked for node in body if isinstance(node, ast.ImportFrom))
    return {alias.name: node.module or "" for node in imports for alias in node.names}


def _for_types(test: ast.expr) -> bool:
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"
