"""The gas bill of one connection for a year: commodity, transport and energy tax, EUR excluding VAT."""

from math import inf

from collectief.facts import fact, facts_like
from collectief.money.bill import Line
from collectief.money.tax import energy_tax_eur

KWH_PER_MWH = 1000.0


def gas_price_eur_per_m3(ttf_eur_per_mwh: float | None = None) -> float:
    """Commodity price of gas with the supplier's margin, EUR per m3; None takes the key figure for TTF.

    >>> round(gas_price_eur_per_m3(), 4)
    0.4276
    """
    ttf = fact("gas.ttf_eur_per_mwh").value if ttf_eur_per_mwh is None else ttf_eur_per_mwh
    return ttf * fact("gas.kwh_per_m3").value / KWH_PER_MWH + fact("gas.margin_eur_per_m3").value


def gas_transport_eur(gas_m3: float) -> float:
    """Transport of gas by class of yearly use, EUR a year; without any use the connection is gone and costs 0.

    >>> gas_transport_eur(0), gas_transport_eur(10_000), gas_transport_eur(10_001)
    (0.0, 230.0, 900.0)
    """
    if gas_m3 == 0:
        return 0.0
    classes = [f for f in facts_like("gas.transport.") if f.key.endswith(".eur_per_year")]
    return next(f.value for f, bound in zip(classes, [*transport_bounds_m3(), inf], strict=True) if gas_m3 <= bound)


def transport_bounds_m3() -> tuple[float, ...]:
    """The largest yearly use of each class of gas transport but the last, m3."""
    return tuple(f.value for f in facts_like("gas.transport.") if f.key.endswith(".bound_m3"))


def gas_bill(gas_m3: float, *, year: int, ttf_eur_per_mwh: float | None = None) -> dict[Line, float]:
    """Commodity, transport and tax of a year's gas; raises ModelError for a negative amount."""
    tax = energy_tax_eur(gas_m3, "gas", year)
    return {
        "gas": gas_m3 * gas_price_eur_per_m3(ttf_eur_per_mwh),
        "gas_transport": gas_transport_eur(gas_m3),
        "gas_tax": tax,
    }
