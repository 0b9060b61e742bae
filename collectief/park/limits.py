"""What a connection may do beside its firm contract: transport rights, and lowering offtake when the operator calls."""

from dataclasses import dataclass, field
from typing import Literal

from collectief.facts import Window

RightKind = Literal["firm", "variable", "block"]
"""Fully firm, fully variable (no guarantee) and time-block rights (Netcode 7.1(3), Stcrt. 2024-23594)."""
Way = Literal["offtake", "feed_in"]
CapacityRule = Literal["sum_of_contracts", "operator", "p999", "area_headroom"]
"""How a group contract gets its kW."""
EntitlementRule = Literal["contract", "p999", "given"]
"""How members divide what the group has."""


@dataclass(frozen=True, slots=True)
class TransportRight:
    """kW that a connection may use in a window of the year, beside its other rights.

    ``contract_share`` is the part of the tariff per contracted kW that it pays, None for the key figure of its kind.

    >>> TransportRight("block", "offtake", 100.0, Window(hours=(22, 6))).kw
    100.0
    """

    kind: RightKind
    direction: Way
    kw: float
    window: Window = field(default_factory=Window)
    contract_share: float | None = None


@dataclass(frozen=True, slots=True)
class WindSite:
    """Where a shared turbine may stand: in which energy area, and how many kW at most."""

    area: str = ""
    kw: float = 0.0


@dataclass(frozen=True, slots=True)
class Limitation:
    """A capacity limitation contract on offer: paid for lowering offtake in the hours that the operator calls.

    ``hours`` a year are called, the fullest of those in ``window``; ``share`` is the part of its contract that a
    company lowers to where it does not say so itself; ``eur_per_mw_h`` is paid per MW lowered and called hour.
    """

    hours: int
    eur_per_mw_h: float
    share: float
    window: Window
