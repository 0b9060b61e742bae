"""Absurd questions: each gives a plan that adds up, or says in words why there is none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from collectief import MEASURES, Park, Scenario, Year, optimise, prove_year, read_park, read_year, verify
from collectief.errors import Infeasible
from collectief.measure import Build, Measure, Setting
from collectief.measure.measure import Amounts
from collectief.model import Flow, Load, Part
from collectief.park import Company
from collectief.plan.in_the_way import moment
from collectief.text import Text

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"


@cache
def mini() -> tuple[Park, Year]:
    """Dagwerk of Proeftuin Mini, a large user, in its year."""
    park = read_park(MINI)
    return park.only(("dag",)), read_year(park, MINI)


def quick_first(names: Iterable[str], *kept: str) -> list[Any]:
    """All names; but for those that are kept they take long together."""
    return [pytest.param(n, marks=() if n in kept else pytest.mark.long) for n in names]


def connected(**changed: float) -> Park:
    park, _ = mini()
    companies = (replace(c, connection=replace(c.connection, **changed)) for c in park.companies)  # type: ignore[arg-type]
    return replace(park, companies=tuple(companies))


def fed(offtake_kw: float, feed_in_kw: float, others_kw: float) -> Park:
    """The area of the park with so much room, and others that take so much of it."""
    park, _ = mini()
    areas = (
        replace(a, offtake_capacity_kw=offtake_kw, feed_in_capacity_kw=feed_in_kw, others_kw=np.full(35040, others_kw))
        for a in park.areas
    )
    return replace(park, areas=tuple(areas))


def sunny(feed_in_kw: float) -> Park:
    """So much sun today that it must go out, with a right to feed in of less."""
    park = connected(feed_in_kw=feed_in_kw)
    return replace(park, companies=tuple(replace(c, solar_kwp=900.0) for c in park.companies))


YEARS = {
    "zero prices": 0.0,
    "negative prices all year": -0.5,
    "prices of ten euros": 10.0,
}
PARKS = {
    "a contract of 0 kW": lambda: connected(offtake_kw=0.0),
    "a connection of nothing": lambda: connected(offtake_kw=0.0, feed_in_kw=0.0, physical_kva=0.0),
    "sun that may not go out": lambda: sunny(0.0),
    "an area smaller than the load of today": lambda: fed(10.0, 1.0, 5000.0),
    "an area of nothing": lambda: fed(0.0, 0.0, 0.0),
    "nothing strange": lambda: mini()[0],
}


@pytest.mark.parametrize("name", quick_first(YEARS, "negative prices all year", "zero prices"))
def test_whatever_power_costs_there_is_a_plan_that_adds_up(name: str) -> None:
    park, year = mini()
    found = optimise(Scenario(park, replace(year, price_eur_per_kwh=np.full(8760, YEARS[name])), measures=()))
    assert verify(found).ok


REAL = tuple(m for m in MEASURES if m.key in ("solar", "battery", "heat_pump", "group_contract"))
"""Each wants something else of the price: sun to earn, a battery to buy and sell, a pump to use, a group to share."""


@pytest.mark.parametrize("who", [pytest.param(("dag",), id="one"), pytest.param((), marks=pytest.mark.long, id="all")])
@pytest.mark.parametrize("name", quick_first(YEARS, "negative prices all year"))
def test_whatever_power_costs_no_plan_with_real_measures_lies_below_its_bound(name: str, who: tuple[str, ...]) -> None:
    """Whoever is paid to use power, or pays a hundred times as much: costs are bills, and the certificate holds."""
    park, year = read_park(MINI), replace(mini()[1], price_eur_per_kwh=np.full(8760, YEARS[name]))
    scenario = Scenario(park.only(who) if who else park, year, measures=REAL)
    found = prove_year(scenario, optimise(scenario))
    assert verify(found).ok
    costs = {key: case.eur_per_year for key, case in found.cases.items()}
    assert costs["together"] <= costs["alone"] + 0.01 <= costs["required"] + 0.02
    for key in ("alone", "together"):
        case, proof = found.cases[key], found.cases[key].proof
        assert case.eur_per_year == pytest.approx(sum(bill.total for bill in case.bills.values()), abs=0.01)
        assert proof is not None
        assert proof.level == "proven"
        assert proof.year_lower is not None
        assert case.eur_per_year - 0.1 * abs(case.eur_per_year) <= proof.year_lower <= case.eur_per_year + 0.01
        assert proof.design_lower <= proof.design_upper
        assert proof.design_gap * max(abs(proof.design_upper), 1.0) == pytest.approx(
            proof.design_upper - proof.design_lower, abs=0.01
        )
    built = {build.measure for build in found.cases["together"].builds}
    assert ("solar" in built) is (name == "prices of ten euros")
    assert "heat_pump" in built or name == "prices of ten euros"


@pytest.mark.long
@pytest.mark.parametrize("name", YEARS)
def test_whatever_power_costs_one_company_with_every_measure_has_a_plan_that_adds_up(name: str) -> None:
    park, year = mini()
    found = optimise(Scenario(park, replace(year, price_eur_per_kwh=np.full(8760, YEARS[name])), measures=MEASURES))
    assert verify(found).ok
    assert found.cases["together"].eur_per_year <= found.cases["alone"].eur_per_year + 0.01


@pytest.mark.parametrize("name", quick_first(PARKS, "a contract of 0 kW", "nothing strange"))
def test_today_is_always_possible_and_a_limit_that_it_breaks_is_said(name: str) -> None:
    """Limits that contradict today are broken today; no plan makes that worse, with all measures off."""
    park, year = PARKS[name](), mini()[1]
    found = optimise(Scenario(park, year, measures=()))
    assert verify(found).ok
    now = {(b.owner, b.direction, b.kind): b.peak_kw for b in found.cases["now"].breaches}
    assert bool(now) is (name != "nothing strange")
    assert all(b.peak_kw <= now[(b.owner, b.direction, b.kind)] + 0.01 for b in found.cases["together"].breaches)
    assert all(b.peak_kw > b.limit_kw >= 0.0 and b.quarters > 0 for b in found.cases["now"].breaches)


def test_a_park_of_nobody_is_refused_in_words() -> None:
    park, year = mini()
    with pytest.raises(Infeasible) as found:
        optimise(Scenario(park.only(()), year))
    assert "geen bedrijven" in found.value.message.nl
    assert "no companies" in found.value.message.en


def test_one_id_for_two_companies_is_refused_in_words() -> None:
    park, year = mini()
    twice = replace(park, companies=(*park.companies, park.companies[0]))
    with pytest.raises(Infeasible, match=f"The id {park.companies[0].id} stands at more than one company"):
        optimise(Scenario(twice, year))


@pytest.mark.parametrize("series", [np.zeros(0), np.zeros(24), np.full(8760, np.nan), np.full(8760, np.inf)])
def test_a_horizon_of_zero_or_a_year_with_holes_is_refused_in_words(series: np.ndarray) -> None:
    park, year = mini()
    with pytest.raises(Infeasible, match="price_eur_per_kwh of the year has not 8760 numbers"):
        optimise(Scenario(park, replace(year, price_eur_per_kwh=series)))
    with pytest.raises(Infeasible, match="co2_kg_per_kwh of the year has not 8760 numbers"):
        optimise(Scenario(park, replace(year, co2_kg_per_kwh=series)))


@dataclass(frozen=True)
class Demands:
    """No measure at all: it asks ``kw`` of what ``carrier`` says, or makes so much that must go somewhere."""

    kw: float
    carrier: str = "electricity"
    key: str = "demands"
    title: Text = Text(nl="Eis", en="Demand")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """What is asked, or what must run."""
        del setting
        bus = (company.id, self.carrier)
        if self.kw > 0:
            yield Load(f"more/{company.id}", company.id, bus, self.kw)
        else:
            yield Flow(f"must/{company.id}", company.id, {bus: 1.0}, -self.kw, lower=-self.kw)

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """Nothing."""
        del setting
        yield from ()

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """Nothing."""
        del setting, amounts
        yield from ()


@pytest.mark.parametrize(
    ("park", "measure", "dutch", "english"),
    [
        ("nothing strange", Demands(1000.0), "Dagwerk mag te weinig afnemen: 935,2 kW op", "take too little: 935.2"),
        ("nothing strange", Demands(-800.0), "Dagwerk mag te weinig invoeden: 763,0 kW op", "right to feed in lifts"),
        ("an area of nothing", Demands(900.0), "Het voedingsgebied bij Dagwerk is te klein: 897,1 kW op", "area at"),
        ("nothing strange", Demands(300.0, "heat"), "te weinig warmte voor het gebouw: 300,0 kW op", "A source that"),
        ("nothing strange", Demands(-500.0, "heat"), "warmte voor het gebouw niet weg: 500,0 kW", "cannot leave"),
        ("nothing strange", Demands(5.0, "steam"), "komt te weinig steam: 5,0 kW op", "Too little steam comes to"),
    ],
)  # fmt: skip
def test_a_demand_that_no_limit_allows_says_which_whose_when_and_by_how_much(
    park: str, measure: Measure, dutch: str, english: str
) -> None:
    with pytest.raises(Infeasible) as found:
        optimise(Scenario(PARKS[park](), mini()[1], measures=(measure,)))
    words = found.value.message
    assert dutch in words.nl
    assert english in words.en
    assert " om " in words.nl
    assert "en te krap in 8760 uur" in words.nl
    assert "heft dit op" in words.nl
    assert "Infeasible" not in words.nl


def test_the_hour_that_is_told_is_the_first_of_those_in_which_most_is_missing() -> None:
    """Dagwerk takes 200 kW from eight in the morning on, and 40 before: with 1000 kW more it lacks most at eight."""
    with pytest.raises(Infeasible, match=r" kW on \d+ January at 8:00, and too tight"):
        optimise(Scenario(PARKS["nothing strange"](), mini()[1], measures=(Demands(1000.0),)))
    year = mini()[1]
    assert moment(year, 0).nl == "1 januari om 0:00"
    assert moment(year, (31 + 28 + 31 + 30) * 24 + 8).en == "1 May at 9:00"  # summer time


@pytest.mark.long
def test_what_is_asked_is_enough_to_lift_it() -> None:
    """935.2 kW more contract on a cable that carries it, and there is a plan; on the cable of today there is none."""
    _, year = mini()
    wider = connected(offtake_kw=250.0 + 935.2, physical_kva=2_000.0)
    assert verify(optimise(Scenario(wider, year, measures=()))).ok
    with pytest.raises(Infeasible):
        optimise(Scenario(connected(offtake_kw=250.0 + 934.0, physical_kva=2_000.0), year, measures=(Demands(1000.0),)))
    with pytest.raises(Infeasible, match="on a connection that carries it"):
        optimise(Scenario(connected(offtake_kw=250.0 + 935.2), year, measures=(Demands(1000.0),)))
    optimise(Scenario(wider, year, measures=(Demands(1000.0),)))
