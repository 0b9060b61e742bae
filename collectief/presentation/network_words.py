"""How sure a heat network is, in three figures, and the law that it falls under."""

from collections.abc import Iterator

from collectief.measure.build import BOOSTER, RESERVED
from collectief.measure.heating import network_degc
from collectief.measure.network_names import RESERVE
from collectief.measure.outside_heat import outside_sources, source_node, source_size
from collectief.measure.residual import pump_share
from collectief.plan.network_said import NetworkReport
from collectief.plan.outcome import Outcome
from collectief.presentation.blocks import Block, Bullets, Folded, Paragraph
from collectief.presentation.figures import owner_name, source_name
from collectief.presentation.level_looks import water
from collectief.presentation.speech import Speech

KWH_PER_MWH = 1000.0


def sure(found: NetworkReport, speech: Speech) -> Iterator[tuple[str, str]]:
    """The gap of the network for given customers, and that of streets, sources and year together."""
    design, gap = found.design, found.joint_gap_eur
    if found.joined:
        yield (
            speech(nl="Meer bronnen in een net:", en="More sources in one net:"),
            speech(
                nl="wat hier over afnemers staat is gerekend alsof alle warmte van de grootste bron kwam. Elke leiding "
                "is groot genoeg voor wat er vanaf elke bron doorheen kan komen.",
                en="what is said of customers here is as if all heat came from the largest source. Each pipe is large "
                "enough for what may come through it from every source.",
            ),
        )
    lead = speech(nl="Hoe zeker, het net:", en="How sure, the network:")
    if not design.pipes:
        yield lead, speech(nl="voor deze afnemers niet bewezen.", en="not proven for these customers.")
    else:
        yield (
            lead,
            speech(
                nl=f"voor deze afnemers kan het leidingnet hooguit {speech.percent(design.gap_of_cost, 2)} goedkoper "
                f"({speech.euro(design.value_eur - design.bound_eur)} per jaar).",
                en=f"for these customers the pipes can be at most {speech.percent(design.gap_of_cost, 2)} cheaper "
                f"({speech.euro(design.value_eur - design.bound_eur)} a year).",
            ),
        )
    lead = speech(nl="Hoe zeker, alles samen:", en="How sure, all together:")
    if gap == float("inf"):
        yield lead, speech(nl="het gezamenlijke optimum is niet bewezen.", en="the joint optimum is not proven.")
        return
    yield (
        lead,
        speech(
            nl=f"op typische dagen bespaart dit net {speech.euro(found.found_eur)} per jaar; geen ander net van "
            f"{water(found.level, speech)}, met andere straten, bedrijven of bronnen, bespaart meer dan "
            f"{speech.euro(found.most_eur)}: hooguit {speech.euro(gap)} meer.",
            en=f"on typical days this network saves {speech.euro(found.found_eur)} a year; no other of "
            f"{water(found.level, speech)}, with other streets, companies or sources, saves more than "
            f"{speech.euro(found.most_eur)}: at most {speech.euro(gap)} more.",
        ),
    )


def flows(outcome: Outcome, found: NetworkReport, speech: Speech) -> Iterator[tuple[str, str]]:
    """What the water does when everybody heats at once, and over the year."""
    lead = speech(nl="Het water:", en="The water:")
    water = found.water
    if water is None:
        yield (
            lead,
            speech(
                nl="niet nagerekend: de leidingen zijn geen boom vanaf een bron.",
                en="not calculated: the pipes are no tree from a source.",
            ),
        )
        return
    coldest, hardest = (owner_name(outcome, node, speech) for node in (water.coldest, water.hardest))
    degc, bar = speech.number(water.arrival_degc, 1), speech.number(water.pump_bar, 1)
    loss, pump = speech.number(water.loss_mwh), speech.number(water.pump_mwh, 1)
    share = speech.percent(pump_share())
    yield (
        lead,
        speech(
            nl=f"als iedereen tegelijk stookt, komt het bij {coldest} het koudst aan: {degc} °C. De pomp moet {bar} "
            f"bar geven, om {hardest} te bereiken. Over het jaar verliezen de leidingen {loss} MWh warmte en gebruikt "
            f"de pomp {pump} MWh stroom (in de bedragen: {share} van de warmte van bedrijven en groep).",
            en=f"when all heat at once it arrives coldest at {coldest}: {degc} °C. The pump must lift {bar} bar, to "
            f"reach {hardest}. Over the year pipes lose {loss} MWh of heat and the pump uses {pump} MWh of "
            f"electricity (in the amounts: {share} of heat of companies and group).",
        ),
    )
    for breach in water.breaches:
        said = f"{breach.message[speech.language]} {breach.advice[speech.language]}"
        yield speech(nl="Let op:", en="Mind:"), said


