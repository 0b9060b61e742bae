"""Shared mobility: companies put their pool cars together where all can walk to them, so that fewer serve all trips.

What counts are the vehicles, their booking and what is hired for a trip that finds no car (`pool_cars`). Each pool
that is offered is a yes/no. A company can also keep fewer cars by itself and hire; what sharing saves is counted beyond
that. What the cars charge stays with their owners: the same kilometres are driven.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from collectief.measure.build import PARK, Build
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.pool_cars import POOL, Pool
from collectief.measure.setting import Setting
from collectief.model import Limit, Part, Size
from collectief.park import Company
from collectief.text import Text

SHARED_MOBILITY = "shared_mobility"


@dataclass(frozen=True)
class SharedMobility:
    """Fewer cars for one company by itself, and pools of several."""

    key: str = SHARED_MOBILITY
    title: Text = Text(nl="Deelmobiliteit", en="Shared mobility")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """Fewer cars of its own, with hire: at what it saves."""
        own = setting.pools.own.get(company.id)
        if own is not None and setting.pools.own_gain_eur(company.id) > 0:
            yield Size(own.name, company.id, 1.0, eur_per_unit=-setting.pools.own_gain_eur(company.id), module=1.0)

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """A yes/no per pool, at what it saves beyond what its members can do apart, and at most one for each company.

        That limit is the company's: who is not there leaves no room, so a coalition has only pools of its members.
        """
        pools = on_offer(setting)
        for pool in pools:
            yield Size(pool.name, PARK, 1.0, eur_per_unit=-setting.pools.gain_eur(pool), module=1.0)
        for me in sorted({c for pool in pools for c in pool.members}):
            terms = {pool.name: 1.0 for pool in pools if me in pool.members}
            yield Limit(f"{POOL}{me}:one", me, {**terms}, {me: 1.0}, per="design")

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """Vehicles of each pool, of who takes part, and those of who keeps fewer by itself."""
        joint = [pool for pool in on_offer(setting) if amounts.get(pool.name, 0.0) > BUILT]
        yield from (_build(pool, PARK) for pool in joint)
        pooled = {c for pool in joint for c in pool.members}
        for company in setting.park.companies:
            own = setting.pools.own.get(company.id)
            if own is not None and company.id not in pooled and amounts.get(own.name, 0.0) > BUILT:
                yield _build(own, company.id)


def covered(builds: Iterable[Build]) -> frozenset[str]:
    """Companies of which a plan says what their cars cost: in a pool of several, or with fewer by themselves."""
    return frozenset(c for b in builds if b.measure == SHARED_MOBILITY for c in b.part.split("/"))


def kept_eur(setting: Setting, builds: Iterable[Build]) -> dict[str, float]:
    """What the cars of each company cost that keeps them as they are, EUR a year."""
    changed = covered(builds)
    return {c: pool.eur_per_year for c, pool in setting.pools.kept.items() if c not in changed}


def on_offer(setting: Setting) -> tuple[Pool, ...]:
    """Pools of which all members are there."""
    here = {c.id for c in setting.park.companies if setting.may_share(c)}
    return tuple(pool for pool in setting.pools.joint if here.issuperset(pool.members))


def _build(pool: Pool, owner: str) -> Build:
    """A pool in a plan: leased, so nothing is invested; ``part`` names who takes part, with a slash between."""
    eur = pool.eur_per_year
    return Build(
        SHARED_MOBILITY, owner, pool.host, float(pool.vehicles), "voertuigen", 0.0, eur, upkeep_eur=eur,
        part="/".join(pool.members),
    )  # fmt: skip
