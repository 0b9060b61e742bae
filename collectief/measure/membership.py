"""Who can be in which group contract of an area, and what memberships are called in the model."""

from collectief.facts import Tariff
from collectief.measure.setting import Setting
from collectief.money import dearness, group_levels
from collectief.park import Company, EnergyArea, Way

MEMBERS = "member/"


def member_name(company: str, level: str) -> str:
    """Name of the membership of one company in the group at one level.

    >>> member_name("bakker", "MS")
    'member/bakker/MS'
    """
    return f"{MEMBERS}{company}/{level}"


def member_flows(setting: Setting, company: Company, side: Way) -> tuple[str, ...]:
    """Names of all flows by which a company could take or give power as a member, whatever the level."""
    area = setting.park.area(company.area)
    return tuple(f"{member_name(company.id, level)}:{side}" for level in levels(setting, area))


def eligible(setting: Setting, area: EnergyArea) -> tuple[Company, ...]:
    """Large users in the area with a monthly peak charge that do not stay apart: only they can be in a group."""
    return tuple(
        c
        for c in setting.area_members(area)
        if c.connection.kind == "large" and setting.rates[c.id].tariff.charges_peaks and setting.may_share(c)
    )


def levels(setting: Setting, area: EnergyArea) -> tuple[str, ...]:
    """Levels at which a group could be formed, lowest first: those of the candidates themselves.

    A level is that of the network, or, where a network level has more than one price, each of its prices
    (`money.group_levels`): there can be one group of each.
    """
    tariffs = [setting.rates[c.id].tariff for c in eligible(setting, area)]
    named = group_levels(tariffs)
    return tuple(dict.fromkeys(named[t.key] for t in sorted(tariffs, key=dearness)))


def level_of(setting: Setting, company: Company) -> str:
    """The level of a group of which this company sets the price."""
    area = setting.park.area(company.area)
    tariffs = (setting.rates[c.id].tariff for c in eligible(setting, area))
    return group_levels(tariffs)[setting.rates[company.id].tariff.key]


def top_tariff(setting: Setting, area: EnergyArea, level: str) -> Tariff:
    """The tariff category of a group: that of its members at its own level."""
    here = [c for c in eligible(setting, area) if level_of(setting, c) == level]
    return max((setting.rates[c.id].tariff for c in here), key=dearness)


def candidates(setting: Setting, area: EnergyArea, level: str) -> tuple[Company, ...]:
    """Companies that could join a group at a level: those at that level or below."""
    top = dearness(top_tariff(setting, area, level))
    return tuple(c for c in eligible(setting, area) if dearness(setting.rates[c.id].tariff) <= top)
