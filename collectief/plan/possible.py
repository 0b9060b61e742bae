"""What no plan can be made of: a park of nobody, or a year that is no year. Said before anything is calculated."""

import numpy as np

from collectief.errors import Infeasible
from collectief.plan.scenario import Scenario
from collectief.profile.year import HOURS, Year
from collectief.text import Text

SERIES = ("degc", "ghi_w_m2", "wind_m_s", "price_eur_per_kwh", "co2_kg_per_kwh")
NOBODY = Text(
    nl="Er zijn geen bedrijven in dit park, dus er valt niets te plannen. Geef minstens een bedrijf op.",
    en="There are no companies in this park, so there is nothing to plan. State at least one company.",
)


def refuse_nothing(scenario: Scenario) -> None:
    """Raise Infeasible where there is nobody, or where a series of the year has not 8760 finite numbers."""
    if not scenario.park.companies:
        raise Infeasible(NOBODY)
    for name in SERIES:
        if not _whole(scenario.year, name):
            raise Infeasible(_no_year(name))


def _whole(year: Year, name: str) -> bool:
    series = np.asarray(getattr(year, name))
    return series.shape == (HOURS,) and bool(np.isfinite(series).all())


def _no_year(name: str) -> Text:
    return Text(
        nl=f"De reeks {name} van het jaar heeft geen {HOURS} getallen, een voor elk uur. Geef een heel jaar.",
        en=f"The series {name} of the year has not {HOURS} numbers, one for each hour. Give a whole year.",
    )
