"""Contracts with the grid operator: what the group may have, whose capacity is at risk, rights and lowering."""

from collectief.facts import fact
from collectief.plan.capacity import Capacity
from collectief.plan.outcome import Outcome
from collectief.presentation.blocks import Block, Notice, Paragraph, Section, Table, cells, columns
from collectief.presentation.figures import owner_name, place_name
from collectief.presentation.speech import Speech
from collectief.text import Text

WHOLE_KW = 1.0
"""Less is rounding."""

RULES = {
    "sum_of_contracts": Text(nl="de som van de contracten", en="the sum of contracts"),
    "operator": Text(nl="het getal van de netbeheerder", en="the operator's figure"),
    "p999": Text(nl="P99,9 van het gemeten gebruik", en="P99.9 of the measured use"),
    "area_headroom": Text(nl="een deel van de ruimte in het gebied", en="a share of the area's headroom"),
}
DIVIDED = {
    "contract": Text(nl="naar contract", en="by contract"),
    "p999": Text(nl="naar ieders eigen P99,9", en="by own P99.9"),
    "given": Text(nl="zoals de leden opgaven", en="as members stated"),
}
RIGHTS = {
    "firm": Text(nl="vast", en="firm"),
    "variable": Text(nl="volledig variabel", en="fully variable"),
    "block": Text(nl="tijdsblok", en="time block"),
}


def contracts(outcome: Outcome, speech: Speech) -> Section | None:
    """The chapter on contracts, or None where there is nothing to say."""
    found = outcome.contracts
    blocks: list[Block] = []
    for capacity in found.capacities:
        blocks.extend(_capacity(outcome, capacity, speech))
    blocks.extend(_at_risk(outcome, speech))
    blocks.extend(_rights(outcome, speech))
    blocks.extend(_limitations(outcome, speech))
    if found.approximated:
        blocks.append(_approximated(", ".join(found.approximated), speech))
    if not blocks:
        return None
    title = speech(nl="Contracten met de netbeheerder", en="Contracts with the grid operator")
    return Section("contracten", title, tuple(blocks))


def _capacity(outcome: Outcome, capacity: Capacity, speech: Speech) -> list[Block]:
    """The rule, its kW, and what each may bring."""
    lead = speech.number(outcome.contracts.lead_years)
    kw, place = speech.number(capacity.kw), place_name(outcome, capacity.area, speech)
    rule, asked = RULES[capacity.used][speech.language], RULES[capacity.asked][speech.language]
    blocks: list[Block] = [
        Paragraph(
            speech(
                nl=f"Groepscontract in {place}: volgens {rule} heeft de groep van alle grote gebruikers {kw} kW. "
                f"Een groepscontract afspreken duurt ongeveer {lead} jaar.",
                en=f"Group contract in {place}: by {rule} the group of all large users has {kw} kW. Agreeing a group "
                f"contract takes about {lead} years.",
            )
        )
    ]
    if capacity.used != capacity.asked:
        text = speech(
            nl=f"Gevraagd was {asked}, maar de gegevens daarvoor ontbreken.",
            en=f"Asked was {asked}, but the data for it are missing.",
        )
        blocks.append(Notice("care", speech(nl="Let op:", en="Note:"), text))
    if capacity.free_quarters:
        text = speech(
            nl=f"deze regel laat {capacity.free_quarters} kwartieren per jaar boven het contract vrij.",
            en=f"this rule leaves {capacity.free_quarters} quarter-hours a year above the contract.",
        )
        blocks.append(Notice("care", speech(nl="Let op:", en="Note:"), text))
    return [*blocks, _brought(outcome, capacity, speech)]


def _brought(outcome: Outcome, capacity: Capacity, speech: Speech) -> Block:
    """What each member brings, in one sentence where that is its own contract."""
    contracts_kw = {c.id: c.connection.offtake_kw for c in outcome.park.companies}
    if any(abs(kw - contracts_kw[me]) >= WHOLE_KW for me, kw in capacity.entitlement_kw.items()):
        return _entitlements(outcome, capacity, speech)
    number = speech.number(len(capacity.entitlement_kw))
    return Paragraph(
        speech(
            nl=f"Elk van de {number} grote gebruikers brengt daarbij zijn eigen contract in.",
            en=f"Each of the {number} large users brings its own contract.",
        )
    )


def _entitlements(outcome: Outcome, capacity: Capacity, speech: Speech) -> Table:
    divided = DIVIDED[capacity.divided][speech.language]
    caption = speech(nl=f"Wat elk lid inbrengt, {divided} (kW)", en=f"What each member brings, {divided} (kW)")
    heads = columns(
        speech(nl="Bedrijf", en="Company"), speech(nl="Contract nu", en="Contract now"),
        speech(nl="In de groep", en="In the group"),
    )  # fmt: skip
    contracts_kw = {c.id: c.connection.offtake_kw for c in outcome.park.companies}
    rows = tuple(
        cells(owner_name(outcome, me, speech), speech.number(contracts_kw[me]), speech.number(kw))
        for me, kw in capacity.entitlement_kw.items()
    )
    return Table(caption, heads, rows)


