"""The rules of the house, as in docs/architecture.md. Each rule is shown to catch the mistake it is there for."""

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatch

import networkx as nx
import pytest
from house_source import (
    ROOT,
    Source,
    functions,
    house,
    identifiers,
    imported,
    modules_of,
    own_lines,
    parameters,
    public,
    shown_to_checkers,
    source,
)

from collectief.facts import all_facts
from collectief.facts.fact import Fact
from collectief.measure import MEASURES

ORDER = (
    ("door",), ("clean",), ("text",), ("errors",), ("facts",), ("park",), ("profile",), ("money",), ("model",),
    ("tree",), ("heat",), ("measure",), ("plan",),
    ("allocation", "verification"), ("presentation",), ("collectief",), ("app",), ("__main__",),
)  # fmt: skip
"""The floors from the ground up; ``collectief`` itself is the front door: what lies below may not use it."""
FLOORS = {name: level for level, names in enumerate(ORDER) for name in names}
ALSO = {("plan", "allocation")}
"""A plan holds the division of its cost, which is mathematics on a table of numbers."""
NEVER = {("verification", "model"), ("verification", "allocation")}
"""A check uses other tools than those that made the plan."""
ALONE = ("model", "tree", "allocation")
"""These know no world: of the floors below they use only words and errors, and a tree the model."""
SOLVE = {("tree", "model"), ("allocation", "model")}
"""Trees and games of linear programmes are solved by way of the model, which knows no world either."""
APART = frozenset(type(one).__module__ for one in MEASURES)
"""A measure is one file; what measures share lies beside them."""
DOORS = {
    "pulp highspy": ("model/*",),
    "folium branca": ("presentation/map*",),
    "geopandas pyogrio": ("park/read*", "park/write*", "presentation/*"),
    "openpyxl jinja2 markupsafe matplotlib": ("presentation/*",),
    "typer click rich": ("app/*",),
    "pvlib": ("profile/sun*",),
    "pyxirr": ("money/cash_flow*",),
    "asyncio ftplib http httpx requests smtplib socket ssl urllib urllib3": (),
}
"""Where a tool comes in; nothing may reach for the network."""
VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "manager", "handler", "info", "misc", "stuff"}
ENERGY = {
    *("battery", "boiler", "building", "charger", "company", "companies", "congestion", "connection", "electricity"),
    *("energy", "gas", "grid", "heat", "kva", "kwh", "kwp", "offtake", "pipe", "pump", "roof", "solar", "street"),
    *("sun", "tariff", "tax", "transport", "vehicle", "weather", "wind"),
}
GRAMMAR = {"eur_per_kwh", "eur_per_kw", "kw"}
"""Units in the fields of the five parts."""
MOST_LINES, MOST_FUNCTION_LINES, MOST_PARAMETERS, MOST_BY_PLACE = 300, 40, 8, 5


def floors(one: Source) -> Iterator[str]:
    for name in modules_of(one, known()):
        mine, other = one.floor, name.split(".")[1] if "." in name else name
        lower = FLOORS[other] < FLOORS[mine] or other == mine
        if (not lower and (mine, other) not in ALSO) or (mine, other) in NEVER:
            yield f"{mine} imports {other} ({name})"
        if mine in ALONE and other not in (mine, "text", "errors") and (mine, other) not in SOLVE:
            yield f"{mine} knows no world but imports {name}"


def measures_apart(one: Source) -> Iterator[str]:
    if one.floor == "measure" and one.name != "collectief.measure":
        yield from (f"a measure imports {name}" for name in sorted(modules_of(one, known()) & APART))


def doors(one: Source) -> Iterator[str]:
    for name in imported(one):
        for tools, allowed in DOORS.items():
            if name.split(".")[0] in tools.split() and not any(fnmatch(one.path, f"collectief/{d}") for d in allowed):
                yield f"{name} comes in by another door"


