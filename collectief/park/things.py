"""What stands on a park: companies, buildings, streets, energy areas and heat sources.

Everything is frozen and in SI-like units (kW, kWh, m, m2, EUR); coordinates are EPSG:28992 (RD New).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from collectief.facts import HeatLevelKey, Tariff, tariff
from collectief.park.choices import FinanceChoices, SchemeChoices
from collectief.park.constraint import Constraint
from collectief.park.dwellings import Dwellings
from collectief.park.ground import Parcel, Street
from collectief.park.heat_source import HeatSource
from collectief.park.limits import CapacityRule, EntitlementRule, Limitation, TransportRight, WindSite
from collectief.park.mobility import Mobility
from collectief.park.promises import Commitment, Goals
from collectief.park.roofs import RoofKind

Array = NDArray[np.float64]
Kind = Literal["large", "small"]
"""``large``: has a contracted kW (grootverbruik). ``small``: up to 3x80 A, pays by fuse (kleinverbruik)."""
Origin = Literal["measured", "given", "estimated"]
"""Quality of a figure: from a meter, stated by the company, or a key figure."""


@dataclass(frozen=True, slots=True)
class Connection:
    """The electricity connection of one company and its transport contract.

    ``tariff`` is a key of the tariff table, such as ``stedin_2026.MSLS`` or ``stedin_2026.KV_3x63A``:
    an input, never derived from a kW.
    """

    kind: Kind
    tariff: str
    offtake_kw: float
    feed_in_kw: float
    physical_kva: float
    origin: Origin = "given"
    rights: tuple[TransportRight, ...] = ()
    """Rights beside the firm ones, which are ``offtake_kw`` and ``feed_in_kw``."""
    group_kw: float | None = None
    """What the group's members agreed that this company brings, where they divide it themselves."""
    lowers_to_kw: float | None = None
    """kW that the company can lower to when the operator calls, where it says so."""
    residence: bool = False
    """Whether it is of a building in which people live or work: then the energy tax has a reduction."""
    tax_exempt_share: float = 0.0
    """Part of the electricity that is exempt from energy tax by its use, as declared to the supplier."""


@dataclass(frozen=True, slots=True)
class Building:
    """One building: its footprint, usable floor, the part of the roof for panels, and how that lies if known."""

    id: str
    company: str
    footprint: Polygon
    floor_m2: float
    roof_m2: float
    year: int | None = None
    use: str = ""
    origin: Origin = "given"
    roof: RoofKind | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """Growth that a company waits for: kW of offtake from a year on, and what it says it is worth."""

    kw: float
    from_year: int
    eur_per_year: float
    in_queue: bool = True


@dataclass(frozen=True, slots=True)
class ResidualHeat:
    """Heat that a company has to spare: thermal kW at a temperature, in its hours of work or always.

    ``until`` is the year in which it may end, None where no end is known.
    """

    kw: float
    degc: float
    always: bool = False
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Company:
    """One company: who it is, what it uses in a year and what it has.

    ``electricity_kwh`` is yearly use before own solar; ``gas_m3`` yearly natural gas. ``peak_kw`` is the highest
    quarter-hour of last year where it is known; a made profile then has it.
    ``carport_m2`` is parking that could carry a roof of panels, lanes included.
    ``profile`` names a series of quarter-hours (kW, shape (steps,)) in the park's ``profiles``.
    ``owner_kind`` is a word of `owners.OWNERS`, empty where it is not known; ``turnover_eur``, ``balance_eur``,
    ``profit_eur`` (a year) and ``signed`` (measures that it ordered already) only serve the schemes. ``budget_eur`` is
    what it can spend at most on what it owns, None where it does not say; ``let_roof`` whether it lets its roof.
    ``heat_degc`` is the supply temperature that its heating needs where it says so; `needed_degc.heat_degc` knows more.
    ``key_weight`` is its part in a key of the association's own, in any unit, None where there is no such key; all with
    the same word in ``leaves_with`` are one group of which is told what happens when it leaves.
    """

    id: str
    name: str
    sector: str
    area: str
    connection: Connection
    location: Point
    electricity_kwh: float
    gas_m3: float
    solar_kwp: float = 0.0
    carport_m2: float = 0.0
    peak_kw: float | None = None
    fte: float | None = None
    wish: Wish | None = None
    mobility: Mobility = field(default_factory=Mobility)
    residual_heat: ResidualHeat | None = None
    owner_kind: str = ""
    origin: Origin = "given"
    turnover_eur: float | None = None
    balance_eur: float | None = None
    profit_eur: float | None = None
    signed: tuple[str, ...] = ()
    budget_eur: float | None = None
    let_roof: bool = False
    heat_degc: float | None = None
    key_weight: float | None = None
    leaves_with: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class EnergyArea:
    """The feeding area of one station, usually far larger than the park.

    ``others_kw`` is the net load of everybody else on it (positive offtake) in quarter-hours, shape (35040,), or
    ``None`` where only a peak (``others_peak_kw``) or nothing is known.
    Capacities in kW; ``None`` means unknown. ``queue_kw`` is the contract value of waiting requests.
    """

    id: str
    name: str
    polygon: BaseGeometry
    offtake_capacity_kw: float | None
    feed_in_capacity_kw: float | None
    offtake: Constraint
    feed_in: Constraint
    offtake_queue_kw: float = 0.0
    feed_in_queue_kw: float = 0.0
    offtake_requests: int = 0
    feed_in_requests: int = 0
    alleviation_year: int | None = None
    others_kw: Array | None = None
    others_peak_kw: float | None = None


