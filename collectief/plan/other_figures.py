"""A scenario in which figures have other values than in the tables, with the year that these make or price."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from collectief.facts import all_facts, swung
from collectief.park import Park
from collectief.plan.price_lines import price_figure
from collectief.plan.scenario import Scenario
from collectief.profile.synthetic import made_by, synthetic_year


@contextmanager
def with_figures(scenario: Scenario, values: Mapping[str, float]) -> Iterator[Scenario]:
    """The scenario while these figures have these values; a key that is in no table changes nothing.

    A year that was made is made anew where one of them makes it. A year of files has its prices scaled by their mean.
    """
    park, year = scenario.park, scenario.year
    before = figures_of(park)
    changed = {key for key, value in values.items() if value != before.get(key)}
    makes_year = bool(changed & made_by(year, park.year.year, park.year.seed)) if changed else False
    price = price_figure(year)
    with swung(values):
        if makes_year:
            year = synthetic_year(park.year.year, park.year.seed)
        elif price in changed:  # prices were read before
            year = replace(year, price_eur_per_kwh=year.price_eur_per_kwh * (values[price] / before[price]))
        yield replace(scenario, year=year)


def figures_of(park: Park) -> dict[str, float]:
    """Every figure that a plan of this park may read, by key: the tables, and the tariffs that its companies pay."""
    tariffs = {c.connection.tariff for c in park.companies}
    priced = (one for key in sorted(tariffs) for one in park.tariff(key).facts)
    return {one.key: one.value for one in (*all_facts(), *priced)}
