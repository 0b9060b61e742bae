"""The panels of a company: what they are called in the model, and what fits on a roof."""

from collectief.facts import fact
from collectief.measure.setting import Setting
from collectief.park import Company
from collectief.park.roofs import LAYOUTS, Layout


def field_name(company: Company, layout: Layout) -> str:
    """The size of panels that lie in this way.

    >>> from dataclasses import make_dataclass
    >>> field_name(make_dataclass("One", ["id"])("bakker"), "south")
    'solar/bakker:south'
    """
    return f"solar/{company.id}:{layout}"


def panel_flows(setting: Setting, company: Company) -> tuple[str, ...]:
    """Names of what all panels of a company give, those of today and those that it may lay."""
    ways = (way for kind, _ in setting.uses[company.id].roofs for way in LAYOUTS[kind])
    fields = (f"solar/{company.id}", *(field_name(company, way) for way in ways), f"carport/{company.id}")
    return (f"solar_now/{company.id}", *(f"{field}:kw" for field in fields))


def kwp_per_m2(layout: Layout) -> float:
    """What fits on a m2 of usable roof: rows to the south stand apart, so as not to shade each other."""
    return fact("solar.south_kwp_per_m2" if layout == "flat_south" else "solar.kwp_per_m2").value
