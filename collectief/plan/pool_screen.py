"""Which pools of cars together save most: the best choice of those that are offered, each company in one at most."""

from collections.abc import Iterable, Mapping, Sequence

from collectief.measure import Setting
from collectief.measure.pool_cars import Pool
from collectief.measure.shared_mobility import on_offer
from collectief.plan.screen import Screening


def pools(setting: Setting) -> Screening:
    """The pools that save most together, and what they save: exactly, among those on offer."""
    found = best_pools(setting, (c.id for c in setting.park.companies))
    gain = sum(setting.pools.gain_eur(pool) for pool in found)
    return Screening(gain, gain, {pool.name: 1.0 for pool in found})


def best_pools(setting: Setting, companies: Iterable[str]) -> tuple[Pool, ...]:
    """The pools with which these companies save most by themselves; none where none pays."""
    here = frozenset(companies)
    gains = {pool: setting.pools.gain_eur(pool) for pool in on_offer(setting) if here.issuperset(pool.members)}
    paying = tuple(pool for pool in gains if gains[pool] > 0)
    return _best(paying, gains, {})[1]


Found = tuple[float, tuple[Pool, ...]]


def _best(pools_left: Sequence[Pool], gains: Mapping[Pool, float], known: dict[tuple[Pool, ...], Found]) -> Found:
    """The best choice of pools without a company in common: with the first that is left, or without its company."""
    left = tuple(pools_left)
    if not left:
        return 0.0, ()
    if left not in known:
        who = min(c for pool in left for c in pool.members)
        options = [_best([p for p in left if who not in p.members], gains, known)]
        for pool in (p for p in left if who in p.members):
            eur, more = _best([p for p in left if not {*p.members} & {*pool.members}], gains, known)
            options.append((eur + gains[pool], (pool, *more)))
        known[left] = max(options, key=lambda found: (found[0], [p.members for p in found[1]]))
    return known[left]
