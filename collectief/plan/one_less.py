"""A way of living without one measure of the companies, while all else runs on: what the measure has to beat.

An estimate: without the measure its owners would live otherwise. The bills are whole ones, of the full year.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from collectief.measure import PARK, Measure, Setting
from collectief.measure.homes import sold_eur
from collectief.measure.measure import BUILT
from collectief.measure.outside_heat import bought_eur
from collectief.measure.rights import taken
from collectief.measure.shared_mobility import kept_eur
from collectief.plan.billing import company_bill, group_lines, heat_to_m3
from collectief.plan.cases import duty_builds, groups_of, site_kw
from collectief.plan.earn_back import Given, Way, given_by
from collectief.plan.outcome import Case, Living
from collectief.plan.prepare import Array
from collectief.plan.price_lines import Amounts, Lines, amount_of, lines_of
from collectief.plan.standing import AGREED, priced


def without(key: str, way: str = "together") -> str:
    """What a way without a measure is called."""
    return f"{way}/without/{key}"


def removable(setting: Setting, sizes: Mapping[str, float], measures: Sequence[Measure]) -> tuple[Measure, ...]:
    """Measures that companies built for themselves beyond what the law asks for."""
    return tuple(
        m for m in measures if m.key not in AGREED and any(sizes.get(n, 0.0) > BUILT for n in own_sizes(setting, m))
    )


def own_sizes(setting: Setting, measure: Measure) -> Iterator[str]:
    """Names of what each company may build by itself with a measure and pays for."""
    for company in setting.park.companies:
        for part in measure.own_parts(setting, company):
            if priced(part):
                yield part.name


def one_less(
    setting: Setting,
    case: Case,
    life: Living,
    measure: Measure | None,
    *,
    measures: Sequence[Measure],
    load_kw: Mapping[str, Array],
) -> tuple[float, Lines]:
    """What a case that was lived costs without a measure, EUR a year, and its lines; None takes nothing away."""
    way = Way(setting, case, life, groups_of(setting, life.sizes), load_kw)
    gone = set() if measure is None else set(own_sizes(setting, measure))
    left = Living({n: x for n, x in life.sizes.items() if n not in gone}, life.flows)
    given = {} if measure is None else {c.id: given_by(way, measure, c) for c in setting.park.companies}
    net = {owner: kw + given[owner].power_kw if owner in given else kw for owner, kw in way.case.net_kw.items()}
    amounts, eur = _companies(replace(way, life=left), net, given)
    for group in way.groups:
        site = site_kw(way.dispatch, group)
        eur += group_lines(setting, group.members, net_kw=net, site_kw=site, contract_kw=group.contract_kw).total
    if PARK in net:
        amounts[PARK] = amount_of(setting, net[PARK], gas_m3=None, public_kwh=0.0)
    eur += sum(b.eur_per_year for b in duty_builds(setting))
    builds = [b for m in measures for b in m.builds(setting, left.sizes)]
    eur += sum(b.eur_per_year for b in builds) + sum(kept_eur(setting, builds).values())
    eur += bought_eur(setting.park, left.sizes, way.dispatch.flows) - sold_eur(setting, left.sizes)
    return eur, lines_of(setting, amounts, left.sizes, measures=measures)


def _companies(way: Way, net_kw: Mapping[str, Array], given: Mapping[str, Given]) -> tuple[dict[str, Amounts], float]:
    """The sums of each company, and all their bills together, EUR a year."""
    setting, amounts, eur = way.setting, {}, 0.0
    for c in setting.park.companies:
        use, more = setting.uses[c.id], given.get(c.id)
        boiler_kwh = way.dispatch.boiler_kwh(c.id)
        public_kwh = float(way.dispatch.total(f"public/{c.id}/{f.kind}" for f in use.fleets).sum())
        if more is not None:
            boiler_kwh, public_kwh = boiler_kwh + more.heat_kwh, public_kwh + more.driving_kwh
        own_kw = way.life.sizes.get(f"contract/{c.id}:kw", setting.rates[c.id].contract_kw)
        eur += company_bill(
            setting, c, net_kw[c.id], boiler_kwh=boiler_kwh, public_kwh=public_kwh,
            contract_kw=None if way.group_of(c.id) else own_kw, line_kwh=(line_kwh := way.dispatch.line_kwh(c.id)),
            taken=taken(setting.park, c, way.case.builds),
        ).total  # fmt: skip
        gas_m3 = heat_to_m3(boiler_kwh) if c.gas_m3 > 0 else None
        mine = amount_of(setting, net_kw[c.id], gas_m3=gas_m3, public_kwh=public_kwh)
        amounts[c.id] = replace(mine, line_kwh=line_kwh)
    return amounts, eur
