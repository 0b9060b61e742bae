"""The sheet for the lawyer: who signs what, the place in the group, overshoot, exit, and what was promised."""

from collectief.measure import PARK
from collectief.plan.commitments import broken
from collectief.plan.hand_over import GroupPlace
from collectief.presentation.blocks import Block, Paragraph, Section, Table, cells, columns
from collectief.presentation.escape import clean
from collectief.presentation.figures import paid, place_name
from collectief.presentation.section_commitments import commitment_table
from collectief.presentation.settlement import settlements
from collectief.presentation.sheet import Question, Subject, item_table, talk_table
from collectief.presentation.sheet_risk import when_members_leave
from collectief.presentation.sheet_signing import deeds, signing_table
from collectief.presentation.words import CONSTRAINT, RULE


def for_lawyer(subject: Subject) -> Section:
    """What is signed and what must be settled in it."""
    speech, mine = subject.speech, subject.mine
    blocks: list[Block] = []
    if deeds(subject):
        blocks.append(signing_table(subject))
    else:
        blocks.append(Paragraph(speech(nl="Er is niets te tekenen.", en="There is nothing to sign.")))
    for place in mine.groups:
        blocks.append(_group(place, subject))
        blocks.append(_overshoot(place, subject))
    if mine.shared or subject.shared:
        blocks.append(_exit(subject))
    said = [b for b in broken(subject.outcome) if mine.owner in (PARK, b.commitment.company)]
    blocks += [commitment_table(subject.outcome, said, speech)] if said else []
    blocks.append(talk_table(speech(nl="Leg vast of vraag", en="Settle or ask"), _questions(subject), speech))
    return Section("jurist", speech(nl="Voor de jurist", en="For the lawyer"), tuple(blocks))


def _group(place: GroupPlace, subject: Subject) -> Table:
    """The group in kW: for one company its own figures and who the others are; for all members each one's."""
    speech = subject.speech
    where = place_name(subject.outcome, place.area, speech) + ("" if place.alone else f" ({clean(place.level)})")
    caption = speech(nl=f"Het groepscontract in {where}", en=f"The group contract in {where}")
    if subject.shared:
        return _members(place, subject, caption=caption)
    me, outcome = subject.mine.owner, subject.outcome
    others = speech.listing([place_name(outcome, m, speech) for m in place.members if m != me])
    alone, together = (outcome.cases[key].energy[me] for key in ("alone", "together"))
    rule = speech.quoted(speech.word(RULE, outcome.chosen_rule))
    rows = [
        (speech(nl="Andere leden", en="Other members"), others),
        (speech(nl="Vermogen van de groep", en="Capacity of the group"), _kw(place.kw, subject)),
        (speech(nl="Hoogste kwartier van de groep", en="Highest quarter-hour of the group"), _peak(place, subject)),
        (speech(nl="Uw contract nu", en="Your contract now"), _kw(subject.company.connection.offtake_kw, subject)),
        (speech(nl="U brengt in", en="You bring"), _kw(place.brings_kw[me], subject)),
        (speech(nl="Uw hoogste kwartier alleen", en="Your highest quarter-hour alone"),
         _kw(alone.offtake_peak_kw, subject)),
        (speech(nl="Uw hoogste kwartier samen", en="Your highest quarter-hour together"),
         _kw(together.offtake_peak_kw, subject)),
        (speech(nl="Verdeelsleutel", en="Key"), rule),
        (speech(nl="Verrekening", en="Settlement"), _settled(subject)),
    ]  # fmt: skip
    return item_table(caption, rows, speech)


def _members(place: GroupPlace, subject: Subject, *, caption: str) -> Table:
    speech, outcome = subject.speech, subject.outcome
    together = outcome.cases["together"].energy
    rows = tuple(
        cells(
            place_name(outcome, me, speech),
            speech.number(outcome.park.company(me).connection.offtake_kw),
            speech.number(place.brings_kw[me]),
            speech.number(together[me].offtake_peak_kw),
        )
        for me in place.members
    )
    heads = columns(
        speech(nl="Lid", en="Member"),
        speech(nl="Contract nu (kW)", en="Contract now (kW)"),
        speech(nl="Brengt in (kW)", en="Brings (kW)"),
        speech(nl="Hoogste kwartier samen (kW)", en="Highest quarter-hour together (kW)"),
    )
    note = speech(
        nl=f"Vermogen van de groep: {_kw(place.kw, subject)}. Hoogste kwartier van de groep: {_peak(place, subject)}.",
        en=f"Capacity of the group: {_kw(place.kw, subject)}. Highest quarter-hour of the group: "
        f"{_peak(place, subject)}.",
    )
    return Table(caption, heads, rows, note=note)


def _kw(kw: float, subject: Subject) -> str:
    return subject.speech.quantity(kw, "kW")


def _peak(place: GroupPlace, subject: Subject) -> str:
    if place.peak_kw is None:
        return subject.speech(nl="niet apart berekend", en="not calculated apart")
    return _kw(place.peak_kw, subject)


def _settled(subject: Subject) -> str:
    speech = subject.speech
    eur = next(s.eur for s in settlements(subject.outcome) if s.owner == subject.mine.owner)
    amount = speech.euro(abs(eur))
    if eur >= 0:
        return speech(nl=f"u betaalt {amount} per jaar aan de anderen", en=f"you pay the others {amount} a year")
    return speech(nl=f"u krijgt {amount} per jaar van de anderen", en=f"you receive {amount} a year from the others")


