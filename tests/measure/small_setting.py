"""A park of four made companies in a made year, and a model of two days of it.

y
40 |   [ pers ]        [ koel ]        [ vracht ]      [ klein ]
20 |------+---------------+---------------+---------------+----   one street
   +-------------------------------------------------------------- x (m)

pers works by day and burns gas, koel takes its peak at night and has heat to spare, vracht drives, klein is small.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
from shapely.geometry import LineString, Point, box

from collectief.facts import Window
from collectief.measure import MEASURES, HeatNetwork, Measure, Setting
from collectief.model import Part, Rows, Solution, Steps, amounts, built, solve, to_rows
from collectief.model.parts import Array
from collectief.park import (
    Building,
    Company,
    Connection,
    Constraint,
    EnergyArea,
    Mobility,
    Park,
    ResidualHeat,
    Rules,
    Street,
    TransportRight,
    WindSite,
)
from collectief.park.roofs import RoofKind
from collectief.plan.design import all_parts
from collectief.plan.prepare import prepare, quarters
from collectief.profile import synthetic_year
from collectief.profile.year import QUARTERS, Year

X, Y = 150_000.0, 400_000.0
WINTER, SUMMER = 20, 169
HALF_A_YEAR = 6.0
"""Working days that stand for half of the year each: 21 January and 19 June."""
BY_KEY: Mapping[str, Measure] = {m.key: m for m in MEASURES}


def blocks(day_kw: float, night_kw: float, *, wobble_kw: float = 0.0) -> Array:
    """Use from 8 to 20 h and outside it, every day; one quarter of each hour lies higher, another lower."""
    hour = np.arange(QUARTERS) // 4 % 24
    kw = np.where((hour >= 8) & (hour < 20), day_kw, night_kw).astype(np.float64)
    return np.asarray(kw + np.tile([wobble_kw, 0.0, 0.0, -wobble_kw], QUARTERS // 4))


LOADS: Mapping[str, Array] = {
    "pers": blocks(160.0, 20.0, wobble_kw=10.0),
    "koel": blocks(40.0, 130.0, wobble_kw=5.0),
    "vracht": blocks(30.0, 30.0),
    "klein": blocks(12.0, 2.0),
}

FLOOR_M2 = 15_000.0
"""So much that the floor bounds nobody's saving on light."""


def company(key: str, *, tariff: str = "MS", contract_kw: float = 200.0, gas_m3: float = 0.0) -> Company:
    """One of the four, at its place along the street."""
    place = list(LOADS).index(key.rstrip("2"))
    small = tariff.startswith("KV")
    return Company(
        id=key,
        name=key,
        sector="wholesale",
        area="noord",
        connection=Connection(
            kind="small" if small else "large",
            tariff=f"stedin_2026.{tariff}",
            offtake_kw=contract_kw,
            feed_in_kw=contract_kw if small else 0.5 * contract_kw,
            physical_kva=1.5 * contract_kw,
        ),
        location=Point(X + 60.0 * place + 20.0, Y + 40.0),
        electricity_kwh=float(LOADS[key.rstrip("2")].sum() / 4),
        gas_m3=gas_m3,
    )


def companies() -> tuple[Company, ...]:
    """The four companies of the park."""
    return (
        company("pers", contract_kw=200.0, gas_m3=30_000.0),
        replace(company("koel", contract_kw=160.0, gas_m3=4_000.0), residual_heat=ResidualHeat(90.0, 32.0, True)),
        replace(
            company("vracht", tariff="MSLS", contract_kw=60.0, gas_m3=15_000.0), mobility=Mobility(9_000.0, 30_000.0)
        ),
        replace(company("klein", tariff="KV_3x63A", contract_kw=43.0, gas_m3=5_000.0), mobility=Mobility(4_000.0)),
    )


def area(*, offtake_kw: float | None = None, others_kw: Array | None = None, free: bool = False) -> EnergyArea:
    """The feeding area; red unless ``free``."""
    shade: Constraint = "transparent" if free else "red"
    far = box(X - 5_000, Y - 5_000, X + 5_000, Y + 5_000)
    return EnergyArea("noord", "Noord", far, offtake_kw, offtake_kw, shade, shade, others_kw=others_kw)


def park(who: Sequence[Company] | None = None, where: EnergyArea | None = None) -> Park:
    """The park with these companies, each with a hall on its place."""
    mine = companies() if who is None else tuple(who)
    halls = [box(c.location.x - 15, c.location.y - 10, c.location.x + 15, c.location.y + 10) for c in mine]
    return Park(
        id="klein",
        name="Klein",
        companies=mine,
        buildings=tuple(Building(f"hal-{c.id}", c.id, h, FLOOR_M2, 500.0) for c, h in zip(mine, halls, strict=True)),
        streets=(Street("straat", LineString([(X, Y + 20), (X + 230, Y + 20)])),),
        areas=(area() if where is None else where,),
        profiles={c.id: LOADS[c.id.rstrip("2")] for c in mine},
        rules=Rules(group_fixed_eur=1_000.0, group_member_eur=100.0),
    )


@cache
def year() -> Year:
    """The made year, read once: it never changes."""
    return synthetic_year(2025, 1)


