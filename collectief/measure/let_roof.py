"""A roof to let: panels of the park, or of an investor in its place, on the roof of a company that lets it.

They stand behind the connection of the host. What the host uses of them pays no transport and makes no peak, but
energy tax is due on it as on any other kWh: they do not run at its own account and risk. What nobody there uses is fed
in over the host's connection, within its right to feed in, untaxed; the host's own panels serve it first. Host and park
share the roof. In the model the panels are the host's, as they are on its roof and its bus; the build is the park's,
which pays them. Rent is paid by the park to the host: it is no cost of all together (`rent_eur`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from collectief.facts import fact
from collectief.measure.build import PARK, Build, Price, bought, priced
from collectief.measure.delivered import LET
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.membership import member_flows
from collectief.measure.panels import field_name, kwp_per_m2
from collectief.measure.setting import Array, Setting
from collectief.model import Flow, Limit, Part, Size
from collectief.park import Company
from collectief.park.roofs import LAYOUTS, Layout
from collectief.text import Text


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """Panels that may be laid on a roof in one way: the size, that of the host's own, the most kWp, and their yield.

    ``layout`` is None where nobody says how the roof lies; ``sun`` has shape (8760,).
    """

    name: str
    own: str
    layout: Layout | None
    most_kwp: float
    sun: Array


@dataclass(frozen=True)
class LetRoof:
    """Only at companies that say that they let their roof, and that take part in what is shared."""

    key: str = "let_roof"
    title: Text = Text(nl="Verhuurd dak", en="Roof to let")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """Nothing: a roof is let to somebody."""
        del setting, company
        yield from ()

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """The fields of each host, what it uses of them and what is fed in, and the roofs that hold both."""
        for host in hosts(setting):
            found = tuple(fields(setting, host))
            if found:
                yield from _panels(setting, host, found)
                yield from _roofs(setting, host, {f.name for f in found})

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """kWp of the park at each host, and in which way they lie where that is known."""
        for host in hosts(setting):
            for one in fields(setting, host):
                kwp = amounts.get(one.name, 0.0)
                if kwp > BUILT:
                    made = bought(self.key, PARK, host.id, kwp, "kWp", price=_price(), interest=setting.interest)
                    yield replace(made, part=one.layout or "")


def hosts(setting: Setting) -> tuple[Company, ...]:
    """Companies that let their roof to the park."""
    return tuple(c for c in setting.park.companies if c.let_roof and setting.may_share(c))


def fields(setting: Setting, host: Company) -> Iterator[Field]:
    """Every way to lay panels on the roofs of a host, where at least the smallest field fits."""
    use, least_kwp, me = setting.uses[host.id], fact("let_roof.least_kwp").value, host.id
    if use.roof_kwp >= least_kwp:
        yield Field(f"{LET}{me}", f"solar/{me}", None, use.roof_kwp, setting.sun_kw_per_kwp)
    for kind, m2 in use.roofs:
        for layout in LAYOUTS[kind]:
            most_kwp = m2 * kwp_per_m2(layout)
            if most_kwp >= least_kwp:
                own, sun = field_name(host, layout), setting.sun_by_layout[layout]
                yield Field(f"{LET}{me}:{layout}", own, layout, most_kwp, sun)


def rent_eur(kwp: float) -> float:
    """What the park pays a host for so many kWp on its roof, EUR a year: a key figure, and between themselves."""
    return kwp * fact("let_roof.rent_eur_per_kwp").value


def _panels(setting: Setting, host: Company, found: tuple[Field, ...]) -> Iterator[Part]:
    """Sun into the field; out of it to the host, with tax, or into the grid, as far as the host then feeds in."""
    me, price, least_kwp = host.id, _price(), fact("let_roof.least_kwp").value
    once, field, power = price.yearly_fixed(setting.interest), (me, "let"), (me, "electricity")
    for one in found:
        yield Size(
            one.name, me, one.most_kwp, eur_per_unit=price.yearly(setting.interest), eur_fixed=once, least=least_kwp
        )
        yield Flow(f"{one.name}:kw", me, {field: 1.0}, one.sun, one.name)
    most_kw = sum(one.most_kwp * float(one.sun.max()) for one in found)
    tax = setting.rates[me].tax_eur_per_kwh
    used, fed = f"{LET}{me}:in", f"{LET}{me}:out"
    yield Flow(used, me, {field: -1.0, power: 1.0}, most_kw, eur_per_kwh=tax)
    yield Flow(fed, me, {field: -1.0, power: 1.0}, most_kw)
    given = (f"grid/{me}:feed_in", *member_flows(setting, host, "feed_in"))
    yield Limit(f"{LET}{me}:fed", me, {fed: 1.0, **dict.fromkeys(given, -1.0)})


def _roofs(setting: Setting, host: Company, names: set[str]) -> Iterator[Limit]:
    """On each roof there is room for the panels of the host and those of the park together."""
    use, me = setting.uses[host.id], host.id
    if f"{LET}{me}" in names:
        terms = {f"{LET}{me}": 1.0, f"solar/{me}": 1.0}
        yield Limit(f"{LET}{me}:roof", me, {**terms}, {me: use.roof_kwp}, per="design")
    for kind, m2 in use.roofs:
        ways = [way for way in LAYOUTS[kind] if f"{LET}{me}:{way}" in names]
        if ways:
            let = {f"{LET}{me}:{way}": 1.0 / kwp_per_m2(way) for way in ways}
            own = {field_name(host, way): 1.0 / kwp_per_m2(way) for way in LAYOUTS[kind]}
            yield Limit(f"{LET}{me}:{kind}:roof", me, {**let, **own}, {me: m2}, per="design")


def _price() -> Price:
    """That of panels, with a meter of their own and a right to the roof, and what it costs to run for somebody else."""
    plain = priced("solar", "kwp")
    return replace(
        plain,
        upkeep_eur=plain.upkeep_eur + fact("let_roof.upkeep_eur_per_kwp").value,
        fixed_eur=fact("let_roof.eur_fixed").value,
    )
