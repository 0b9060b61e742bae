"""Which pools of cars a park could have: every set of companies within a walk of where the cars would stand.

All sets up to `MOST_MEMBERS` around each host are reckoned, from the `MOST_NEAR` companies nearest to it. The sets
that save most are offered to the plan, at most `MOST_OFFERED`, of which every company gets its best first.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations

from collectief.facts import fact
from collectief.measure.pool_cars import Pool, PoolOffer, cheapest
from collectief.park import Park
from collectief.park.walking import Pair, walking_m
from collectief.profile.pool_trips import everybody, pool_trips
from collectief.profile.year import Year

MOST_MEMBERS, MOST_NEAR, MOST_OFFERED = 5, 7, 40
"""Companies in one pool, neighbours of a host that are looked at, and pools that a plan may choose from."""


def pool_offer(park: Park, year: Year) -> PoolOffer:
    """The pools of a park; nothing where no company says that it has pool cars."""
    drivers = sorted((c for c in park.companies if c.mobility.pool_cars > 0), key=lambda c: c.id)
    if not drivers:
        return PoolOffer()
    trips = everybody({c.id: pool_trips(c, year) for c in drivers})
    kept = {c.id: Pool(c.id, (c.id,), c.mobility.pool_cars) for c in drivers}
    best = {c.id: cheapest(trips, (c.id,), c.id) for c in drivers}
    own = {c: min(kept[c], best[c], key=lambda pool: pool.eur_per_year) for c in kept}
    sharing = [c for c in drivers if c.id not in park.rules.apart]
    walks = walking_m(park, sharing, most_m=fact("pool.walk_m").value) if len(sharing) > 1 else {}
    hosts = _hosts(walks)
    joint = [cheapest(trips, members, host) for members, host in sorted(hosts.items())]
    alone = PoolOffer(kept, own)
    ranked = sorted(joint, key=lambda p: (-alone.gain_eur(p), p.members))
    return PoolOffer(kept, own, tuple(_first(ranked)), near=len(walks) // 2)


def _hosts(walks: Mapping[Pair, float]) -> dict[tuple[str, ...], str]:
    """Each set of companies within a walk of one of them, and the one to which all together walk least."""
    found: dict[tuple[str, ...], tuple[float, str]] = {}
    for members, host in _sets(walks):
        far_m = sum(walks[c, host] for c in members if c != host)
        found[members] = min(found.get(members, (far_m, host)), (far_m, host))
    return {members: host for members, (_, host) in found.items()}


def _sets(walks: Mapping[Pair, float]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every set with a host in it: the host with some of the neighbours nearest to it."""
    for host in sorted({host for _, host in walks}):
        near = sorted((metres, c) for (c, to), metres in walks.items() if to == host)[:MOST_NEAR]
        for size in range(1, MOST_MEMBERS):
            for some in combinations(sorted(c for _, c in near), size):
                yield tuple(sorted((host, *some))), host


def _first(ranked: list[Pool]) -> list[Pool]:
    """The best pool of each company, then what saves most, in the order of what they save."""
    best = {c: pool for pool in reversed(ranked) for c in pool.members}
    chosen = {pool.members for pool in best.values()}
    for pool in ranked:
        if len(chosen) >= MOST_OFFERED:
            break
        chosen.add(pool.members)
    return [pool for pool in ranked if pool.members in chosen]
