"""Who signs what: every agreement that a plan asks for, between whom, what must be in it, and how long it takes."""

from collections.abc import Iterator
from dataclasses import dataclass

from collectief.facts import Fact, fact
from collectief.plan.concern import SITE
from collectief.presentation.blocks import Cell, Column, Table, cells
from collectief.presentation.section_calendar import origin, weeks
from collectief.presentation.sheet import Subject
from collectief.text import Text

MEMBER = Text(nl="lid en vereniging", en="member and association")


@dataclass(frozen=True, slots=True)
class Deed:
    """One agreement: its name, between whom, what must be in it, and the lead time where one is known."""

    name: Text
    between: Text
    holds: Text
    lead: Fact | None = None


def signing_table(subject: Subject) -> Table:
    """Every agreement that concerns this owner, in the order in which they are signed."""
    speech, language = subject.speech, subject.speech.language
    heads = (
        Column(speech(nl="Wat", en="What")),
        Column(speech(nl="Wie tekenen", en="Who sign")),
        Column(speech(nl="Wat erin moet staan", en="What must be in it")),
        Column(speech(nl="Weken (van\N{NO-BREAK SPACE}tot)", en="Weeks (from\N{NO-BREAK SPACE}to)"), numeric=True),
        Column(speech(nl="Weken volgens", en="Weeks according to")),
    )
    rows = tuple(
        (
            *cells(d.name[language], d.between[language], d.holds[language]),
            *((Cell(weeks(d.lead, speech)), origin(d.lead, speech)) if d.lead else cells("–", "–")),
        )
        for d in deeds(subject)
    )
    return Table(speech(nl="Wie tekent wat", en="Who signs what"), heads, rows)


def deeds(subject: Subject) -> tuple[Deed, ...]:
    """The agreements that this owner's part of the plan asks for."""
    mine = subject.mine
    grouped = bool(mine.groups)
    together = bool(mine.shared) or subject.shared
    found = [*(_intent() if together else ()), *(_group() if grouped else ())]
    found += [one for key, one in SHARED.items() if key in mine.concerns and together]
    found += list(_own(subject)) if not subject.shared else []
    return tuple(found)


def _intent() -> Iterator[Deed]:
    yield Deed(
        Text(nl="Intentieverklaring en machtiging", en="Letter of intent and authorisation"),
        MEMBER,
        Text(
            nl="dat u meedoet onder voorwaarden; wie uw meetdata mag opvragen en inzien, en tot wanneer",
            en="that you join under conditions; who may request and see your meter data, and until when",
        ),
    )
    yield Deed(
        Text(nl="Statuten van vereniging of coöperatie", en="Articles of the association or cooperative"),
        Text(nl="alle leden, bij de notaris", en="all members, at a notary"),
        Text(
            nl="wie beslist, hoe gestemd wordt, wie tekent, en waarvoor leden aansprakelijk zijn",
            en="who decides, how votes are cast, who signs, and what members are liable for",
        ),
        fact("lead.group_statute.weeks"),
    )


def _group() -> Iterator[Deed]:
    yield Deed(
        Text(nl="Onderlinge overeenkomst", en="Internal agreement"),
        Text(nl="alle leden", en="all members"),
        Text(
            nl="kW per lid, verdeelsleutel en verrekening, overschrijding, storing van de sturing, in- en uittreden",
            en="kW per member, key and settlement, overshoot, failure of the control, joining and leaving",
        ),
        fact("lead.group_statute.weeks"),
    )
    yield Deed(
        Text(nl="Groepstransportovereenkomst", en="Group transport agreement"),
        Text(nl="groep en netbeheerder", en="group and grid operator"),
        Text(
            nl="kW van de groep in afname en teruglevering, leden, meting, en wat er volgt op overschrijding",
            en="kW of the group for offtake and feed-in, members, metering, and what follows on overshoot",
        ),
        fact("lead.group_contract.weeks"),
    )
    yield Deed(
        Text(nl="Aansluitovereenkomst (blijft)", en="Connection agreement (stays)"),
        Text(nl="u en netbeheerder", en="you and grid operator"),
        Text(
            nl="uw aansluiting en haar kVA houdt u; uw eigen gecontracteerde kW vervallen",
            en="you keep your connection and its kVA; your own contracted kW lapse",
        ),
    )
    yield Deed(
        Text(nl="Opdracht voor de sturing (EMS)", en="Order for the control (EMS)"),
        Text(nl="vereniging en leverancier", en="association and supplier"),
        Text(
            nl="wat er geschakeld mag worden, hoe snel, wat er gebeurt bij uitval, en van wie de data zijn",
            en="what may be switched, how fast, what happens on failure, and whose data they are",
        ),
        fact("lead.ems.weeks"),
    )


