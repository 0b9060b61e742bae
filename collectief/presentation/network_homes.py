"""The heat network for the municipality: which dwellings it serves, at what price, and how much gas they save."""

from collections.abc import Iterator

from collectief.facts import fact
from collectief.measure.homes import tariff_of
from collectief.plan.network_said import HomesServed, NetworkReport
from collectief.plan.outcome import Outcome
from collectief.presentation.blocks import Block, Bullets, Column, Paragraph, Table, cells
from collectief.presentation.escape import clean
from collectief.presentation.figures import home_name, service_name
from collectief.presentation.speech import Speech

NETWORK = "heat_network"


def homes(outcome: Outcome, found: NetworkReport, speech: Speech) -> Iterator[Block]:
    """What the network is to the neighbourhood; nothing where no dwellings lie beside the park."""
    every = outcome.park.dwellings
    if not every:
        return
    if not found.served:
        yield Paragraph(_none(sum(one.dwellings for one in every), found, speech))
        return
    yield _table(outcome, found.homes, speech)
    yield Bullets(tuple(_said(outcome, found, speech)))


def _none(many: int, found: NetworkReport, speech: Speech) -> str:
    """That no dwellings are served, and why, as far as it is their price."""
    said = speech(
        nl="De woning naast het park is niet aangesloten."
        if many == 1
        else f"Van de {speech.number(many)} woningen naast het park is er geen aangesloten.",
        en="The dwelling beside the park is not connected."
        if many == 1
        else f"None of the {speech.number(many)} dwellings beside the park is connected.",
    )
    if found.outsiders:
        eur = speech.euro(found.found_eur)
        return speech(
            nl=f"{said} Een net voor woningen alleen zou op typische dagen {eur} per jaar opbrengen. Geen bedrijf van "
            "het park zit daaraan vast, dus het hoort niet bij dit plan: laat de gemeente of een warmtebedrijf "
            "ernaar kijken.",
            en=f"{said} A network for dwellings alone would bring {eur} a year on typical days. No company of the park "
            "is at it, so it is not of this plan: have the municipality or a heat company look at it.",
        )
    if not (found.homes and found.steady) or found.found_eur > 0:
        return said
    return speech(
        nl=f"{said} Met het maximumtarief brengt hun warmte niet op wat aansluiten, leidingen en warmte kosten. "
        "Subsidie of een bijdrage per woning kan dat veranderen.",
        en=f"{said} At the maximum tariff their heat does not bring what connections, pipes and heat cost. A subsidy "
        "or a contribution per dwelling can change that.",
    )


def _said(outcome: Outcome, found: NetworkReport, speech: Speech) -> Iterator[tuple[str, str]]:
    mwh, paid = (sum(of) for of in zip(*((one.mwh, one.paid_eur) for one in found.served), strict=True))
    each = paid / mwh
    told = f"{tariff_of(outcome.park).told()[speech.language]}{_lower(outcome, each, mwh, speech)}"
    yield (
        speech(nl="Prijs voor bewoners:", en="Price for residents:"),
        speech(
            nl=f"hooguit {speech.euro(each)} per MWh met btw, alles bij elkaar. {told}",
            en=f"at most {speech.euro(each)} per MWh with VAT, all included. {told}",
        ),
    )
    gas = speech.rounded(sum(one.gas_m3 for one in found.served))
    yield (
        speech(nl="Gas dat bewoners niet meer nodig hebben:", en="Gas that residents no longer need:"),
        speech(
            nl=f"{gas} m3 per jaar, als zij nu met een gasketel stoken. Dit telt niet mee in de CO2 van het park.",
            en=f"{gas} m3 a year, if they heat with a gas boiler now. It does not count in the CO2 of the park.",
        ),
    )
    private = sum(s.length_m for s in found.segments if service_name(outcome, s.id, speech))
    public = found.length_m - private
    yield (
        speech(nl="Tracé:", en="Route:"),
        speech(
            nl=f"{speech.quantity(public, 'm')} onder straten, {speech.quantity(private, 'm')} van de straat naar "
            "afnemers en bronnen.",
            en=f"{speech.quantity(public, 'm')} under streets, {speech.quantity(private, 'm')} between the street and "
            "customers and sources.",
        ),
    )


def _lower(outcome: Outcome, each: float, mwh: float, speech: Speech) -> str:
    """How far the price may come down before the network saves nothing."""
    gain = sum(p.gain_eur for p in outcome.projects if p.adopted and p.key == NETWORK)
    least = each - gain * (1 + fact("tax.vat").value) / mwh
    if gain <= 0 or least <= 0:
        return ""
    return speech(
        nl=f" Bij {speech.euro(least)} per MWh bespaart het net de bedrijven niets meer.",
        en=f" At {speech.euro(least)} per MWh the network saves the companies nothing any more.",
    )


def _table(outcome: Outcome, rows: tuple[HomesServed, ...], speech: Speech) -> Table:
    heads = (
        Column(speech(nl="Woningen", en="Dwellings")),
        Column(speech(nl="Buurt (CBS)", en="Neighbourhood (CBS)")),
        Column(speech(nl="Aansluiten?", en="Connect?")),
        Column(speech(nl="Aantal", en="Number"), numeric=True),
        Column(speech(nl="Warmte (MWh per jaar)", en="Heat (MWh a year)"), numeric=True),
        Column(
            speech(nl="Betalen samen (EUR per jaar, met btw)", en="Pay together (EUR a year, with VAT)"), numeric=True
        ),
    )
    body = tuple(
        cells(
            home_name(outcome, one.node), clean(one.neighbourhood) or "\N{EN DASH}",
            speech(nl="ja", en="yes") if one.connected else speech(nl="nee", en="no"),
            speech.number(one.dwellings), speech.number(one.mwh), speech.rounded(one.paid_eur) if one.connected else "",
        )
        for one in rows
    )  # fmt: skip
    served = [one for one in rows if one.connected]
    foot = cells(
        speech(nl="Aangesloten", en="Connected"), "", "", speech.number(sum(one.dwellings for one in served)),
        speech.number(sum(one.mwh for one in served)), speech.rounded(sum(one.paid_eur for one in served)),
    )  # fmt: skip
    return Table(speech(nl="Woningen naast het park", en="Dwellings beside the park"), heads, body, (foot,))
