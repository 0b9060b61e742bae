"""For which years the tables hold the whole energy tax."""

from collectief.facts.tables import facts_like

WHOLE = frozenset(
    f"{carrier}.{part}"
    for carrier in ("electricity", "gas")
    for part in ("1", "2", "3", "4", "bound.1", "bound.2", "bound.3")
)
"""What a year needs of each carrier: four rates and the three bounds between them."""


def tax_years() -> tuple[int, ...]:
    """Years with every rate and bound and the reduction, first to last.

    >>> tax_years()
    (2023, 2024, 2025, 2026)
    """
    found: dict[int, set[str]] = {}
    for one in facts_like("tax."):
        family, _, rest = one.key.removeprefix("tax.").partition(".")
        year, _, part = rest.partition(".")
        if year.isdigit():
            found.setdefault(int(year), set()).add(f"{family}.{part}" if part else family)
    return tuple(sorted(year for year, parts in found.items() if parts >= {*WHOLE, "reduction"}))