SHARED = {
    "heat_network": Deed(
        Text(nl="Warmteovereenkomst", en="Heat agreement"),
        Text(
            nl="vereniging of warmtebedrijf, leverancier en afnemer", en="association or heat company, giver and user"
        ),
        Text(
            nl="kW en temperatuur, prijs, storing, wat er geldt als de bron stopt; opstalrecht en ontheffing gemeente",
            en="kW and temperature, price, failure, what holds if the source stops; right of superficies and exemption",
        ),
        fact("lead.heat_exemption.weeks"),
    ),
    "direct_line": Deed(
        Text(nl="Overeenkomst over een directe lijn", en="Agreement on a direct line"),
        Text(nl="wie stroom geeft, wie haar neemt, en wiens grond het is", en="giver, taker and owner of the land"),
        Text(
            nl="prijs per kWh, meting en energiebelasting, recht van opstal, onderhoud, uitval; melding bij de ACM",
            en="price per kWh, metering and energy tax, right of superficies, upkeep, failure; notice to the ACM",
        ),
        fact("lead.direct_line.weeks"),
    ),
    "shared_mobility": Deed(
        Text(nl="Overeenkomst over deelauto's", en="Agreement on shared cars"),
        MEMBER,
        Text(
            nl="wie de auto's least en waar ze staan, boeken en voorrang, prijs, schade en eigen risico, verzekering "
            "voor elke bestuurder, uittreden",
            en="who leases the cars and where they stand, booking and priority, price, damage and excess, insurance "
            "for every driver, leaving",
        ),
        fact("lead.shared_mobility.weeks"),
    ),
    "let_roof": Deed(
        Text(nl="Huur van het dak en levering van de stroom", en="Rent of the roof and delivery of the power"),
        Text(
            nl="bedrijf, eigenaar van het pand, en vereniging of investeerder",
            en="company, owner of the building, and association or investor",
        ),
        Text(
            nl="huur, recht van opstal, prijs per kWh, eigen meter en energiebelasting, verzekering, dakonderhoud, "
            "wat er geldt bij verkoop of vertrek",
            en="rent, right of superficies, price per kWh, a meter of its own and energy tax, insurance, upkeep of the "
            "roof, what holds on sale or leaving",
        ),
        fact("lead.let_roof.weeks"),
    ),
    SITE: Deed(
        Text(nl="Gebruik van laadplein of batterij", en="Use of the hub or battery"),
        MEMBER,
        Text(
            nl="grond, eigendom, wie wanneer mag laden, prijs per kWh, schade en verzekering",
            en="land, property, who may charge when, price per kWh, damage and insurance",
        ),
        fact("lead.shared_site.weeks"),
    ),
}
"""Per shared measure the agreement it asks for."""


def _own(subject: Subject) -> Iterator[Deed]:
    """What the company signs for itself."""
    measures = {b.measure for b in subject.mine.builds}
    if subject.built:
        yield Deed(
            Text(nl="Opdracht aan de installateur", en="Order to the installer"),
            Text(nl="u en installateur", en="you and installer"),
            Text(
                nl="wat, wanneer, garantie; met voorbehoud van subsidie, vergunning en netbeheerder",
                en="what, when, guarantee; subject to grant, permit and grid operator",
            ),
            fact("lead.grant.weeks"),
        )
    if "solar" in measures:
        yield Deed(
            Text(nl="Recht op het dak", en="Right to the roof"),
            Text(nl="u en eigenaar van het pand", en="you and owner of the premises"),
            Text(
                nl="als u huurt: toestemming of opstalrecht, onderhoud van het dak, einde van de huur",
                en="if you rent: consent or right of superficies, upkeep of the roof, end of the lease",
            ),
        )
    if "capacity_limitation" in measures:
        yield Deed(
            Text(nl="Capaciteitsbeperkingscontract", en="Capacity limitation contract"),
            Text(nl="u en netbeheerder", en="you and grid operator"),
            Text(
                nl="hoe diep, hoe vaak en hoe lang u minder afneemt, aankondiging, vergoeding en boete",
                en="how deep, how often and how long you take less, notice, fee and penalty",
            ),
            fact("lead.capacity_limitation.weeks"),
        )
    if subject.flow("now").loan.amount_eur > 0:
        yield Deed(
            Text(nl="Lening", en="Loan"),
            Text(nl="u en bank", en="you and bank"),
            Text(nl="bedrag, looptijd, rente en zekerheid", en="amount, term, interest and security"),
        )
