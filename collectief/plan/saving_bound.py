"""The most that any set of companies can save by sharing a contract, as a sum of amounts per company: for large areas.

Where an area has too many companies to value every set, this still bounds them all. A group's monthly peak is at least
its load in any one quarter of the month, and that is a sum over its members; so is its contract. Each is taken at the
lowest price in the area, surcharges are left out, and each company takes the life that is best for it.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from collectief.facts import Tariff
from collectief.plan.sharing import Array, Ints, Life, Sharing


def most_saved(sharing: Sharing) -> Mapping[str, float]:
    """EUR a year per company, never below 0: no set of this area saves more by groups than its members' amounts."""
    at = _fullest(sharing.lives[0], sharing.months)
    tariffs = [life.tariff for life in sharing.lives[0]]
    kw_eur = min(_contract_eur_kw(t) for t in tariffs)
    peak_eur = min(t.peak_eur_kw_month if t.plain_peaks else 0.0 for t in tariffs)
    top = int(np.argmax(_total(sharing.lives[0])))
    found = dict.fromkeys(sharing.companies, 0.0)
    for life in (life for lives in sharing.lives for life in lives):
        contract_kw = min(life.contract_kw, float(life.net_kw[top])) if life.free else life.contract_kw
        shared = kw_eur * contract_kw + peak_eur * float(life.net_kw[at].sum())
        saved = life.alone_eur - life.own_eur - sharing.member_eur - shared
        found[life.company] = max(found[life.company], saved)
    return found


def _contract_eur_kw(tariff: Tariff) -> float:
    """The lowest price of a kW of contract."""
    return min([tariff.contract_eur_kw_year, *(tier.eur for tier in tariff.contract_tiers)])


def _total(lives: Sequence[Life]) -> Array:
    return np.asarray(np.sum([life.net_kw for life in lives], axis=0))


def _fullest(lives: Sequence[Life], months: Ints) -> Ints:
    """One quarter of each month: that in which all together take most."""
    total = _total(lives)
    return np.array([np.flatnonzero(months == m)[np.argmax(total[months == m])] for m in np.unique(months)])