def reserve(outcome: Outcome, speech: Speech) -> Iterator[tuple[str, str]]:
    """Boilers that give to the network when heat is short."""
    lead, life = speech(nl="In reserve:", en="In reserve:"), outcome.lives.get("together")
    for build in (b for b in outcome.cases["together"].builds if b.part == RESERVED):
        name, kw = owner_name(outcome, build.place, speech), speech.quantity(build.amount, "kW")
        given = None if life is None else life.flows.get(f"{RESERVE}{build.place}:kw")
        mwh = "" if given is None else f" ({speech.quantity(float(given.sum()) / KWH_PER_MWH, 'MWh')})"
        yield (
            lead,
            speech(
                nl=f"de ketel van {name} geeft hooguit {kw} aan het net als er te weinig warmte is{mwh}. Dat gas staat "
                "op de rekening van dit bedrijf.",
                en=f"the boiler of {name} gives at most {kw} to the network when heat is short{mwh}. That gas is on "
                "the bill of this company.",
            ),
        )


def outside(outcome: Outcome, speech: Speech) -> Iterator[tuple[str, str]]:
    """Sources of the map that give to the network: how much, at which price, and what is not counted."""
    lead, life = speech(nl="Van buiten:", en="From outside:"), outcome.lives.get("together")
    flows = {} if life is None else life.flows
    for one in outside_sources(outcome.park):
        given = flows.get(f"{source_size(one)}:kw")
        if given is None or not given.any():
            continue
        name = source_name(source_node(one), speech)
        mwh, eur = speech.quantity(float(given.sum()) / KWH_PER_MWH, "MWh"), speech.number(one.eur_per_kwh, 3)
        yield (
            lead,
            speech(
                nl=f"{name} geeft {mwh} per jaar aan het net, voor EUR {eur} per kWh van de bron. De CO₂ van die "
                "warmte is niet bekend en telt niet mee; is de bron heet genoeg, dan zit ook haar pomp in die prijs.",
                en=f"{name} gives {mwh} a year to the network, for EUR {eur} per kWh of the source. The CO₂ of that "
                "heat is not known and not counted; where the source is hot enough, its pump is in that price too.",
            ),
        )


def ending(outcome: Outcome, found: NetworkReport, speech: Speech) -> Iterator[tuple[str, str]]:
    """Sources that may end while the pipes still lie."""
    lead = speech(nl="Warmte die eindigt:", en="Heat that ends:")
    for company, year in found.ending:
        name = owner_name(outcome, company, speech)
        yield (
            lead,
            speech(
                nl=f"{name} zegt warmte te geven tot en met {year}. De leidingen gaan langer mee. Spreek af wie dan "
                "warmte geeft, en houd de ketels zo lang als reserve. In de bedragen geeft deze bron elk jaar.",
                en=f"{name} says that it gives heat up to and with {year}. Pipes last longer. Agree who gives heat "
                "then, and keep the boilers in reserve until then. In the amounts this source gives in every year.",
            ),
        )


def hotter(outcome: Outcome, found: NetworkReport, speech: Speech) -> Iterator[Block]:
    """Whose heating needs hotter water than the network gives: with a booster, or no customers."""
    degc = speech.number(network_degc(outcome.park))
    lifted = [b.place for b in outcome.cases["together"].builds if b.part == BOOSTER]
    if lifted:
        names = speech.listing([owner_name(outcome, c, speech) for c in lifted])
        yield Paragraph(
            speech(
                nl=f"Heter water dan {degc} °C nodig: {names}. Daar maakt een boosterwarmtepomp aan de aansluiting het "
                "water van het net heter, met eigen stroom.",
                en=f"In need of hotter water than {degc} °C: {names}. A booster heat pump at the connection makes the "
                "water of the network hotter there, with its own electricity.",
            )
        )
    if found.hotter:
        names = speech.listing([owner_name(outcome, c, speech) for c in found.hotter])
        yield Paragraph(
            speech(
                nl=f"Niet meegenomen, omdat hun verwarming heter water nodig heeft dan {degc} °C, en een "
                f"boosterwarmtepomp daar niet kan: {names}.",
                en=f"Left out, as their heating needs hotter water than {degc} °C, and a booster heat pump cannot be "
                f"had there: {names}.",
            )
        )


def lawful(outcome: Outcome, found: NetworkReport, speech: Speech) -> Iterator[Block]:
    """The law for this network and its customers, what to do, and what is not sure."""
    regime = found.regime
    if regime is None:
        return
    said = speech.language
    items = [(f"{regime.name[said]}:", regime.why[said])]
    items += [(speech(nl="Doen:", en="To do:"), rule.says[said]) for rule in regime.to_do]
    for group in regime.groups:
        names = speech.listing([owner_name(outcome, c, speech) for c in group.customers])
        items.append((f"{group.name[said]} ({names}):", group.why[said]))
    items += [(speech(nl="Niet zeker:", en="Not sure:"), text[said]) for text in regime.unsure]
    if regime.later is not None:
        later = regime.later
        day = later.on.strftime("%d-%m-%Y")
        items.append(
            (
                speech(nl=f"Vanaf {day}, {later.name.nl.lower()}:", en=f"From {day}, {later.name.en.lower()}:"),
                later.why[said],
            )
        )
        items += [(speech(nl="Dan doen:", en="To do then:"), rule.says[said]) for rule in later.to_do]
    yield Folded(speech(nl="Welke wet geldt", en="Which law holds"), (Bullets(tuple(items)),))
