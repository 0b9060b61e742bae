"""The electricity connection that a company probably has, from its estimated peak."""

from math import ceil

from collectief.facts import fact, facts_like, fuse_kva, tariff_keys, tariff_kind
from collectief.park.things import Connection


def operators() -> tuple[str, ...]:
    """Operators (with year) whose categories can be chosen by contracted kW.

    >>> operators()
    ('enexis_2025', 'stedin_2026')
    """
    return tuple(sorted({f.key.split(".")[1] for f in facts_like("category.")}))


def estimated_connection(peak_kw: float, operator: str) -> Connection:
    """The smallest usual connection of this operator that carries the estimated peak with the usual margin.

    Up to the largest fuse a small user pays by fuse and may feed in as much; above it a large user contracts whole kW
    of offtake, no feed-in, in the category of its contracted kW. People are taken to work there: it is of a building.

    >>> estimated_connection(10.0, "enexis_2025").tariff
    'enexis_2025.KV_3x25A'
    >>> estimated_connection(100.0, "enexis_2025").tariff
    'enexis_2025.MSLS_125'
    """
    wanted_kw = peak_kw * fact("from_bag.contract_margin").value
    power_factor = fact("grid.power_factor").value
    fuses = sorted(
        (fuse_kva(k), k) for k in tariff_keys() if k.startswith(f"{operator}.") and tariff_kind(k) == "small"
    )
    for kva, key in fuses:
        if wanted_kw <= kva * power_factor:
            return Connection("small", key, kva * power_factor, kva * power_factor, kva, "estimated", residence=True)
    offtake_kw = float(ceil(wanted_kw))
    key, kva = category(offtake_kw, operator), offtake_kw / power_factor
    return Connection("large", key, offtake_kw, 0.0, kva, "estimated", residence=True)


def category(contracted_kw: float, operator: str) -> str:
    """The tariff category of a large user by contracted kW; the last one holds above its limit too.

    >>> category(2000.0, "enexis_2025")
    'enexis_2025.MSD_gt1500'
    """
    limits = sorted((f.value, f.key) for f in facts_like(f"category.{operator}."))
    key = next((key for limit_kw, key in limits if contracted_kw <= limit_kw), limits[-1][1])
    return key.removeprefix("category.").removesuffix(".limit_kw")
