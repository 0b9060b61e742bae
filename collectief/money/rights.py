"""Transport rights beside the firm contract: when they hold, and what part of the kW tariff they pay."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from collectief.facts import Tariff, fact
from collectief.money.charges import contract_eur
from collectief.park.limits import TransportRight, Way
from collectief.profile.year import Array


def extra_kw(rights: Sequence[TransportRight], direction: Way, local: pd.DatetimeIndex) -> Array:
    """kW that the rights give beside the firm contract in each step of the Dutch clock, same shape as ``local``.

    >>> from collectief.facts import Window
    >>> night = TransportRight("block", "offtake", 100.0, Window(hours=(22, 6)))
    >>> extra_kw([night], "offtake", pd.DatetimeIndex(["2026-01-05 23:00", "2026-01-05 12:00"]))
    array([100.,   0.])
    """
    total = np.zeros(len(local))
    for right in rights:
        if right.direction == direction:
            total += right.kw * right.window.holds(local)
    return total


def contract_share(right: TransportRight, local: pd.DatetimeIndex) -> float:
    """Part of the tariff per contracted kW that a right pays.

    A fully variable right pays 0 % of it and 100 % of the monthly peaks (Tarievencode 3.7.15, Stcrt. 2024-2951); a
    time-block right pays for the part of the year's hours in which it holds (unconfirmed, so a key figure).
    """
    if right.contract_share is not None:
        return right.contract_share
    if right.kind == "firm":
        return 1.0
    share = fact(f"right.{right.kind}.contract_share").value
    return share * float(right.window.holds(local).mean()) if right.kind == "block" else share


def rights_eur(tariff: Tariff, rights: Sequence[TransportRight], local: pd.DatetimeIndex, *, firm_kw: float) -> float:
    """What rights to take power cost a year on top of a firm contract of ``firm_kw``, EUR; feed-in has no kW tariff.

    A connection has one tariff for all that it contracts: the kW that pay come above the firm ones in its tiers.

    >>> from collectief.facts import tariff
    >>> year = pd.date_range("2026-01-01", periods=8760, freq="h")
    >>> variable = TransportRight("variable", "offtake", 100.0)
    >>> rights_eur(tariff("stedin_2026.MS"), [variable], year, firm_kw=50.0)
    0.0
    """
    kw = float(sum(contract_share(r, local) * r.kw for r in rights if r.direction == "offtake"))
    return contract_eur(tariff, firm_kw + kw) - contract_eur(tariff, firm_kw)
