"""What the grid operator can offer while the grid is full: lowering on call, a right without guarantee, the queue.

Nothing here is promised by the operator: amounts rest on key figures, and what is not known is a question to it.
"""

from collections.abc import Iterator, Sequence

from collectief.facts import fact
from collectief.measure.rights import taken
from collectief.money.charges import contract_eur
from collectief.money.limitation import limitation_eur
from collectief.park import Company, TransportRight
from collectief.plan.outcome import Outcome
from collectief.plan.rung import Step
from collectief.text import Text

WHOLE_KW = 1.0
"""Nobody contracts less."""
LOWER = Text(
    nl="Neem minder af als de netbeheerder daarom vraagt (capaciteitsbeperkingscontract)",
    en="Take less when the operator calls (capacity limitation contract)",
)
RIGHT = Text(
    nl="Vraag een variabel of tijdsblokrecht: stroom zonder garantie, of alleen op rustige uren",
    en="Ask for a variable or time-block right: power without guarantee, or in calm hours only",
)
WAIT = Text(nl="Wacht in de rij van de netbeheerder", en="Wait in the operator's queue")


def offered(outcome: Outcome, company: Company) -> Iterator[Step]:
    """The rungs that need the operator; for large users only, except the queue."""
    if company.connection.kind == "large":
        yield _limitation(outcome, company)
    mine = taken(outcome.park, company, outcome.cases["alone"].builds)
    if mine:
        yield _taken(mine)
    waits_kw = _waits_kw(outcome, company)
    if waits_kw >= WHOLE_KW:
        if company.connection.kind == "large" and not mine:
            yield _right(outcome, company, waits_kw)
        yield _queue(outcome, company, waits_kw)


def _limitation(outcome: Outcome, company: Company) -> Step:
    """As the plan agreed it, or else as key figures have it."""
    lead = fact("lead.capacity_limitation.weeks")
    agreed = {me: (kw, eur) for me, kw, eur in outcome.contracts.limitations}
    contract_kw, stated_kw = company.connection.offtake_kw, company.connection.lowers_to_kw
    if company.id in agreed:
        low_kw, eur = agreed[company.id]
        note = Text(nl="kW minder in de uren die de netbeheerder roept.", en="kW less in the hours that are called.")
        return Step("capacity_limitation", LOWER, contract_kw - low_kw, lead, eur, estimate=False, note=note)
    terms = outcome.park.rules.limitation
    hours = fact("limitation.hours").value if terms is None else float(terms.hours)
    price = fact("limitation.eur_per_mw_h").value if terms is None else terms.eur_per_mw_h
    share = fact("limitation.share").value if terms is None else terms.share
    low_kw = min(contract_kw, share * contract_kw if stated_kw is None else stated_kw)
    fee_eur = limitation_eur(contract_kw, low_kw, hours=hours, eur_per_mw_h=price)
    return Step(
        "capacity_limitation", LOWER, contract_kw - low_kw, lead, fee_eur, estimate=True,
        note=Text(
            nl=f"Vergoeding bij {hours:.0f} uur per jaar en EUR {price:.0f} per MW en uur, zonder wat het u zelf kost. "
            "Vraag de netbeheerder naar zijn prijs.",
            en=f"Fee for {hours:.0f} hours a year at EUR {price:.0f} per MW and hour, without what it costs yourself. "
            "Ask the operator for its price.",
        ),
    )  # fmt: skip


def _waits_kw(outcome: Outcome, company: Company) -> float:
    """kW of the wish that does not fit under the own contract."""
    return sum(g.asked_kw - g.alone_kw for g in outcome.growth if g.company == company.id)


def _right(outcome: Outcome, company: Company, kw: float) -> Step:
    """What a fully variable right costs less than a firm contract of as many kW."""
    tariff, own_kw = outcome.park.tariff(company.connection.tariff), company.connection.offtake_kw
    firm_eur = contract_eur(tariff, own_kw + kw) - contract_eur(tariff, own_kw)
    eur = firm_eur * (1.0 - fact("right.variable.contract_share").value)
    note = Text(
        nl="kW: wat van uw wens niet past. EUR: wat een variabel recht minder kost dan een even groot vast contract. "
        "Vraag op welke uren u kunt rekenen.",
        en="kW: what of your wish does not fit. EUR: what a variable right costs less than a firm contract as large. "
        "Ask which hours you can count on.",
    )
    return Step("right", RIGHT, kw, fact("lead.right.weeks"), eur, estimate=True, note=note)


def _taken(rights: Sequence[TransportRight]) -> Step:
    """As the plan takes it; what it is worth is in what runs on it."""
    note = Text(
        nl="kW: wat u alleen al naast uw contract neemt, binnen wat de netbeheerder aanbiedt.",
        en="kW: what you take beside your contract already alone, within what the operator offers.",
    )
    kw = sum(r.kw for r in rights)
    return Step("right", RIGHT, kw, fact("lead.right.weeks"), None, estimate=False, note=note)


def _queue(outcome: Outcome, company: Company, kw: float) -> Step:
    year = outcome.park.area(company.area).alleviation_year
    when = (
        Text(nl="Vraag wanneer er weer ruimte is.", en="Ask when there is room again.")
        if year is None
        else Text(
            nl=f"Ruimte is voorzien in {year}; vraag waar u staat.",
            en=f"Room is expected in {year}; ask where you stand.",
        )
    )
    eur = company.wish.eur_per_year if company.wish is not None else None
    note = Text(
        nl=f"{when.nl} EUR: wat u zelf zegt dat uw hele wens waard is.",
        en=f"{when.en} EUR: what you say yourself that your whole wish is worth.",
    )
    return Step("queue", WAIT, kw, None, eur, estimate=True, note=note)