@dataclass(frozen=True, slots=True)
class YearFiles:
    """Which year the park is calculated for and, where given, the files with its real series.

    Without files a documented synthetic year (``seed``) is used. Paths are relative to the park folder.
    ``tax_year`` is the year of the energy tax where the park states it, see `Park.tax_year`.
    """

    year: int
    seed: int = 1
    weather: str | None = None
    prices: str | None = None
    co2: str | None = None
    solar: str | None = None
    tax_year: int | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """Choices of the park's users that a plan must respect.

    ``lower_contracts`` allows a plan to lower contracts in amber and red areas. ``group_fixed_eur`` and
    ``group_member_eur`` override the key figures for running a group (a year); ``interest`` is a fraction.
    ``group_capacity`` is the rule by which a group gets its kW and ``group_entitlement`` the one by which members
    bring it; ``group_kw`` is the operator's figure per energy area. ``limitation`` is what the operator offers for
    lowering offtake when it calls. ``wind`` is where a turbine of all members may stand. ``direct_line_m`` is how far
    apart neighbours with a direct line may be, None where no lines may be laid. ``apart`` are the ids of companies that
    stay out of whatever is shared. ``heat_level`` are the temperatures of a heat network, None where a plan chooses.
    """

    lower_contracts: bool = False
    group_fixed_eur: float | None = None
    group_member_eur: float | None = None
    interest: float | None = None
    group_capacity: CapacityRule = "sum_of_contracts"
    group_entitlement: EntitlementRule = "contract"
    group_kw: tuple[tuple[str, float], ...] = ()
    limitation: Limitation | None = None
    wind: WindSite | None = None
    direct_line_m: float | None = None
    heat_level: HeatLevelKey | None = None
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Park:
    """A business park. ``profiles`` holds metered kW per company id at quarter-hours, shape (35040,)."""

    id: str
    name: str
    companies: tuple[Company, ...]
    buildings: tuple[Building, ...]
    streets: tuple[Street, ...]
    areas: tuple[EnergyArea, ...]
    parcels: tuple[Parcel, ...] = ()
    background: tuple[Building, ...] = ()
    """Buildings without a company of their own: drawn, and together one background load."""
    background_kwh: float = 0.0
    profiles: Mapping[str, Array] = field(default_factory=dict)
    year: YearFiles = YearFiles(2025)
    rules: Rules = Rules()
    schemes: SchemeChoices = field(default_factory=SchemeChoices)
    finance: FinanceChoices = field(default_factory=FinanceChoices)
    derived_streets: bool = False
    """True where the streets were derived from the buildings and not given."""
    folder: str = ""
    goals: Goals = field(default_factory=Goals)
    commitments: tuple[Commitment, ...] = ()
    tariffs: Mapping[str, Tariff] = field(default_factory=dict)
    """The park's own tariff categories by key; they come before those of the tables."""
    offers: tuple[tuple[str, TransportRight], ...] = ()
    """Rights on offer to large users, by energy area; their kW are the most for one connection."""
    dwellings: tuple[Dwellings, ...] = ()
    """Dwellings beside the park that could take heat; they belong to nobody."""
    heat_sources: tuple[HeatSource, ...] = ()
    """Heat of nobody in the park, and places where a plant could stand."""

    def tariff(self, key: str) -> Tariff:
        """The category with this key: the park's own, or one of the tables; raises MissingFact."""
        return self.tariffs[key] if key in self.tariffs else tariff(key)

    @property
    def tax_year(self) -> int:
        """Year of the energy tax: as stated, else the latest year of the tariffs that its companies pay."""
        if self.year.tax_year is not None:
            return self.year.tax_year
        return max((self.tariff(c.connection.tariff).year for c in self.companies), default=self.year.year)

    @property
    def leaving_groups(self) -> tuple[tuple[str, ...], ...]:
        """The groups of which is told what happens when they leave together: ids, in the order of the words."""
        words = sorted({c.leaves_with for c in self.companies if c.leaves_with})
        return tuple(tuple(c.id for c in self.companies if c.leaves_with == word) for word in words)

    def company(self, key: str) -> Company:
        """The company with this id."""
        return next(c for c in self.companies if c.id == key)

    def area(self, key: str) -> EnergyArea:
        """The energy area with this id."""
        return next(a for a in self.areas if a.id == key)

    def buildings_of(self, company: str) -> tuple[Building, ...]:
        """The buildings that one company uses."""
        return tuple(b for b in self.buildings if b.company == company)

    def only(self, members: Iterable[str]) -> "Park":
        """The park with these companies and their promises; streets, areas and buildings of others stay as they are.

        Dwellings and sources of heat stay too: they take no part, and are there whoever does. So does the year of the
        tax: it may not change with who takes part.
        """
        kept, year = set(members), replace(self.year, tax_year=self.tax_year)
        promised = tuple(one for one in self.commitments if one.company in {"", *kept})
        companies = tuple(c for c in self.companies if c.id in kept)
        return replace(self, companies=companies, commitments=promised, year=year)
