"""What comes out: the four cases side by side, the areas, the growth, and the proof."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from collectief.allocation import Allocation, CoreReport, Game
from collectief.facts import Fact
from collectief.measure import PARK, Build
from collectief.money.bill import Bill
from collectief.park import Issue, Park
from collectief.plan.caps import Capped
from collectief.plan.certificate import Proof
from collectief.plan.climate_report import Climate
from collectief.plan.contract_group import ContractGroup
from collectief.plan.contracts import Contracts
from collectief.plan.earning import Earning
from collectief.plan.foresight import Foresight
from collectief.plan.network_said import NetworkReport
from collectief.plan.pinch import Pinch
from collectief.plan.spending import Spending
from collectief.plan.stay import Staying
from collectief.plan.sureness import Sureness
from collectief.profile.year import Year
from collectief.text import Text

Array = NDArray[np.float64]
CaseKey = Literal["now", "required", "alone", "together"]
CASES: tuple[CaseKey, ...] = ("now", "required", "alone", "together")
LifeKey = Literal["alone", "group", "together"]
"""``group``: together, before the shared projects."""
Direction = Literal["offtake", "feed_in"]
LimitKind = Literal["contract", "connection", "group", "area"]
"""What is broken: a company's contract, its connection itself, a group's contract, or what an area can take."""
ROUNDING_EUR = 1.0
"""A difference below a euro a year is no difference."""


@dataclass(frozen=True, slots=True)
class Energy:
    """What one owner exchanges in a year; CO2 of grid electricity by the hour, of gas and public charging.

    ``line_kwh`` comes over direct lines. ``heat_co2_kg`` is the CO2 of heat that is bought, and a part of ``co2_kg``.
    """

    offtake_kwh: float
    feed_in_kwh: float
    gas_m3: float
    public_charging_kwh: float
    co2_kg: float
    offtake_peak_kw: float
    feed_in_peak_kw: float
    line_kwh: float = 0.0
    heat_co2_kg: float = 0.0

    def plus_heat(self, co2_kg: float) -> "Energy":
        """With heat that is bought, kg CO2 a year."""
        return replace(self, co2_kg=self.co2_kg + co2_kg, heat_co2_kg=self.heat_co2_kg + co2_kg)


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit that is broken: whose, in which direction, by how much at most, in how many quarter-hours.

    ``owner`` is a company, or the area of a group or of the limit itself; the load on an area is that of everybody.
    """

    owner: str
    direction: Direction
    limit_kw: float
    peak_kw: float
    quarters: int
    kind: LimitKind = "contract"


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One way to live through the year. ``net_kw`` per owner, quarter-hours, offtake positive, shape (35040,)."""

    key: CaseKey
    bills: Mapping[str, Bill]
    builds: tuple[Build, ...]
    energy: Mapping[str, Energy]
    net_kw: Mapping[str, Array]
    breaches: tuple[Breach, ...] = ()
    proof: Proof | None = None

    @property
    def eur_per_year(self) -> float:
        """Sum of all bills, EUR a year."""
        return sum(b.total for b in self.bills.values())

    @property
    def investment_eur(self) -> float:
        """Sum of what is invested, EUR."""
        return sum(b.investment_eur for b in self.builds)

    @property
    def co2_kg(self) -> float:
        """kg CO2 a year of all owners."""
        return sum(e.co2_kg for e in self.energy.values())

    @property
    def gas_m3(self) -> float:
        """m3 gas a year of all owners."""
        return sum(e.gas_m3 for e in self.energy.values())

    def peak_kw(self, direction: Direction) -> float:
        """Highest simultaneous quarter-hour of all owners together, kW."""
        if not self.net_kw:
            return 0.0
        total = np.sum(list(self.net_kw.values()), axis=0)
        return max(float(total.max() if direction == "offtake" else -total.min()), 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class AreaReport:
    """One energy area in one direction: the park's own kW and, only where others are known, the loading.

    ``peak_kw`` simultaneous quarter-hour peak of the park in this area, per case; ``p999_kw`` the value
    exceeded in 35 quarters. ``limit_kw`` is the sum of contracts of the companies in the area;
    ``hours_over``/``kwh_over`` count quarters above it, or above the area's capacity with the others
    where those are known (``against`` says which). ``duration_kw`` is the sorted load, 201 points, per case.
    ``loading`` is peak loading of the area as a fraction, per case, or empty when the others are unknown.
    """

    area: str
    direction: Direction
    contracts_kw: float
    limit_kw: float
    against: Literal["contracts", "capacity"]
    peak_kw: Mapping[CaseKey, float]
    p999_kw: Mapping[CaseKey, float]
    hours_over: Mapping[CaseKey, float]
    kwh_over: Mapping[CaseKey, float]
    duration_kw: Mapping[CaseKey, Array]
    loading: Mapping[CaseKey, float]
    coincidence: float
    """Simultaneous peak now over the sum of own peaks now."""


@dataclass(frozen=True, slots=True)
class Growth:
    """A wish to grow: what is asked from which year, what fits under the own contract, and what within the group.

    >>> grown = Growth("bakker", 400.0, 100.0, 300.0, 64_000.0, 2027)
    >>> grown.worth_alone_eur, grown.worth_together_eur
    (16000.0, 48000.0)
    """

    company: str
    asked_kw: float
    alone_kw: float
    together_kw: float
    eur_per_year: float
    """Worth of the whole wish as its owner states it; never part of the hard euros."""
    from_year: int
    limit: LimitKind | None = None
    """What keeps the rest of the wish out of the plan; None where all of it fits."""

    @property
    def worth_alone_eur(self) -> float:
        """The stated worth, EUR a year, times the share of the wish that fits under the own contract."""
        return self.eur_per_year * self.alone_kw / self.asked_kw

    @property
    def worth_together_eur(self) -> float:
        """The stated worth, EUR a year, times the share of the wish that fits within the group."""
        return self.eur_per_year * self.together_kw / self.asked_kw


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a measure is in the plan or not: its yearly euros and a sentence."""

    measure: str
    chosen: bool
    eur_per_year: float | None
    """What the plan would cost more without it (chosen) where measured, else None."""
    text: Text


