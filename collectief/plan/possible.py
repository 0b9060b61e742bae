"""What no plan can be made of, said beforehand: a park of nobody, one id twice, or a year that is no year."""

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
    """Raise Infeasible where there is nobody, one id twice, or a series of the year without 8760 finite numbers."""
    ids = [company.id for company in scenario.park.companies]
    if not ids:
        raise Infeasible(NOBODY)
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise Infeasible(_twice(twice[0]))
    for name in SERIES:
        if not _whole(scenario.year, name):
            raise Infeasible(_no_year(name))


def _whole(year: Year, name: str) -> bool:
    series = np.asarray(getattr(year, name))
    return series.shape == (HOURS,) and bool(np.isfinite(series).all())


def _twice(company: str) -> Text:
    return Text(
        nl=f"Het id {company} staat bij meer dan een bedrijf. Geef elk bedrijf een eigen id.",
        en=f"The id {company} stands at more than one company. Give every company an id of its own.",
    )


def _no_year(name: str) -> Text:
    return Text(
        nl=f"De reeks {name} van het jaar heeft geen {HOURS} getallen, een voor elk uur. Geef een heel jaar.",
        en=f"The series {name} of the year has not {HOURS} numbers, one for each hour. Give a whole year.",
    )
