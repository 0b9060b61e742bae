"""What is known of an investment and its owner, and the subjects that the conditions of schemes ask about."""

from collections.abc import Mapping
from dataclasses import dataclass

from collectief.facts import Level, fact
from collectief.park import Constraint
from collectief.park.owners import OWNERS
from collectief.park.things import Kind


@dataclass(frozen=True, slots=True)
class Span:
    """An estimate: what is most likely, and between which figures it lies."""

    low: float
    middle: float
    high: float


Value = bool | float | str | tuple[int, ...] | Span | None
"""What was found on a subject; None where it is not known."""


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who owns an investment. None, or an empty word, is not known.

    ``kind`` is a word of `OWNERS`; ``sbi`` the divisions of its sector; ``investment_eur`` all it invests in the plan.
    """

    kind: str = ""
    sbi: tuple[int, ...] = ()
    fte: float | None = None
    turnover_eur: float | None = None
    balance_eur: float | None = None
    profit_eur: float | None = None
    connection: Kind | None = None
    level: Level | None = None
    contract_kw: float | None = None
    electricity_kwh: float | None = None
    gas_m3: float | None = None
    lorry_kwh: float | None = None
    solar_kwp: float = 0.0
    offtake: Constraint | None = None
    feed_in: Constraint | None = None
    companies_in_area: float | None = None
    investment_eur: float = 0.0
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Asset:
    """One investment: its measure, amount in ``unit``, EUR, and what the plan knows of it.

    ``investment_eur`` None: the plan does not know what it costs (advice, vehicles). ``payback_years`` is a `Span`
    where it is an estimate. ``required_by_law``: the energy-saving duty asks for it; None: perhaps. ``signed``: ordered
    already. ``dwellings``: how many a heat network would connect.
    """

    measure: str
    amount: float = 0.0
    unit: str = ""
    investment_eur: float | None = None
    payback_years: float | Span | None = None
    required_by_law: bool | None = False
    grid_balancing: bool = False
    signed: bool = False
    dwellings: float = 0.0
    dwelling_buildings: float = 0.0


def is_sme(who: Applicant) -> bool | None:
    """Whether an owner is a small or medium-sized company; None where fte, turnover and balance leave it open.

    >>> is_sme(Applicant(fte=300)), is_sme(Applicant(fte=20)), is_sme(Applicant(fte=20, turnover_eur=4e6))
    (False, None, True)
    """
    if who.fte is not None and who.fte > fact("sme.fte").value:
        return False
    bounds = (
        (who.turnover_eur, fact("sme.turnover_eur").value),
        (who.balance_eur, fact("sme.balance_eur").value),
    )
    within = [None if eur is None else eur <= most for eur, most in bounds]
    if all(one is False for one in within):
        return False
    return True if who.fte is not None and any(within) else None


def pays_profit_tax(who: Applicant) -> bool | None:
    """Whether the owner pays tax on profit; None where its kind is not known."""
    return OWNERS[who.kind].tax != "none" if who.kind in OWNERS else None


def medium_voltage(who: Applicant) -> bool | None:
    """Whether a connection is at 1,000 V or more; unknown for MS/LS, a tariff that both sides of it pay."""
    if who.connection == "small" or who.level == "LS":
        return False
    return None if who.level in (None, "MSLS") else True


def congested(offtake: Constraint | None) -> bool | None:
    """Whether an area is in congestion: red is, amber is still being looked into."""
    return None if offtake in (None, "amber") else offtake == "red"


def subjects(who: Applicant, asset: Asset, *, most_grant_eur: float | None) -> Mapping[str, Value]:
    """What was found on every subject that a condition may name; None where it is not known."""
    battery_kw = asset.amount / fact("battery.hours").value if asset.measure == "battery" else None
    contract_kw = None if who.shared else who.contract_kw
    return {
        "owner": who.kind or None,
        "pays_profit_tax": pays_profit_tax(who),
        "profit_eur": who.profit_eur,
        "sbi": who.sbi or None,
        "sme": is_sme(who),
        "shared": who.shared,
        "connection": who.connection,
        "medium_voltage": medium_voltage(who),
        "contract_kw": contract_kw,
        "electricity_kwh": who.electricity_kwh,
        "gas_m3": who.gas_m3,
        "lorry_kwh": who.lorry_kwh,
        "offtake_congestion": congested(who.offtake),
        "feed_in_room": None if who.feed_in is None else who.feed_in in ("transparent", "yellow"),
        "companies_in_area": who.companies_in_area,
        "owner_investment_eur": who.investment_eur,
        "investment_eur": asset.investment_eur,
        "most_grant_eur": most_grant_eur,
        "payback_years": asset.payback_years,
        "required_by_law": asset.required_by_law,
        "grid_balancing": asset.grid_balancing,
        "signed": asset.signed,
        "dwellings": asset.dwellings,
        "dwelling_buildings": asset.dwelling_buildings,
        "kwp": asset.amount,
        "solar_kwp_total": who.solar_kwp + asset.amount,
        "kwh": asset.amount,
        "heat_kw": asset.amount,
        "c_rate": None if battery_kw is None else 1.0 / fact("battery.hours").value,
        "battery_share_of_contract": None if battery_kw is None or not contract_kw else battery_kw / contract_kw,
    }
