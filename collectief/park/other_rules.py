"""A park under other rules on contracts: lines of ``park.toml`` in place of those that it has."""

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from collectief.park.check_contracts import tell_groups
from collectief.park.check_words import Spot
from collectief.park.read_contracts import GROUP_KW
from collectief.park.read_settings import SETTINGS, read_rules
from collectief.park.things import Park
from collectief.park.write_contracts import rule_tables

Line = tuple[str, str]
"""A key with its table, such as ``rules.group_capacity``, and its value as ``park.toml`` spells it."""
CONTRACTS = ("lower_contracts", "group_fixed_eur", "group_member_eur", "group_capacity", "group_entitlement")
"""Keys of ``[rules]`` that are about contracts."""
LIMITATION = "limitation"


def rule_keys(park: Park) -> tuple[str, ...]:
    """The rules that may be other: those on contracts, the limitation on offer, and the operator's kW per area."""
    stated = (s for s in SETTINGS if s.table == LIMITATION or (s.table == "rules" and s.key in CONTRACTS))
    return (*(f"{s.table}.{s.key}" for s in stated), *(f"{GROUP_KW}.{area.id}" for area in park.areas))


def under(park: Park, lines: Iterable[Line], spot: Spot) -> Park:
    """The park with these rules in place of its own; what is wrong with them is found at ``spot``.

    The reader of ``park.toml`` reads what the park would write with these lines in it, so a table that is new there,
    such as the limitation, has the figures that it has when it is left empty.
    """
    given = rule_tables(park.rules)
    for key, written in lines:
        table, _, name = key.partition(".")
        given.setdefault(table, {})[name] = value(written)
    other = replace(park, rules=replace(read_rules(given, spot), apart=park.rules.apart))
    had, has = Spot(spot.where, []), Spot(spot.where, [])
    tell_groups(park, had)
    tell_groups(other, has)
    spot.found.extend(issue for issue in has.found if issue not in had.found)
    return other


def value(written: str) -> Any:
    """A value as ``park.toml`` spells it; what is no TOML is a text, for a shell takes its quotation marks away.

    >>> value("true"), value("0.5"), value("p999"), value('"16-21"')
    (True, 0.5, 'p999', '16-21')
    """
    try:
        found = tomllib.loads(f"value = {written}")
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return written
    return found["value"] if found.keys() == {"value"} else written
