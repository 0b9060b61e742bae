"""The lines of a bill that figures with a range move, from sums of the year: quick enough to swing them many times.

A whole bill (`reprice`) walks through 35,040 quarter-hours per company. Commodity, margins, gas, charging, standing
charges, tax and what is built need only sums of these, which are taken once. Contract and peak lines stay.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from collectief.facts import all_facts, fact, noted
from collectief.measure import Build, Measure, Setting
from collectief.measure.shared_mobility import SHARED_MOBILITY, kept_eur
from collectief.money import (
    TaxTerms,
    buying_margin,
    electricity_tax,
    energy_tax_eur,
    gas_price_eur_per_m3,
    gas_transport_eur,
    selling_margin,
    standing_bill,
    tax_of,
)
from collectief.park import Park
from collectief.plan.cases import duty_builds
from collectief.plan.outcome import Case
from collectief.plan.prepare import Array
from collectief.profile.year import Year, to_quarters

QUARTER_H = 0.25
DUTY, TAX, VEHICLES = "duty", "tax", "vehicles"
IN_SETTING = ("interest.real", "group.fixed_eur_per_year", "group.member_eur_per_year")
"""Figures that a setting holds: what is built reads them there."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """What one connection exchanges in a year: kWh taken and given, at what price of the day ahead, gas and charging.

    ``exchange_eur`` is what its power costs on the exchange, EUR a year; ``gas_m3`` None where it has no gas.
    """

    taken_kwh: float
    given_kwh: float
    exchange_eur: float
    gas_m3: float | None
    public_kwh: float
    line_kwh: float = 0.0
    """What comes over direct lines: tax is due on it, and nothing else."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one measure builds, or all tax: EUR a year with the figures of the tables, and the figures that it reads."""

    eur: float
    keys: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """One way of living in sums: amounts per owner, the sizes, and what each measure builds and the tax takes."""

    amounts: Mapping[str, Amounts]
    sizes: Mapping[str, float]
    measures: Mapping[str, Measure]
    built: Mapping[str, Part]
    price_key: str | None
    """The figure that is the year's mean price on the exchange, where the tables have it."""
    price_mean: float
    """Its value in the tables."""

    def eur(self, setting: Setting, moved: Collection[str] = ()) -> float:
        """EUR a year of these lines, with the figures as they are now; only those in ``moved`` are swung."""
        level = 1.0 if self.price_key is None else fact(self.price_key).value / self.price_mean
        every = self.amounts.values()
        power = level * sum(a.exchange_eur for a in every)
        power += buying_margin() * sum(a.taken_kwh for a in every) + selling_margin() * sum(a.given_kwh for a in every)
        gas_m3 = [a.gas_m3 for a in every if a.gas_m3 is not None]
        gas = gas_price_eur_per_m3() * sum(gas_m3) + sum(map(gas_transport_eur, gas_m3))
        public_kwh = sum(a.public_kwh for a in every)
        charging = public_kwh * fact("charging.public_eur_per_kwh").value if public_kwh > 0 else 0.0
        return power + gas + charging + self._standing_eur(setting) + self._built_eur(setting, moved)

    def _standing_eur(self, setting: Setting) -> float:
        ids = {c.id: c.connection.tariff for c in setting.park.companies}
        tariffs = (setting.park.tariff(ids[owner]) for owner in self.amounts if owner in ids)
        return sum(sum(standing_bill(t).values()) for t in tariffs)

    def _built_eur(self, setting: Setting, moved: Collection[str]) -> float:
        """What is built, and tax; only what reads a figure that is swung is reckoned anew."""
        everything = any(k in IN_SETTING for k in moved)
        return sum(
            self._anew(setting, key) if everything or any(k in one.keys for k in moved) else one.eur
            for key, one in self.built.items()
        )

    def _anew(self, setting: Setting, key: str) -> float:
        if key == TAX:
            return tax_eur(setting.park, self.amounts)
        if key == VEHICLES:
            return _vehicles_eur(setting, self.measures.values(), self.sizes)
        builds = duty_builds(setting) if key == DUTY else self.measures[key].builds(setting, self.sizes)
        return _sum_eur(builds)


def lines_of(
    setting: Setting,
    amounts: Mapping[str, Amounts],
    sizes: Mapping[str, float],
    *,
    measures: Sequence[Measure],
) -> Lines:
    """The lines of a way of living with these amounts and sizes, with the figures of the tables."""
    built: dict[str, Part] = {}
    named = {m.key: m for m in measures}
    with noted() as tax_keys:
        tax = tax_eur(setting.park, amounts)
    built[TAX] = Part(tax, frozenset(tax_keys))
    for key in (DUTY, *named):
        with noted() as keys:
            builds = tuple(duty_builds(setting) if key == DUTY else named[key].builds(setting, sizes))
            eur = _sum_eur(builds)
        if builds:
            built[key] = Part(eur, frozenset(keys))
    with noted() as keys:
        cars = _vehicles_eur(setting, measures, sizes)
    if cars:
        built[VEHICLES] = Part(cars, frozenset(keys))
    price_key = price_figure(setting.year)
    mean = 1.0 if price_key is None else fact(price_key).value
    return Lines(amounts, sizes, {k: m for k, m in named.items() if k in built}, built, price_key, mean)


def tax_eur(park: Park, amounts: Mapping[str, Amounts]) -> float:
    """Energy tax of all connections, the group's own too, EUR a year."""
    terms = {c.id: tax_of(park, c) for c in park.companies}
    site, total = TaxTerms(park.tax_year), 0.0
    for owner, one in amounts.items():
        total += sum(electricity_tax(one.taken_kwh + one.line_kwh, terms.get(owner, site)).values())
        total += energy_tax_eur(one.gas_m3 or 0.0, "gas", park.tax_year)
    return total


def amounts_of(setting: Setting, case: Case) -> dict[str, Amounts]:
    """The sums of a case, per owner."""
    gas = {c.id: case.energy[c.id].gas_m3 for c in setting.park.companies if c.gas_m3 > 0}
    found = {}
    for owner, net in case.net_kw.items():
        energy = case.energy[owner]
        one = amount_of(setting, net, gas_m3=gas.get(owner), public_kwh=energy.public_charging_kwh)
        found[owner] = replace(one, line_kwh=energy.line_kwh)
    return found


def amount_of(setting: Setting, net_kw: Array, *, gas_m3: float | None, public_kwh: float) -> Amounts:
    """The sums of one connection; ``net_kw`` quarter-hours, offtake positive, shape (35040,)."""
    return Amounts(
        taken_kwh=float(np.maximum(net_kw, 0.0).sum() * QUARTER_H),
        given_kwh=float(np.maximum(-net_kw, 0.0).sum() * QUARTER_H),
        exchange_eur=float(net_kw @ to_quarters(setting.year.price_eur_per_kwh) * QUARTER_H),
        gas_m3=gas_m3,
        public_kwh=public_kwh,
    )


def price_figure(year: Year) -> str | None:
    """The figure that is the mean price of this year on the exchange, or None where the tables do not have it."""
    key = f"year.{year.number}.price_mean_eur_per_mwh"
    return key if any(f.key == key for f in all_facts()) else None


def _vehicles_eur(setting: Setting, measures: Iterable[Measure], sizes: Mapping[str, float]) -> float:
    """What pool cars cost that are kept as they are, EUR a year."""
    shared = [b for m in measures if m.key == SHARED_MOBILITY for b in m.builds(setting, sizes)]
    return sum(kept_eur(setting, shared).values())


def _sum_eur(builds: Iterable[Build]) -> float:
    return sum(b.eur_per_year for b in builds)
