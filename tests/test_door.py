"""Doors that open when asked show what they say, and nothing heavy comes in before it is needed."""

import subprocess
import sys
from importlib import import_module

import pytest
from house_source import Source, house, opens_when_asked

from collectief.door import homes_of

DOORS = tuple(one for one in house() if opens_when_asked(one))
HEAVY = {"folium", "geopandas", "matplotlib", "networkx", "openpyxl", "pandas", "pvlib", "scipy.optimize"}
"""Each takes a quarter of a second or more, or tens of MB; a solver needs none of them."""
SOLVERS = {"highspy", "numpy", "pulp", "scipy"}


def read_in(*words: str) -> set[str]:
    """Modules that a Python of its own reads in for these words, as ``-X importtime`` lists them."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *words], capture_output=True, text=True, encoding="utf-8", check=False
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip() for line in lines}


def test_the_front_door_opens_when_asked() -> None:
    assert {"collectief", "collectief.park", "collectief.app.commands"} <= {door.name for door in DOORS}


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_a_door_shows_what_checkers_of_types_see(door: Source) -> None:
    module, homes = import_module(door.name), homes_of(door.text)
    assert sorted(homes) == sorted(module.__all__)
    assert set(homes) <= set(dir(module))
    for name, home in homes.items():
        assert getattr(module, name) is getattr(import_module(home), name)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_no_file_takes_the_place_of_what_a_door_shows(door: Source) -> None:
    assert not {f"{door.name}.{name}" for name in homes_of(door.text)} & {one.name for one in house()}


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_a_door_does_not_show_what_is_not_there(door: Source) -> None:
    with pytest.raises(AttributeError, match=f"module '{door.name}' has no attribute 'castle'"):
        _ = import_module(door.name).castle


def test_the_grammar_comes_without_the_world() -> None:
    found = read_in("-c", "import collectief.model")
    assert {"collectief.model", *SOLVERS} <= found
    assert not found & HEAVY


@pytest.mark.parametrize("words", ["--help", "--version", "plan --help", "pln", "plan"])
def test_words_of_the_command_line_come_without_what_computes(words: str) -> None:
    found = read_in("-m", "collectief", *words.split())
    assert "collectief.app.commands" in found  # the command line itself is read in by name, which is not listed
    assert not found & (HEAVY | {"highspy", "pulp"})
    assert not {name for name in found if name.startswith(("collectief.plan", "collectief.presentation"))}
