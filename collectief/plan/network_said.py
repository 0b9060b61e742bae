"""A heat network in a plan: its customers and its pipes, and how sure it is."""

from dataclasses import dataclass, field

from collectief.facts import HeatLevel, usual_level
from collectief.heat.design import Design
from collectief.heat.judged import Breach
from collectief.heat.regime import HeatRegime
from collectief.heat.weighed import Joined, Weighed


@dataclass(frozen=True, slots=True)
class Segment:
    """One trench of the plan: diameter, length, price (EUR, invested), kW that it can carry, and what it loses (W/m).

    ``mwh`` a year goes through it to customers, and ``mwh_per_m`` is that for each metre of trench from there on.
    ``kw`` is what all behind it take at once; then water runs at ``velocity_m_s`` and loses ``gradient_pa_per_m`` of
    pipe, None where that was not found out.
    """

    id: str
    start: str
    end: str
    dn: int
    length_m: float
    investment_eur: float
    most_kw: float
    loss_w_per_m: float
    mwh: float
    mwh_per_m: float
    kw: float = 0.0
    velocity_m_s: float | None = None
    gradient_pa_per_m: float | None = None


@dataclass(frozen=True, slots=True)
class Water:
    """The water of a network: in its worst hour, and over the year as lived.

    ``coldest`` is the customer where it arrives coldest (degC), ``hardest`` the one that is hardest to push to: bar
    that the pump of its source must lift. ``loss_mwh`` and ``pump_mwh`` are of the year. ``breaches`` are the limits
    that are not kept; a plan has none that a larger pipe would mend.
    """

    coldest: str
    arrival_degc: float
    hardest: str
    pump_bar: float
    pump_kw: float
    loss_mwh: float
    pump_mwh: float
    breaches: tuple[Breach, ...] = ()


@dataclass(frozen=True, slots=True)
class HomesServed:
    """One row of dwellings that a network could serve: its node, CBS neighbourhood, how many, MWh a year.

    ``connected`` in the plan; then they pay ``paid_eur`` a year at most, with VAT, of which the park receives
    ``received_eur``. ``gas_m3`` is what boilers of today would burn for their heat: an estimate.
    """

    node: str
    neighbourhood: str
    dwellings: int
    mwh: float
    connected: bool
    paid_eur: float
    received_eur: float
    gas_m3: float


@dataclass(frozen=True, slots=True)
class NetworkReport:
    """A network and its customers, or where none is ``built`` the customers that one might have.

    ``steady``: some source gives heat in every hour, as pipes lose it in every hour. ``design`` is proven for the
    worths of the customers as they are; ``found_eur`` and ``most_eur`` are what a network saves on typical days, found
    and at most by any network: streets, sources and year at once. ``order`` is that in which to connect, and
    ``may_leave`` how many may stay away before what is dug costs more than it is worth. ``hotter`` need hotter water
    than the network gives, ``ending`` are who gives heat to it until a year that they say, and ``homes`` the dwellings
    that it could serve. Where ``joined``, a net has more than one source: the design, and what is said of customers by
    it, is as if all its heat came from the largest. ``plant`` is the node of the central plant, empty without one.
    ``level`` are the temperatures of its water, for which all this holds, and ``looks`` what the best network that was
    found at each level saves on the same days, EUR a year. ``outsiders``: what was found serves dwellings only, with
    no company at it, so it is no project of the park.
    """

    built: bool
    steady: bool
    design: Design
    customers: tuple[Weighed, ...]
    order: tuple[Joined, ...]
    may_leave: int
    everybody: Design | None
    found_eur: float
    most_eur: float
    segments: tuple[Segment, ...] = ()
    hotter: tuple[str, ...] = ()
    ending: tuple[tuple[str, int], ...] = ()
    regime: HeatRegime | None = None
    water: Water | None = None
    homes: tuple[HomesServed, ...] = ()
    joined: bool = False
    plant: str = ""
    level: HeatLevel = field(default_factory=usual_level)
    looks: tuple[tuple[HeatLevel, float], ...] = ()
    outsiders: bool = False

    @property
    def served(self) -> tuple[HomesServed, ...]:
        """The dwellings that are connected."""
        return tuple(one for one in self.homes if one.connected)

    @property
    def joint_gap_eur(self) -> float:
        """By how much another network could be cheaper at most, EUR a year on typical days."""
        return self.most_eur - self.found_eur

    @property
    def heat_mwh(self) -> float:
        """What customers take in a year, MWh."""
        return sum(s.mwh for s in self.segments if s.end in {c.node for c in self.customers})

    @property
    def length_m(self) -> float:
        """Metres of trench."""
        return sum(s.length_m for s in self.segments)
