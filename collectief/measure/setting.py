"""All that a measure needs to know: what companies use, hour by hour, and what they pay for it.

Every array has shape (8760,), hours of the year in Dutch winter time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from collectief.facts import Tariff
from collectief.measure.pool_cars import PoolOffer
from collectief.park import Company, EnergyArea, Park
from collectief.park.roofs import Layout, RoofKind
from collectief.profile.year import Year

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Fleet:
    """The vans, the lorries or the cars of the people of one company.

    ``due_kw`` is the energy due in the last hour before they leave, ``plugged`` 1 while they can charge at
    home, ``most_kwh`` the most that is ever due at once.
    """

    kind: str
    due_kw: Array
    plugged: Array
    most_kwh: float


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """What one company uses and could carry.

    ``electricity_kw`` is the hourly mean of use before own solar; ``rise_kw`` how far its highest quarter
    lies above that mean and ``fall_kw`` how far its lowest lies below; ``area_rise_kw``/``area_fall_kw`` the
    same at the quarter in which the companies of the area together are highest or lowest.
    ``roof_kwp`` is what still fits on roofs of which is not known how they lie, ``roofs`` the m2 left of each kind.
    ``space_kw`` heat that a heat pump or network can give, ``process_kw`` heat at ``process_degc`` (None:
    unknown) that machines for processes give.
    """

    electricity_kw: Array
    rise_kw: Array
    fall_kw: Array
    area_rise_kw: Array
    area_fall_kw: Array
    space_kw: Array
    process_kw: Array
    space_degc: float
    process_degc: float | None
    solar_now_kw: Array
    roof_kwp: float
    fleets: tuple[Fleet, ...] = ()
    roofs: tuple[tuple[RoofKind, float], ...] = ()

    @property
    def driving_kwh(self) -> float:
        """Electric driving in the year, kWh."""
        return float(sum(f.due_kw.sum() for f in self.fleets))


@dataclass(frozen=True, slots=True, eq=False)
class Rates:
    """What one company pays, at the margin, and what its connection allows.

    ``offtake_eur_per_kwh`` holds commodity, kWh charge and the marginal energy tax; ``feed_in_eur_per_kwh``
    is what it gets back. ``fixed_eur`` is what does not change with any decision. ``offtake_limit_kw``
    already leaves room for the highest quarter, ``feed_in_limit_kw`` holds in every quarter. ``extra_offtake_kw`` and
    ``extra_feed_in_kw`` are rights beside the firm contract, kW in each hour, and ``rights_eur`` what they cost a
    year. ``brings_kw`` is what the company brings to a group contract (None: its contract), with ``brings_spare_kw``
    above it in the few hours that the rule of the group leaves free: at most ``spare_quarters``.
    ``tax_eur_per_kwh`` is the energy tax on one kWh more, which is in the price of offtake.
    ``peaks`` are the prices of monthly peaks: where each counts, and EUR per kW. The headrooms are
    the company's part of
    what its energy area can take in each hour, or None where that is unknown.
    """

    tariff: Tariff
    contract_kw: float
    offtake_eur_per_kwh: Array
    feed_in_eur_per_kwh: Array
    heat_eur_per_kwh: float
    fixed_eur: float
    offtake_limit_kw: Array
    feed_in_limit_kw: float
    offtake_headroom_kw: Array | None
    feed_in_headroom_kw: Array | None
    free_contract: bool
    extra_offtake_kw: Array | float = 0.0
    extra_feed_in_kw: Array | float = 0.0
    rights_eur: float = 0.0
    brings_kw: float | None = None
    brings_spare_kw: Array | float = 0.0
    spare_quarters: int = 0
    tax_eur_per_kwh: float = 0.0
    peaks: tuple[tuple[Array | float, float], ...] | None = None

    @property
    def group_kw(self) -> float:
        """kW that the company brings to a group contract."""
        return self.contract_kw if self.brings_kw is None else self.brings_kw

    @property
    def peak_prices(self) -> tuple[tuple[Array | float, float], ...]:
        """Prices of monthly peaks: where each counts (1 or 0 in each hour), and EUR per kW and month."""
        plain = ((1.0, self.tariff.peak_eur_kw_month),) if self.tariff.peak_eur_kw_month > 0 else ()
        return plain if self.peaks is None else self.peaks


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """One park in one year: uses and rates by company id, sun and air for everybody."""

    park: Park
    year: Year
    uses: Mapping[str, Use]
    rates: Mapping[str, Rates]
    interest: float
    sun_kw_per_kwp: Array
    air_degc: Array
    group_fixed_eur: float
    group_member_eur: float
    duty: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """Pairs (company, package) that the law asks for anyway."""
    capital_weight: float = 0.0
    """What a euro of investment weighs in a choice beside what it costs, EUR a year: in no bill."""
    rations: Mapping[str, float] | None = None
    """What each company may invest beyond what the law asks, EUR; None is no ration."""
    sun_by_layout: Mapping[Layout, Array] = field(default_factory=dict)
    """What 1 kWp gives that lies in another way than usual, for each way that a roof of the park allows."""
    dwelling_kw: Mapping[str, Array] = field(default_factory=dict)
    """Heat of each row of dwellings beside the park by its id, all of them together."""
    pools: PoolOffer = field(default_factory=PoolOffer)
    """What pool cars cost, and the pools that companies could have; empty where none says that it has any."""

    def area_members(self, area: EnergyArea) -> tuple[Company, ...]:
        """Companies connected in an energy area."""
        return tuple(c for c in self.park.companies if c.area == area.id)

    def may_share(self, company: Company) -> bool:
        """Whether a company may take part in what is shared, or stays out of it by the rules of the park."""
        return company.id not in self.park.rules.apart
