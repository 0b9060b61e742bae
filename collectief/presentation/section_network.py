"""The heat network: who connects and why, its pipes, what comes first, what is risked, how sure, and by which law."""

from collections.abc import Iterable, Iterator

from collectief.facts import fact
from collectief.heat.weighed import Weighed
from collectief.plan.network_said import NetworkReport, Segment
from collectief.plan.outcome import Outcome
from collectief.presentation.blocks import Block, Bullets, Cell, Column, Folded, Paragraph, Section, Table, cells
from collectief.presentation.figures import owner_name, service_name
from collectief.presentation.level_looks import looks, water
from collectief.presentation.network_homes import homes
from collectief.presentation.network_words import ending, flows, hotter, lawful, outside, reserve, sure
from collectief.presentation.plant_words import plant
from collectief.presentation.reading_order import by_name
from collectief.presentation.speech import Speech
from collectief.presentation.tank_words import tanks

FEW = 10
"""So many stretches are read at a glance; more are folded."""


def network(outcome: Outcome, speech: Speech) -> Section | None:
    """The chapter on the heat network; None where nobody could gain by one."""
    found = outcome.network
    if found is None:
        return None
    title = speech(nl="Warmtenet", en="Heat network")
    blocks = _built(outcome, found, speech) if found.built else _not_built(outcome, found, speech)
    return Section("warmtenet", title, tuple(blocks))


def _built(outcome: Outcome, found: NetworkReport, speech: Speech) -> Iterator[Block]:
    length, heat = speech.quantity(found.length_m, "m"), speech.quantity(found.heat_mwh, "MWh")
    density = found.heat_mwh / found.length_m if found.length_m else 0.0
    yield Paragraph(
        speech(
            nl=f"Het net is {length} lang en levert {heat} per jaar: {speech.number(density, 1)} MWh per meter. "
            f"{_dense(density, speech)}",
            en=f"The network is {length} long and delivers {heat} a year: {speech.number(density, 1)} MWh per metre. "
            f"{_dense(density, speech)}",
        )
    )
    yield _customers(outcome, found, speech)
    order = (*_order(outcome, found, speech), _risk(found, speech), *_everybody(found, speech))
    beside = (*plant(outcome, speech), *reserve(outcome, speech), *tanks(outcome, speech))
    sources = (*outside(outcome, speech), *beside, *ending(outcome, found, speech))
    yield Bullets((*order, *looks(found, speech), *sources, *flows(outcome, found, speech), *sure(found, speech)))
    yield from homes(outcome, found, speech)
    yield from hotter(outcome, found, speech)
    pipes = _pipes(outcome, found.segments, speech)
    yield pipes if len(found.segments) <= FEW else Folded(pipes.caption, (pipes,))
    yield from lawful(outcome, found, speech)


def _not_built(outcome: Outcome, found: NetworkReport, speech: Speech) -> Iterator[Block]:
    most, degc = speech.euro(found.most_eur), water(found.level, speech)
    yield Paragraph(
        speech(
            nl=f"Een warmtenet zit niet in dit plan. Op de typische dagen kan geen enkel net van {degc} meer dan "
            f"{most} per jaar besparen, welke straten en bedrijven u ook kiest.",
            en=f"There is no heat network in this plan. On the typical days no network of {degc} saves more than "
            f"{most} a year, whichever streets and companies you choose.",
        )
    )
    if tried := tuple(looks(found, speech)):
        yield Bullets(tried)
    if not found.steady:
        yield Paragraph(
            speech(
                nl="Geen warmtebron op dit park geeft warmte in alle uren van het jaar. Leidingen verliezen wel altijd "
                "warmte. Zonder een bron die altijd kan, of een reserveketel, kan een net hier niet.",
                en="No heat source on this park gives heat in all hours of the year, while pipes lose heat always. "
                "Without a source that always can, or a boiler in reserve, a network is not possible here.",
            )
        )
    table = _wanted(outcome, found, speech)
    yield Folded(table.caption, (table,))
    yield from homes(outcome, found, speech)
    yield from hotter(outcome, found, speech)