@dataclass(frozen=True, slots=True, eq=False)
class Living:
    """The sizes of a case, and its flows in kW by name, shape (8760,)."""

    sizes: Mapping[str, float]
    flows: Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Project:
    """What several companies build together: the key of its measure, who takes part, and what it saves.

    ``opens`` names the shared sizes that it may build; ``gain_eur`` is its saving on the bills of the full
    year, EUR a year (negative where it costs more, minus infinity where it does not fit). ``weight_eur`` is what the
    CO2 that it saves, less what it invests, weighs in the choice (`capital`), in no bill.
    ``tried`` is how all would live with it, where it was lived through and left out.
    """

    key: str
    members: tuple[str, ...]
    opens: frozenset[str]
    gain_eur: float = 0.0
    weight_eur: float = 0.0
    tried: Living | None = field(default=None, compare=False, repr=False)
    laid: Mapping[str, float] = field(default_factory=dict)
    """Of a heat network the pipes, by name, and the kW that each carries."""

    @property
    def adopted(self) -> bool:
        """Whether it is in the plan."""
        return self.gain_eur + self.weight_eur > ROUNDING_EUR


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """The whole answer for one park. ``decision`` is the sentence with its amount."""

    park: Park
    year: Year
    issues: tuple[Issue, ...]
    cases: Mapping[CaseKey, Case]
    members: Mapping[str, tuple[str, ...]]
    """Who is in a group contract per energy area, in whichever group of it; empty where there is none."""
    allocations: Mapping[str, Allocation]
    """Per rule what each company pays a year, all in, in EUR; the shares sum to the cost together."""
    core: Mapping[str, CoreReport]
    """Per rule the group that gains most by leaving, as far as found."""
    chosen_rule: str
    areas: tuple[AreaReport, ...]
    growth: tuple[Growth, ...]
    reasons: tuple[Reason, ...]
    facts: tuple[Fact, ...]
    decision: Text
    input_hash: str
    version: str
    contracts: Contracts = field(default_factory=Contracts)
    """Capacity of groups by rule, capacity at risk, rights beside the firm ones, and lowering when called."""
    projects: tuple[Project, ...] = ()
    """Shared projects lived through the full year, in the plan where they save."""
    lives: Mapping[LifeKey, Living] = field(default_factory=dict)
    """How everybody lives, sizes and flows: what a bill is made of; empty where nothing is to be billed again."""
    climate: Climate | None = None
    earnings: Mapping[CaseKey, tuple[Earning, ...]] = field(default_factory=dict)
    """What each owner earns back with each measure, alone and together; empty where it was not calculated."""
    lost_eur: Mapping[str, float] = field(default_factory=dict)
    """What all lose a year when a company that promised something stays out, EUR, by its id."""
    keeping_eur: float | None = None
    """EUR a year from outside that would keep everybody together: above 0 no division does; None where not known."""
    sureness: Sureness | None = None
    groups: tuple[ContractGroup, ...] = ()
    """Each group contract; an area may have more than one."""
    pinches: tuple[Pinch, ...] = ()
    """Where the grid pinches who lives alone, and what one kW more would be worth."""
    pinches_together: tuple[Pinch, ...] | None = None
    """The same in the plan together, of groups too; None where it was not found."""
    budgets: tuple[Spending, ...] = ()
    """What companies with a budget spend of it, and what a euro more would be worth."""
    start: date | None = None
    """Day on which deciding begins, where one was given."""
    capped: Capped | None = None
    """How the plan keeps what it may emit and invest, where that was asked."""
    foresight: Foresight | None = None
    """What is left of the saving when nobody knows tomorrow, where that was looked at (`rolling`)."""
    every_hour: bool = False
    """Whether sizes of companies were sought on all hours of the year as well (`every_hour`)."""
    game: Game | None = None
    """The cost game of all who could share something, as the plan stands; None where nobody could."""
    staying: Staying | None = None
    """What leaving costs under the chosen key, and what every key does in this game."""
    network: NetworkReport | None = None
    """The heat network of the plan, or how near the best one comes to paying; None where nobody gains by one."""

    @property
    def saving_eur(self) -> float:
        """Together against alone, EUR a year (positive: together is cheaper)."""
        return self.cases["alone"].eur_per_year - self.cases["together"].eur_per_year


__all__ = [
    "CASES", "PARK", "ROUNDING_EUR", "AreaReport", "Breach", "Build", "Case", "CaseKey", "Direction", "Energy",
    "Growth", "LifeKey", "LimitKind", "Living", "Outcome", "Project", "Proof", "Reason",
]  # fmt: skip
