"""HERKOMST.md of the parks with square loads: the sums by hand that follow from the inputs."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from parks.group_sums import (
    CONTRACT_EUR,
    MONTHS,
    PEAK_EUR,
    group_eur,
    group_peak_kw,
    group_saving_eur,
    least_core,
    savings,
    shapley,
    subsets,
)
from parks.squares import DAYS, HOURS, Square, SquarePark

STANDING_EUR = {"MSLS": 441.0, "MS": 441.0, "HSTS_MS": 2760.0}
KWH_EUR = {"MSLS": 0.0198, "MS": 0.0198, "HSTS_MS": 0.0}
TAX = ((10_000, 0.09161), (50_000, 0.06671), (10_000_000, 0.03735), (float("inf"), 0.00379))
"""Energy tax on electricity 2026: upper bound of the bracket in kWh, EUR per kWh."""
GAS_TAX_EUR = 0.60066
"""Energy tax on gas 2026, EUR per m3 up to 170,000 m3; no company here uses more."""

GAS_KWH_M3, BOILER = 9.769, 0.94
"""kWh (upper value) in a m3 of gas, and the share of it that a boiler gives as heat."""
STREET_M = 200.0
"""Longest way along the street of a park of four."""

Value = Mapping[tuple[str, ...], float]


def words(name: str) -> str:
    """The text of HERKOMST.md, with names in braces where numbers go."""
    return (Path(__file__).parent / "words" / f"{name}.md").read_text(encoding="utf-8")


def number(value: float, decimals: int = 0) -> str:
    """A number as the Dutch write it.

    >>> number(1234.5, 2)
    '1.234,50'
    """
    return f"{value + 0.0:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def mini_text(park: SquarePark) -> str:
    """HERKOMST.md of Proeftuin Mini."""
    value = savings(park)
    waiting = next(c for c in park.companies if c.wish)
    contracts = sum(c.contract_kw or 0.0 for c in park.large)
    together, everyone = group_peak_kw(park.large), group_peak_kw(park.companies)
    return filled(
        park,
        "mini",
        coalitions=_coalitions(park, value),
        shares=_shares(shapley(value)),
        discontent=number(least_core(value)[0], 2),
        waiting=waiting.id,
        asked=number(waiting.wish[0] if waiting.wish else 0.0),
        own=number(waiting.contract_kw or 0.0),
        use=number(waiting.peak_kw),
        alone=number((waiting.contract_kw or 0.0) - waiting.peak_kw),
        contracts=number(contracts),
        together=number(together),
        free=number(contracts - together),
        everyone=number(everyone),
        loading=number(everyone + park.others_peak_kw),
    )


def empty_text(park: SquarePark) -> str:
    """HERKOMST.md of Proeftuin Lege Kern."""
    value, lowered = savings(park), savings(park, lower=True)
    return filled(
        park,
        "lege_kern",
        coalitions=_coalitions(park, value),
        proof=_proof(value),
        coalitions_lower=_coalitions(park, lowered, lower=True),
        proof_lower=_proof(lowered),
    )


def heat_text(park: SquarePark) -> str:
    """HERKOMST.md of Proeftuin Warmte."""
    giver = next(c for c in park.companies if c.residual)
    kw, degc = giver.residual or (0.0, 0.0)
    gas_m3 = sum(c.gas_m3 for c in park.companies)
    return filled(
        park,
        "warmte",
        giver=giver.id,
        residual=number(kw),
        degc=number(degc),
        gas=number(gas_m3),
        kwh_m3=number(GAS_KWH_M3, 2),
        boiler=number(BOILER, 2),
        heat=number(gas_m3 * GAS_KWH_M3 * BOILER),
        source=number(kw * HOURS * DAYS),
        street=number(STREET_M),
        tax=number(gas_m3 * GAS_TAX_EUR),
    )


def filled(park: SquarePark, name: str, **values: object) -> str:
    """A text with these values filled in, behind the beginning of every text."""
    return (words("begin") + words(name)).format(**_facts(park), **values)


def _facts(park: SquarePark) -> dict[str, str]:
    """What every text begins with: name, tariffs, inputs and the bills alone."""
    return {
        "name": park.name,
        "msls": number(CONTRACT_EUR["MSLS"], 4),
        "ms": number(CONTRACT_EUR["MS"], 4),
        "hs": number(CONTRACT_EUR["HSTS_MS"], 4),
        "ms_peak": number(PEAK_EUR["MS"], 4),
        "hs_peak": number(PEAK_EUR["HSTS_MS"], 4),
        "inputs": _inputs(park),
        "capacity": number(park.capacity_kw),
        "others": number(park.others_peak_kw),
        "fixed": number(park.group_fixed_eur),
        "member": number(park.group_member_eur),
        "bills": _bills(park),
    }


def _inputs(park: SquarePark) -> str:
    rows = []
    for c in park.companies:
        blocks = "; ".join(f"{a}-{b} u {kw:g} kW" for a, b, kw in c.blocks)
        contract = "zekering" if c.contract_kw is None else f"{number(c.contract_kw)} kW"
        rows.append([c.id, f"`{c.category}`", blocks, contract, number(c.gas_m3)])
    return table(["bedrijf", "tarief", "blokken per dag", "contract", "gas m3"], rows)


def _bills(park: SquarePark) -> str:
    grid = ["kW-contract", "maandpieken", "transport kWh", "vastrecht"]
    head = ["bedrijf", "kWh per jaar", "piek kW", *grid, "belasting stroom", "belasting gas"]
    return table(head, [_bill(c) for c in park.companies])


def _bill(c: Square) -> list[str]:
    tax = [number(electricity_tax_eur(c.kwh), 2), number(c.gas_m3 * GAS_TAX_EUR, 2)]
    start = [c.id, number(c.kwh), number(c.peak_kw)]
    if c.contract_kw is None:
        return [*start, "-", "-", "-", "zekering", *tax]
    contract = CONTRACT_EUR[c.category] * c.contract_kw
    peaks = MONTHS * PEAK_EUR[c.category] * c.peak_kw
    grid = (contract, peaks, KWH_EUR[c.category] * c.kwh, STANDING_EUR[c.category])
    return [*start, *(number(x, 2) for x in grid), *tax]


def electricity_tax_eur(kwh: float) -> float:
    """Energy tax over the brackets.

    >>> round(electricity_tax_eur(60_000), 2)
    3958.0
    """
    total, lower = 0.0, 0.0
    for upper, eur in TAX:
        total += max(0.0, min(kwh, upper) - lower) * eur
        lower = upper
    return total


def _coalitions(park: SquarePark, value: Value, *, lower: bool = False) -> str:
    """Peak, bill and saving of each coalition of large users."""
    rows = []
    for members in subsets(park.large)[1:]:
        names = [c.id for c in members]
        euros = ["-", "0,00"]
        if len(members) > 1:
            bill, saving = group_eur(park, members, lower=lower), group_saving_eur(park, members, lower=lower)
            euros = [number(bill, 2), number(saving, 2)]
        peaks = [number(sum(c.peak_kw for c in members)), number(group_peak_kw(members))]
        rows.append([" + ".join(names), *peaks, *euros, number(value[tuple(names)], 2)])
    head = ["leden", "som pieken kW", "piek samen kW", "rekening één groep", "besparing één groep", "v(S)"]
    return table(head, rows)


def _shares(shares: Mapping[str, float]) -> str:
    return "; ".join(f"{key} {number(eur, 2)}" for key, eur in shares.items())


def _proof(value: Value) -> str:
    """The sum that shows that no division satisfies every pair."""
    whole = value[max(value, key=len)]
    half = sum(eur for members, eur in value.items() if len(members) == 2) / 2
    discontent, shares = least_core(value)
    return (
        f"Een verdeling in de kern geeft elk paar minstens zijn v(S). Opgeteld en gehalveerd vraagt dat "
        f"{number(half, 2)} EUR,\nmaar er is {number(whole, 2)}: {number(half - whole, 2)} te weinig. "
        f"Kleinste onvrede (least core): {number(discontent, 2)} EUR;\nde enige verdeling die haar haalt: "
        f"{_shares(shares)} (som {number(sum(shares.values()), 2)}).\n"
    )