def _wanted(outcome: Outcome, found: NetworkReport, speech: Speech) -> Table:
    """What each would pay for heat, were there enough of it in every hour."""
    at = {c.node: c for c in found.customers}
    none = speech(nl="kan niet", en="cannot be")
    rows = tuple(
        cells(
            owner_name(outcome, node, speech), speech.number(at[node].kw), speech.rounded(at[node].worth_eur),
            none if (adds := at[node].adds_eur) is None else speech.rounded(adds),
        )
        for node in by_name(_names(outcome, at, speech))
    )  # fmt: skip
    heads = (
        Column(speech(nl="Afnemer", en="Customer")),
        Column(speech(nl="Aansluiting (kW)", en="Connection (kW)"), numeric=True),
        Column(speech(nl="Waard (EUR per jaar)", en="Worth (EUR per year)"), numeric=True),
        Column(
            speech(nl="Net voor deze afnemer alleen (EUR per jaar)", en="A network for it alone (EUR per year)"),
            numeric=True,
        ),
    )
    note = speech(
        nl="Zo zou het zijn als bronnen in elk uur genoeg warmte gaven, voor wat die kost om te maken. Met de warmte "
        "die er per uur echt is valt hooguit te besparen wat hierboven staat.",
        en="So it would be if sources gave enough heat in every hour, for what it costs to make. With the heat that "
        "there really is in each hour no more can be saved than stands above.",
    )
    caption = speech(nl="Wat warmte per afnemer waard zou zijn", en="What heat would be worth to each customer")
    return Table(caption, heads, rows, note=note)


def _names(outcome: Outcome, nodes: Iterable[str], speech: Speech) -> dict[str, str]:
    """What customers are called, by node."""
    return {node: owner_name(outcome, node, speech) for node in nodes}


def _dense(mwh_per_m: float, speech: Speech) -> str:
    """What the heat per metre says, by the usual bounds."""
    poor, good = (fact(f"heat_network.density_{which}_mwh_per_m").value for which in ("poor", "good"))
    if mwh_per_m >= good:
        return speech(
            nl=f"Dat is veel: vanaf {speech.number(good, 1)} geldt een net als goed.",
            en=f"That is much: from {speech.number(good, 1)} a network counts as good.",
        )
    if mwh_per_m < poor:
        return speech(
            nl=f"Dat is weinig: onder {speech.number(poor, 1)} is een net kritisch.",
            en=f"That is little: below {speech.number(poor, 1)} a network is critical.",
        )
    return speech(
        nl=f"Onder {speech.number(poor, 1)} is een net kritisch, vanaf {speech.number(good, 1)} goed.",
        en=f"Below {speech.number(poor, 1)} a network is critical, from {speech.number(good, 1)} good.",
    )


def _customers(outcome: Outcome, found: NetworkReport, speech: Speech) -> Table:
    at = {c.node: c for c in found.customers}
    rows = tuple(_customer(outcome, at[node], speech) for node in by_name(_names(outcome, at, speech)))
    heads = (
        Column(speech(nl="Afnemer", en="Customer")),
        Column(speech(nl="Aansluiten?", en="Connect?")),
        Column(speech(nl="Aansluiting (kW)", en="Connection (kW)"), numeric=True),
        Column(speech(nl="Waard (EUR per jaar)", en="Worth (EUR per year)"), numeric=True),
        Column(speech(nl="Kost het net extra (EUR per jaar)", en="Adds to the network (EUR per year)"), numeric=True),
        Column(speech(nl="Kantelt bij prijs van leidingen", en="Turns at a price of pipes of"), numeric=True),
    )
    caption = speech(
        nl="Per afnemer: wat een aansluiting waard is tegen zijn eigen alternatief, en wat het net erdoor meer kost",
        en="Per customer: what a connection is worth against its own alternative, and what it adds to the network",
    )
    note = speech(
        nl="Schatting op typische dagen, na de kosten van de aansluiting zelf; van woningen wat zij betalen. De laatste"
        " kolom: bij welk deel van de prijs van leidingen van nu het antwoord omslaat, als de rest gelijk blijft.",
        en="An estimate on typical days, after the cost of the connection itself; of dwellings what they pay. The last "
        "column: at which part of today's price of pipes the answer turns, while all else stays as it is.",
    )
    return Table(caption, heads, rows, note=note)


def _customer(outcome: Outcome, one: Weighed, speech: Speech) -> tuple[Cell, ...]:
    yes = speech(nl="ja", en="yes") if one.connected else speech(nl="nee", en="no")
    none = speech(nl="kan niet", en="cannot be")
    return cells(
        owner_name(outcome, one.node, speech),
        yes,
        speech.number(one.kw),
        speech.rounded(one.worth_eur),
        none if one.adds_eur is None else speech.rounded(one.adds_eur),
        "\N{EN DASH}" if one.turns_at is None else speech.percent(one.turns_at),
    )