def _overshoot(place: GroupPlace, subject: Subject) -> Table:
    """What must be agreed for when the group takes more than it may."""
    speech = subject.speech
    kw = _kw(place.kw, subject)
    agreed = (
        (
            speech(nl="Wie betaalt", en="Who pays"),
            speech(
                nl=f"boven {kw} neemt de groep meer dan afgesproken; vraag de netbeheerder wat dan volgt. Spreek af "
                "dat wie zijn eigen deel overschrijdt de kosten draagt, en wat geldt als niemand dat deed.",
                en=f"above {kw} the group takes more than agreed; ask the operator what follows. Agree that who "
                "exceeds its own part bears the cost, and what holds if nobody did.",
            ),
        ),
        (
            speech(nl="Wie gaat omlaag", en="Who goes down"),
            speech(
                nl="in welke volgorde batterij, laden, warmtepompen en bedrijven minder afnemen, en wie dat zegt.",
                en="the order in which battery, charging, heat pumps and companies take less, and who orders it.",
            ),
        ),
        (
            speech(nl="Als de sturing uitvalt", en="If the control fails"),
            speech(
                nl="tot welke kW ieder dan terugvalt, en hoe snel.",
                en="to which kW each then falls back, and how fast.",
            ),
        ),
        (
            speech(nl="Hogere maandpiek", en="Higher monthly peak"),
            speech(
                nl="een nieuwe piek van de groep kost allen kW max; spreek af hoe die wordt verdeeld.",
                en="a new peak of the group costs all kW max; agree how that is divided.",
            ),
        ),
    )
    return talk_table(speech(nl="Bij overschrijding", en="On overshoot"), agreed, speech)


def _exit(subject: Subject) -> Table:
    """What leaving means, as far as the plan knows, and what must be agreed."""
    speech, mine, outcome = subject.speech, subject.mine, subject.outcome
    items = [when_members_leave(outcome, speech)]
    if not subject.shared:
        items = [_leaving(subject), *items, *_back(subject), *_part(subject)]
        if mine.owner in outcome.lost_eur:
            eur = speech.euro(outcome.lost_eur[mine.owner])
            said = speech(
                nl=f"zonder u besparen allen samen {eur} per jaar minder.",
                en=f"without you all together save {eur} a year less.",
            )
            items.append((speech(nl="Schade voor allen", en="Loss to all"), said))
    notice = speech(
        nl="opzegtermijn, wie de kW van de vertrekker houdt, en wat er gebeurt bij verkoop of faillissement.",
        en="period of notice, who keeps the kW of who leaves, and what happens on a sale or bankruptcy.",
    )
    items.append((speech(nl="Termijn", en="Notice"), notice))
    return talk_table(speech(nl="Bij uittreden", en="On leaving"), items, speech)


def _leaving(subject: Subject) -> Question:
    speech, outcome, me = subject.speech, subject.outcome, subject.mine.owner
    share = outcome.allocations[outcome.chosen_rule].shares.get(me, 0.0)
    alone = speech.euro(paid(outcome.cases["alone"], me))
    return (
        speech(nl="Voor u", en="For you"),
        speech(
            nl=f"apart kost een jaar {alone}, samen {speech.euro(share)}.",
            en=f"alone a year costs {alone}, together {speech.euro(share)}.",
        ),
    )


def _back(subject: Subject) -> list[Question]:
    """Whether the own contract can be had back."""
    speech = subject.speech
    if not subject.mine.groups:
        return []
    area = subject.outcome.park.area(subject.company.area)
    state = CONSTRAINT[area.offtake][speech.language]
    kw = _kw(subject.company.connection.offtake_kw, subject)
    return [
        (
            speech(nl="Uw eigen contract", en="Your own contract"),
            speech(
                nl=f"uw {kw} vervalt als u meedoet; het gebied is nu: {state}. Spreek af dat u uw deel van de groep "
                "terugkrijgt, en vraag de netbeheerder of dat kan.",
                en=f"your {kw} lapse when you join; the area is now: {state}. Agree that you get back your part of the "
                "group, and ask the operator whether that can be.",
            ),
        )
    ]


def _part(subject: Subject) -> list[Question]:
    speech, mine = subject.speech, subject.mine
    if mine.shared_eur <= 0:
        return []
    eur, part = speech.euro(mine.shared_eur), speech.percent(mine.part, 1)
    return [
        (
            speech(nl="Wat u meebetaalde", en="What you paid for"),
            speech(
                nl=f"uw deel in wat gedeeld wordt is {eur} ({part}); spreek af wat u daarvan terugkrijgt.",
                en=f"your part in what is shared is {eur} ({part}); agree what of it you get back.",
            ),
        )
    ]


def _questions(subject: Subject) -> list[Question]:
    speech = subject.speech
    found = [
        (
            speech(nl="Pand", en="Premises"),
            speech(
                nl="van wie zijn gebouw en grond? Dat staat niet in de gegevens.",
                en="who owns building and land? That is not in the data.",
            ),
        ),
        (
            speech(nl="Gegevens", en="Data"),
            speech(
                nl="wie mag meetdata en bedragen van dit plan zien, en wanneer worden ze gewist?",
                en="who may see meter data and amounts of this plan, and when are they erased?",
            ),
        ),
    ]
    if subject.shared or subject.mine.shared:
        said = speech(
            nl="mogen leden kosten en vermogen zo delen (mededinging), en wie toetst dat?",
            en="may members share cost and capacity like this (competition law), and who checks it?",
        )
        found.append((speech(nl="Recht", en="Law"), said))
    return found