def _at_risk(outcome: Outcome, speech: Speech) -> list[Block]:
    found = outcome.contracts.at_risk
    if not found:
        return []
    caption = speech(nl="Vermogen dat u kunt verliezen (kW)", en="Capacity that may be lost (kW)")
    heads = columns(
        speech(nl="Bedrijf", en="Company"), speech(nl="Contract", en="Contract"),
        speech(nl="Hoogste gebruik", en="Highest use"), speech(nl="Eigen groei", en="Own growth"),
        speech(nl="Kan vervallen", en="At risk"),
        speech(nl="Gemeten", en="Measured"),
    )  # fmt: skip
    yes, no = speech(nl="ja", en="yes"), speech(nl="nee, geschat", en="no, estimated")
    rows = tuple(
        cells(
            owner_name(outcome, r.company, speech),
            *(speech.rounded(kw) for kw in (r.contract_kw, r.used_kw, r.growth_kw, r.at_risk_kw)),
            yes if r.measured else no,
        )
        for r in found
    )
    years = speech.number(fact("grid.reasonable_years").value)
    note = speech(
        nl="In een vol gebied mag de netbeheerder een contract op middenspanning verlagen als in 12 maanden hooguit de "
        "helft is gebruikt, of 1 MW of meer niet, en dat zo blijft (Staatscourant 2024-13531). Wat u binnen een "
        f"redelijke termijn zelf gaat gebruiken, blijft van u. Gerekend is met uw groeiwens binnen {years} jaar (een "
        "schatting); laat de netbeheerder zien dat die doorgaat.",
        en="In a full area the operator may lower a medium-voltage contract of which at most half was used in 12 "
        "months, or 1 MW or more was not, and that stays so (Stcrt. 2024-13531). What you will use yourself within a "
        f"reasonable time stays yours. Counted is your wish to grow within {years} years (an estimate); show the "
        "operator that it goes ahead.",
    )
    return [Table(caption, heads, rows, note=note)]


def _rights(outcome: Outcome, speech: Speech) -> list[Block]:
    found, new = outcome.contracts.rights, outcome.contracts.taken
    if not (found or new):
        return []
    caption = speech(nl="Rechten naast het vaste contract", en="Rights beside the firm contract")
    heads = columns(speech(nl="Bedrijf", en="Company"), speech(nl="Soort", en="Kind"), "kW")
    rows = tuple(
        cells(owner_name(outcome, me, speech), f"{RIGHTS[r.kind][speech.language]}{added}", speech.number(r.kw))
        for rights, added in ((found, ""), (new, speech(nl=", in dit plan", en=", in this plan")))
        for me, r in rights
    )
    note = speech(
        nl="Een volledig variabel recht kan de netbeheerder intrekken. Wie in een groep gaat, brengt deze "
        "rechten niet in.",
        en="The operator may withdraw a fully variable right. Who joins a group does not bring these rights.",
    )
    return [Table(caption, heads, rows, note=note)]


def _limitations(outcome: Outcome, speech: Speech) -> list[Block]:
    found = outcome.contracts.limitations
    if not found:
        return []
    caption = speech(nl="Minder afnemen als de netbeheerder roept", en="Taking less when the operator calls")
    heads = columns(
        speech(nl="Bedrijf", en="Company"), speech(nl="Zakt tot (kW)", en="Lowers to (kW)"),
        speech(nl="Vergoeding (EUR per jaar)", en="Fee (EUR per year)"),
    )  # fmt: skip
    rows = tuple(
        cells(owner_name(outcome, me, speech), speech.rounded(kw), speech.rounded(eur)) for me, kw, eur in found
    )
    note = speech(
        nl="Welke uren de netbeheerder roept, weet niemand vooraf: gerekend is met de volste uren van het jaar.",
        en="Nobody knows beforehand which hours the operator calls: the fullest hours of the year were taken.",
    )
    return [Table(caption, heads, rows, note=note)]


def _approximated(names: str, speech: Speech) -> Notice:
    text = speech(
        nl=f"met staffels of terugkijkende pieken van {names} rekent het zoeken naar een plan bij benadering. De "
        "rekeningen hier zijn precies.",
        en=f"tiers or peaks that look back of {names} are approximated in the search for a plan. The bills here are "
        "exact.",
    )
    return Notice("care", speech(nl="Let op:", en="Note:"), text)