def _order(outcome: Outcome, found: NetworkReport, speech: Speech) -> Iterator[tuple[str, str]]:
    """What to build first."""
    names = [owner_name(outcome, j.node, speech) for j in found.order]
    pays = next((i for i, j in enumerate(found.order, 1) if j.so_far_eur > 0.0), None)
    if not names:
        return
    when = (
        ""
        if pays is None
        else speech(
            nl=f" Met de eerste {pays} verdient het net zich terug."
            if pays > 1
            else " Met de eerste verdient het net zich al terug.",
            en=f" With the first {pays} the network pays."
            if pays > 1
            else " With the first one the network already pays.",
        )
    )
    yield (
        speech(nl="Eerst bouwen:", en="Build first:"),
        speech(
            nl=f"{speech.listing(names)}, in deze volgorde. Leg leidingen meteen zo groot als het hele net "
            f"ze nodig heeft.{when}",
            en=f"{speech.listing(names)}, in this order. Lay pipes at once as large as the whole network needs "
            f"them.{when}",
        ),
    )


def _risk(found: NetworkReport, speech: Speech) -> tuple[str, str]:
    lead = speech(nl="Als iemand afhaakt:", en="If somebody drops out:")
    if found.may_leave == 0:
        return lead, speech(
            nl="als de grootste afnemer na de aanleg wegblijft, kost het net meer dan het oplevert. Leg deelname vast "
            "voordat u graaft.",
            en="if the largest customer stays away once it is laid, the network costs more than it brings. Have "
            "everybody sign before you dig.",
        )
    many = speech.number(found.may_leave)
    who = speech(nl=f"de {many} waardevolste afnemers", en=f"the {many} most valuable customers")
    if found.may_leave == 1:
        who = speech(nl="de waardevolste afnemer", en="the most valuable customer")
    return lead, speech(
        nl=f"ook zonder {who} levert wat er ligt nog meer op dan het kost.",
        en=f"also without {who} what is laid brings more than it costs.",
    )


def _everybody(found: NetworkReport, speech: Speech) -> Iterator[tuple[str, str]]:
    """The network that would supply all of them."""
    lead = speech(nl="Iedereen aansluiten:", en="Connect everybody:")
    if found.everybody is None:
        yield (
            lead,
            speech(
                nl="kan niet: de warmtebronnen of de straten reiken niet voor iedereen.",
                en="cannot be: heat sources or streets do not reach for all.",
            ),
        )
        return
    more = found.everybody.value_eur - found.design.value_eur
    cost = speech.euro(found.everybody.cost_eur)
    yield (
        lead,
        speech(
            nl=f"het net kost dan {cost} per jaar aan leidingen, verlies en bronnen, en alles samen is "
            f"{speech.euro(more)} per jaar duurder.",
            en=f"the network then costs {cost} a year in pipes, losses and sources, and all together "
            f"{speech.euro(more)} a year more.",
        ),
    )


def _pipes(outcome: Outcome, segments: tuple[Segment, ...], speech: Speech) -> Table:
    heads = (
        Column(speech(nl="Stuk", en="Stretch")),
        Column("DN", numeric=True),
        Column("m", numeric=True),
        Column(speech(nl="Aanleg (EUR)", en="Laying (EUR)"), numeric=True),
        Column(speech(nl="Gevraagd (kW)", en="Asked (kW)"), numeric=True),
        Column(speech(nl="Kan aan (kW)", en="Carries (kW)"), numeric=True),
        Column("m/s", numeric=True),
        Column("Pa/m", numeric=True),
        Column(speech(nl="Verlies (W/m)", en="Loss (W/m)"), numeric=True),
        Column(speech(nl="Warmte (MWh per jaar)", en="Heat (MWh a year)"), numeric=True),
        Column(speech(nl="MWh per meter erachter", en="MWh per metre from here"), numeric=True),
    )
    none = "\N{EN DASH}"
    rows = tuple(
        cells(
            service_name(outcome, s.id, speech) or s.id, str(s.dn), speech.number(s.length_m),
            speech.rounded(s.investment_eur), speech.number(s.kw),
            speech.number(s.most_kw), none if s.velocity_m_s is None else speech.number(s.velocity_m_s, 2),
            none if s.gradient_pa_per_m is None else speech.number(s.gradient_pa_per_m),
            speech.number(s.loss_w_per_m, 1), speech.number(s.mwh), speech.number(s.mwh_per_m, 1),
        )
        for s in segments
    )  # fmt: skip
    foot = cells(
        speech(nl="Samen", en="Sum"), "", speech.number(sum(s.length_m for s in segments)),
        speech.rounded(sum(s.investment_eur for s in segments)), *[""] * 7,
    )  # fmt: skip
    return Table(speech(nl="Staat van leidingen", en="Schedule of pipes"), heads, rows, (foot,))