def imports_at_the_top(one: Source) -> Iterator[str]:
    top = {id(node) for node in (*one.tree.body, *shown_to_checkers(one))}  # a door names there what it shows
    for node in ast.walk(one.tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            if id(node) not in top:
                yield f"line {node.lineno}: an import that is not at the top"
            if any(alias.name == "*" for alias in node.names):
                yield f"line {node.lineno}: import *"
            if isinstance(node, ast.ImportFrom) and node.level:
                yield f"line {node.lineno}: a relative import hides its floor"


def short_files(one: Source) -> Iterator[str]:
    lines = one.text.count("\n")
    if lines > MOST_LINES:
        yield f"{lines} lines"


def short_functions(one: Source) -> Iterator[str]:
    for name, function, _ in functions(one):
        if own_lines(function) > MOST_FUNCTION_LINES:
            yield f"{name} has {own_lines(function)} lines"


def few_parameters(one: Source) -> Iterator[str]:
    for name, function, method in functions(one):
        by_place, by_name = parameters(function, method=method)
        if len(by_place) + len(by_name) > MOST_PARAMETERS:
            yield f"{name} has {len(by_place) + len(by_name)} parameters"
        if len(by_place) > MOST_BY_PLACE:
            yield f"{name} takes {len(by_place)} by position"


def said_at_the_top(one: Source) -> Iterator[str]:
    first = (ast.get_docstring(one.tree) or "").split("\n")[0]
    if len(first.split()) < 2 or not first.endswith((".", ":")):
        yield "the first line does not say what this is"


def typed_and_documented(one: Source) -> Iterator[str]:
    for name, node, method in public(one):
        if not ast.get_docstring(node):
            yield f"{name} says nothing"
        if isinstance(node, ast.ClassDef):
            continue
        by_place, by_name = parameters(node, method=method)
        stars = [a for a in (node.args.vararg, node.args.kwarg) if a]
        if node.returns is None or any(a.annotation is None for a in (*by_place, *by_name, *stars)):
            yield f"{name} is not fully typed"


def both_languages(one: Source) -> Iterator[str]:
    for node in ast.walk(one.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
            said = {k.arg: k.value for k in node.keywords}
            blank = [k for k, v in said.items() if isinstance(v, ast.Constant) and not str(v.value).strip()]
            if set(said) != {"nl", "en"} or node.args or len(blank) == 1:  # two blanks: nothing to say
                yield f"line {node.lineno}: a Text without both languages"


def plain_file_names(one: Source) -> Iterator[str]:
    parts = set(re.split(r"[/_.]", one.path.removesuffix(".py")))
    yield from (f"'{part}' says nothing about what is inside" for part in sorted(parts & VAGUE))


def no_energy(one: Source) -> Iterator[str]:
    if one.floor in ALONE:
        for line, name in identifiers(one):
            words = set(re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower().split("_"))
            if words & ENERGY and not (one.floor == "model" and name in GRAMMAR):
                yield f"line {line}: '{name}' is a word of the world"


RULES: dict[Callable[[Source], Iterator[str]], tuple[str, str]] = {
    floors: ("money/a.py", "from collectief.plan.outcome import Outcome"),
    measures_apart: ("measure/a.py", "from collectief.measure.battery import Battery"),
    doors: ("plan/a.py", "import pulp"),
    imports_at_the_top: ("plan/a.py", "def f():\n    import math"),
    short_files: ("plan/a.py", "x = 1\n" * 301),
    short_functions: ("plan/a.py", "def f():\n    '''Says\n    a lot.'''\n" + "    x = 1\n" * 40),
    few_parameters: ("plan/a.py", "def f(a, b, c, d, e, g): ..."),
    said_at_the_top: ("plan/a.py", "import math"),
    typed_and_documented: ("plan/a.py", "class A:\n    '''Word.'''\n    def f(self, a): '''Word.'''"),
    both_languages: ("plan/a.py", "Text(nl='zon', en=' ')"),
    plain_file_names: ("plan/park_utils.py", ""),
    no_energy: ("model/a.py", "solar_kw = 1"),
}
"""Each rule with a mistake that it must catch."""


def known() -> frozenset[str]:
    """Names of all modules of the house."""
    return frozenset(one.name for one in house())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps(rule: Callable[[Source], Iterator[str]]) -> None:
    breaches = [f"{one.path}: {breach}" for one in house() for breach in rule(one)]
    assert not breaches, "\n".join(["", *breaches])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_catches_its_mistake(rule: Callable[[Source], Iterator[str]]) -> None:
    path, text = RULES[rule]
    assert list(rule(source(f"collectief/{path}", text)))


def test_only_a_door_imports_for_checkers_of_types() -> None:
    shown = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from collectief.text import Text\n"
    door = "from collectief.door import opened_when_asked\n"
    assert list(imports_at_the_top(source("collectief/plan/a.py", shown)))
    assert not list(imports_at_the_top(source("collectief/plan/a.py", door + shown)))
    assert list(imports_at_the_top(source("collectief/plan/a.py", door + shown.replace("TYPE_CHECKING:", "True:"))))


def test_every_floor_is_known() -> None:
    assert {one.floor for one in house()} <= set(FLOORS)


@pytest.mark.parametrize(("mine", "other"), sorted(NEVER | {("allocation", "verification")}))
def test_makers_and_checkers_do_not_see_each_other(mine: str, other: str) -> None:
    assert list(floors(source(f"collectief/{mine}/a.py", f"import collectief.{other}")))


def circles(sources: Sequence[Source]) -> list[list[str]]:
    """Groups of modules that import each other, directly or through others."""
    names = frozenset(one.name for one in sources)
    graph = nx.DiGraph([(one.name, name) for one in sources for name in modules_of(one, names)])
    return [sorted(part) for part in nx.strongly_connected_components(graph) if len(part) > 1]


def test_nothing_imports_itself_through_others() -> None:
    assert not circles(house())


def test_a_circle_is_found() -> None:
    texts = {"a": "import collectief.b", "b": "from collectief import c", "c": "from collectief.a import x"}
    assert circles([source(f"collectief/{n}.py", t) for n, t in texts.items()]) == [
        ["collectief.a", "collectief.b", "collectief.c"]
    ]


@pytest.mark.parametrize("one", all_facts(), ids=lambda one: one.key)
def test_a_fact_says_unit_year_and_source(one: Fact) -> None:
    assert one.unit.strip()
    assert one.source.strip()
    assert 1900 < one.year < 2100
    assert one.low <= one.value <= one.high


def test_the_lock_pins_every_dependency_by_hash_and_names_no_host() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["test"]]
    pinned = {name.lower() for name in re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)}
    assert {re.split(r"[<>=!~\[; ]", line)[0].lower() for line in asked} <= pinned
    assert "://" not in lock
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\S)", lock) if "==" in block)


def test_every_import_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {re.split(r"[<>=]", line)[0] for line in project["project"]["dependencies"]}
    tools = {name.split(".")[0] for one in house() for name in imported(one)}
    assert tools - sys.stdlib_module_names - {"collectief"} <= asked


def test_every_make_target_in_the_documents_exists() -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for name in ("README.md", "CONTRIBUTING.md", "docs/architecture.md"):
        asked = set(re.findall(r"(?:^|`)make ([a-z][a-z-]*)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        assert asked <= targets, name
