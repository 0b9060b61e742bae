"""Why cars are shared or not: none, nobody near, out at the same time, too dear to book; and who needs nobody."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from collectief import read_park, read_year
from collectief.facts import swung
from collectief.measure import Setting, SharedMobility
from collectief.measure.pool_offer import pool_offer
from collectief.measure.shared_mobility import SHARED_MOBILITY
from collectief.park import Mobility
from collectief.plan.outcome import Reason
from collectief.plan.pool_screen import pools
from collectief.plan.prepare import prepare, quarters
from collectief.plan.project import found
from collectief.plan.reasons_mobility import of_mobility

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
CAR = Mobility(pool_cars=1, pool_trips=200.0, pool_km=8_000.0)
BUSY = Mobility(pool_cars=1, pool_trips=250.0, pool_hours=10.0, pool_km=20_000.0)


@cache
def mini() -> Setting:
    park = read_park(MINI)
    year = read_year(park, MINI)
    return prepare(park, year, quarters(park, year))


def reason(cars: dict[str, Mobility], **facts: float) -> Reason:
    """What is said when these companies of Proeftuin Mini have cars; figures by their name without "pool."."""
    companies = tuple(replace(c, mobility=cars.get(c.id, Mobility())) for c in mini().park.companies)
    park = replace(mini().park, companies=companies)
    with swung({f"pool.{name}": value for name, value in facts.items()}):
        here = replace(mini(), park=park, pools=pool_offer(park, mini().year))
        answer = pools(here)
        project = found(here, {}, SHARED_MOBILITY, answer)
        own = {pool.name: 1.0 for c, pool in here.pools.own.items() if here.pools.own_gain_eur(c) > 0}
        builds = tuple(SharedMobility().builds(here, {**answer.sizes, **own}))
        return of_mobility(here, project and replace(project, gain_eur=answer.found), builds)


@pytest.mark.parametrize(
    ("cars", "facts", "said"),
    [
        ({}, {}, "No company stated any pool cars"),
        ({"dag": BUSY}, {}, "no two companies with pool cars"),
        ({"dag": BUSY, "klein": BUSY}, {"walk_m": 1.0}, "within a walk of 1 m"),
        ({"dag": BUSY, "klein": BUSY}, {}, "too often: even the best pool needs 2"),
        (
            {"dag": CAR, "klein": CAR},
            {"platform_eur_per_vehicle": 9e3, "hire_eur_per_trip": 60.0},
            "1 instead of 2 cars",
        ),
    ],
)
def test_why_no_cars_are_shared(cars: dict[str, Mobility], facts: dict[str, float], said: str) -> None:
    told = reason(cars, **facts)
    assert said in told.text.en
    assert (told.chosen, told.eur_per_year) == (False, None)


def test_a_pool_that_pays_says_how_many_cars_it_takes_and_that_trips_were_not_measured() -> None:
    told = reason({"dag": CAR, "klein": CAR})
    assert told.chosen
    assert told.eur_per_year is not None
    assert told.eur_per_year > 0
    assert "2 companies do with 1 car what they do with 2 now" in told.text.en
    assert "was not measured" in told.text.en


def test_who_is_cheaper_off_with_fewer_cars_needs_nobody_else() -> None:
    told = reason({"dag": Mobility(pool_cars=2, pool_trips=100.0)})
    assert told.chosen
    assert "no two companies" in told.text.en
    assert "1 company can also do with fewer cars alone" in told.text.en