def setting_of(which: Park) -> Setting:
    """The setting of a park, without any duty, so that efficiency is a choice."""
    return replace(prepare(which, year(), quarters(which, year())), duty=frozenset())


@cache
def small() -> Setting:
    """The setting of the four companies."""
    return setting_of(park())


@cache
def dairy() -> Setting:
    """The same, but pers makes cheese with 150 kW of heat at 140 degrees, koel keeps it cold, vracht has parking.

    The roof of koel is flat, that of pers lies to the west; both are to let, as is that of vracht. Neighbours may have
    a line, large users a right at night.
    """
    pers, koel, vracht, klein = companies()
    cheese = replace(pers, sector="food_processing", gas_m3=90_000.0)
    cold, parked = replace(koel, sector="cold_store"), replace(vracht, carport_m2=1_000.0)
    which = park([*(replace(c, let_roof=True) for c in (cheese, cold, parked)), klein])
    lies: Mapping[str, RoofKind] = {"koel": "flat", "pers": "west"}
    halls = tuple(replace(b, roof=lies.get(b.company)) for b in which.buildings)
    rules = replace(which.rules, wind=WindSite("noord", 600.0), direct_line_m=35.0)
    night = TransportRight("block", "offtake", 60.0, Window(hours=(22, 6)), 0.25)
    return setting_of(replace(which, buildings=halls, rules=rules, offers=(("noord", night),)))


def days(*which: int) -> Steps:
    """These days of the year, hour by hour; each stands for an equal part of it, all in one period of twelve months."""
    chosen = which or (WINTER, SUMMER)
    count = len(chosen)
    return Steps(
        pick=(np.array(chosen)[:, None] * 24 + np.arange(24)).ravel().astype(np.int64),
        weight=np.full(24 * count, 365 / count),
        cycle=np.repeat(np.arange(count), 24).astype(np.int64),
        period=np.zeros(24 * count, dtype=np.int64),
        months=np.array([12.0]),
    )


def halves(winter: int = WINTER, summer: int = SUMMER) -> tuple[Steps, Steps, Steps]:
    """A day in winter and one in summer, each half a year of six months; and both in one."""
    months = np.array([HALF_A_YEAR])
    one, other = (replace(days(d), weight=np.full(24, 365 / 2), months=months) for d in (winter, summer))
    both = days(winter, summer)
    both = replace(both, period=np.repeat([0, 1], 24).astype(np.int64), months=np.full(2, HALF_A_YEAR))
    return one, other, both


def measures(*keys: str) -> tuple[Measure, ...]:
    """Measures by key, in the order of the product."""
    return tuple(m for key, m in BY_KEY.items() if key in keys)


class Plan:
    """The best plan of a setting with some measures on two days: parts, rows, solution and what is built."""

    def __init__(
        self,
        setting: Setting,
        used: Iterable[Measure],
        *,
        gap: float = 1e-3,
        when: Steps | None = None,
        known: Mapping[str, float] | None = None,
    ) -> None:
        self.setting, self.measures = setting, tuple(used)
        self.steps = days() if when is None else when
        self.parts: tuple[Part, ...] = tuple(all_parts(setting, self.measures))
        self.rows: Rows = _settled(to_rows(self.parts, self.steps), known or {})
        self.answer: Solution = solve(self.rows, gap=gap)
        self.sizes = amounts(self.parts, self.rows, self.answer.x)

    def flow(self, name: str) -> Array:
        """A flow in each step, kW; zeros where there is none."""
        if name not in self.rows.columns:
            return np.zeros(len(self.steps))
        return np.asarray(self.rows.at(self.answer.x, name))

    def flows(self, begin: str, end: str = "") -> Array:
        """Sum of all flows whose name begins and ends so."""
        found = [n for n in self.rows.columns if n.startswith(begin) and n.endswith(end) and ":" in n + ":"]
        return np.asarray(sum((self.flow(n) for n in found), np.zeros(len(self.steps))))

    def offtake(self, me: str) -> Array:
        """What a company takes from the grid, under whatever contract, kW."""
        return self.flow(f"grid/{me}:offtake") + self.flows(f"member/{me}/", ":offtake")

    def feed_in(self, me: str) -> Array:
        """What a company gives to the grid, under whatever contract, kW."""
        return self.flow(f"grid/{me}:feed_in") + self.flows(f"member/{me}/", ":feed_in")

    def net(self, me: str) -> Array:
        """Net offtake, kW."""
        return self.offtake(me) - self.feed_in(me)


def _settled(rows: Rows, known: Mapping[str, float]) -> Rows:
    """The same rows with these sizes, in modules, as they are known."""
    switches = {built(n): float(x > 0) for n, x in known.items() if built(n) in rows.columns}
    return rows.settled({**known, **switches})


def dear_gas(setting: Setting, eur_per_kwh: float = 2.0) -> Setting:
    """The same with gas so dear that every other way to heat is worth it."""
    return replace(setting, rates={k: replace(r, heat_eur_per_kwh=eur_per_kwh) for k, r in setting.rates.items()})


__all__ = ["BY_KEY", "LOADS", "HeatNetwork", "Plan", "companies", "company", "days", "dear_gas", "measures", "park"]
