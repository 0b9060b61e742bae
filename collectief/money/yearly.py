"""The whole energy bill of one connection for a year, line by line, from its quarter-hours."""

from collections.abc import Sequence

import numpy as np

from collectief.facts import Tariff
from collectief.money.bill import Bill, Line
from collectief.money.gas import gas_bill
from collectief.money.group import member_bill
from collectief.money.invoice import commodity
from collectief.money.quarters import Quarters
from collectief.money.rights import rights_eur
from collectief.money.tariff import grid_bill
from collectief.money.tax_terms import TaxTerms, electricity_tax
from collectief.park.limits import TransportRight
from collectief.profile.year import Array


def yearly_bill(
    tariff: Tariff,
    net_kw: Array,
    *,
    clock: Quarters,
    contract_kw: float | None,
    price_eur_per_kwh: Array,
    tax: TaxTerms,
    gas_m3: float | None = None,
    rights: Sequence[TransportRight] = (),
) -> Bill:
    """Every line of a year, EUR excluding VAT; ``net_kw`` quarter-hours, offtake positive, shape (35040,).

    ``contract_kw`` None means a member of a group: no kW contract, rights or monthly peaks of its own. ``gas_m3``
    None means no gas connection. The examples take 10 kW all year (87,600 kWh) at 0.10 EUR per kWh, contract 20 kW:

    >>> import pandas as pd
    >>> from collectief.facts import tariff
    >>> hours = pd.date_range("2026-01-01", periods=8760, freq="h")
    >>> clock = Quarters(hours, np.repeat(hours.month.to_numpy() - 1, 4), 4)
    >>> def bill(key, gas_m3=None):
    ...     return yearly_bill(tariff(key), np.full(35040, 10.0), clock=clock, contract_kw=20.0,
    ...                        price_eur_per_kwh=np.full(35040, 0.10), tax=TaxTerms(2026, residence=True),
    ...                        gas_m3=gas_m3).lines
    >>> def grid(key):
    ...     names = ("standing", "contract_kw", "peak_kw", "transport_kwh")
    ...     return [round(bill(key)[name], 2) for name in names]

    Low voltage: 18 + 75.40; 20 x 18.5796; no peaks; 40,800 kWh x 0.0749 + 46,800 x 0.046 (nights, weekends, holidays).

    >>> grid("stedin_2026.LS")
    [93.4, 371.59, 0.0, 5208.72]

    MS/LS: 441 + 171.84; 20 x 47.1696; 12 x 10 x 3.0966; 87,600 x 0.0198. Then MS, HS+TS/MS (no kWh charge) and TS.

    >>> grid("stedin_2026.MSLS")
    [612.84, 943.39, 371.59, 1734.48]
    >>> grid("stedin_2026.MS")
    [1946.0, 485.47, 371.59, 1734.48]
    >>> grid("stedin_2026.HSTS_MS")
    [7320.0, 909.02, 635.32, 0.0]
    >>> grid("stedin_2026.TS")
    [8111.0, 750.0, 497.46, 0.0]

    A small user pays for its fuse. All pay commodity, 87,600 x (0.10 + 0.01), and tax, 10,000 x 0.09161 +
    40,000 x 0.06671 + 37,600 x 0.03735, less 519.80 where people work. Gas: 5,000 x (0.3976 + 0.03), the class up to
    10,000 m3, 5,000 x 0.60066.

    >>> {line: round(eur, 2) for line, eur in bill("stedin_2026.KV_3x63A", gas_m3=5_000).items() if eur}
    ... # doctest: +NORMALIZE_WHITESPACE
    {'standing': 3500.0, 'electricity': 9636.0, 'electricity_tax': 4988.86, 'tax_reduction': -519.8, 'gas': 2137.99,
     'gas_transport': 230.0, 'gas_tax': 3003.3}
    """
    low, periods = clock.low_hours(tariff), clock.periods(tariff)
    lines: dict[Line, float] = {}
    if contract_kw is None:
        lines |= member_bill(tariff, net_kw, low_hours=low, periods=periods)
    else:
        lines |= grid_bill(tariff, net_kw, contract_kw=contract_kw, months=clock.months, low_hours=low, periods=periods)
        if rights and tariff.kind == "large":
            lines["contract_rights"] = rights_eur(tariff, rights, clock.local, firm_kw=contract_kw)
    lines |= supply_lines(net_kw, price_eur_per_kwh, tax=tax)
    return Bill(lines if gas_m3 is None else {**lines, **gas_bill(gas_m3, year=tax.year)})


def supply_lines(net_kw: Array, price_eur_per_kwh: Array, *, tax: TaxTerms) -> dict[Line, float]:
    """Commodity, feed-in and energy tax with its reduction of one connection, EUR a year."""
    taken_kwh = float(np.maximum(net_kw, 0.0).sum() / 4)
    lines = commodity(net_kw, price_eur_per_kwh)
    return {**lines, **electricity_tax(taken_kwh, tax)}
