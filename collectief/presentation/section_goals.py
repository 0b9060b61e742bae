"""CO2: scope 1 and 2 in the four cases, the goals of the park, and which measure lowers how much."""

from collectief.measure.outside_heat import source_node
from collectief.plan.climate_report import KG_PER_TONNE, Climate
from collectief.plan.outcome import CASES, Outcome
from collectief.presentation.blocks import Block, Bullets, Folded, Notice, Section, Table, cells, columns
from collectief.presentation.figures import owner_name, source_name
from collectief.presentation.map_sources import used_sources
from collectief.presentation.speech import Speech
from collectief.presentation.words import CASE, MEASURE

DIGITS = 1
"""Tonnes with one decimal."""


def goals(outcome: Outcome, speech: Speech) -> Section | None:
    """The chapter on CO2, or None where it was not calculated."""
    found = outcome.climate
    if found is None:
        return None
    blocks: list[Block] = [_scopes(outcome, found, speech), _reached(found, speech)]
    if found.reductions:
        blocks += [_reductions(found, speech), _warning(speech)]
    blocks.append(_per_company(outcome, found, speech))
    return Section("co2", speech(nl="CO₂ en doelen", en="CO₂ and goals"), tuple(blocks))


def _scopes(outcome: Outcome, found: Climate, speech: Speech) -> Table:
    shown = [key for key in CASES if key in found.scopes]
    names = (
        (speech(nl="Scope 1: gas", en="Scope 1: gas"), "gas_kg"),
        (speech(nl="Scope 2: stroom van het net, per uur", en="Scope 2: grid power, by the hour"), "grid_kg"),
        (speech(nl="Scope 2: openbaar laden", en="Scope 2: public charging"), "charging_kg"),
        *_bought_heat(found, speech),
    )
    rows = tuple(cells(name, *(_sum(found, key, field, speech) for key in shown)) for name, field in names)
    total = cells(
        speech(nl="Samen", en="Sum"), *(speech.number(found.total_kg(k) / KG_PER_TONNE, DIGITS) for k in shown)
    )
    apart = cells(
        speech(nl="Apart: elders vermeden door teruglevering", en="Apart: avoided elsewhere by feed-in"),
        *(_sum(found, key, "avoided_kg", speech) for key in shown),
    )
    note = speech(
        nl="Teruglevering telt niet mee in scope 2. Diesel is niet opgegeven en staat er niet in.",
        en="Feed-in is no credit in scope 2. Diesel was not stated and is not in it.",
    )
    note += _uncounted(outcome, speech)
    heads = columns(speech(nl="Ton CO₂ per jaar", en="Tonnes of CO₂ a year"), *(speech.word(CASE, k) for k in shown))
    caption = speech(nl="CO₂ van het park, ton per jaar", en="CO₂ of the park, tonnes a year")
    return Table(caption, heads, rows, (total, apart), note)


def _bought_heat(found: Climate, speech: Speech) -> list[tuple[str, str]]:
    """The line of heat that is bought, where any has CO2."""
    name = speech(nl="Scope 2: warmte van bronnen op de kaart", en="Scope 2: heat of sources on the map")
    return [(name, "heat_kg")] if any(s.heat_kg for owners in found.scopes.values() for s in owners.values()) else []


def _uncounted(outcome: Outcome, speech: Speech) -> str:
    """Which sources of heat count for nothing, as the map does not say what they emit; empty where there are none."""
    used = used_sources(outcome)
    mine = [one for one in outcome.park.heat_sources if one.kind != "plant_site" and not one.co2_kg_per_kwh]
    named = ", ".join(source_name(source_node(one), speech) for one in mine if used.get(source_node(one), 0.0) > 0)
    return named and speech(
        nl=f" Als 0 telt, omdat de kaart geen uitstoot noemt: {named}.",
        en=f" Counted as 0, as the map says no emission: {named}.",
    )


def _sum(found: Climate, case: str, field: str, speech: Speech) -> str:
    kg = sum(getattr(s, field) for s in found.scopes[case].values())
    return speech.number(kg / KG_PER_TONNE, DIGITS)


def _reached(found: Climate, speech: Speech) -> Bullets:
    items = []
    for goal in found.goals:
        above = goal.above_kg["together"] / KG_PER_TONNE
        lead = speech(nl=f"{goal.year}: {speech.percent(goal.reduction)} minder.", en=f"{goal.year}: "
                      f"{speech.percent(goal.reduction)} less.")  # fmt: skip
        allowed = speech.number(goal.allowed_kg / KG_PER_TONNE, DIGITS)
        yes = speech(
            nl=f"Samen haalt het park dit: er mag {allowed} ton per jaar over zijn.",
            en=f"Together the park meets this: {allowed} tonnes a year may be left.",
        )
        no = speech(
            nl=f"Samen haalt het park dit nog niet: {speech.number(above, DIGITS)} ton per jaar te veel "
            f"({allowed} ton mag).",
            en=f"Together the park does not meet this yet: {speech.number(above, DIGITS)} tonnes a year too much "
            f"({allowed} tonnes may be left).",
        )
        items.append((lead, yes if goal.reached("together") else no))
    return Bullets(tuple(items))


def _reductions(found: Climate, speech: Speech) -> Table:
    heads = columns(
        speech(nl="Maatregel", en="Measure"),
        speech(nl="Ton per jaar minder", en="Tonnes a year less"),
        speech(nl="Kosten (EUR per jaar)", en="Cost (EUR a year)"),
        speech(nl="Lagere rekening (EUR per jaar)", en="Lower bill (EUR a year)"),
        speech(nl="EUR per ton, na de lagere rekening", en="EUR per tonne, after the lower bill"),
        speech(nl="EUR per ton, alleen de kosten", en="EUR per tonne, the cost alone"),
    )
    rows = tuple(
        cells(
            speech.word(MEASURE, r.measure),
            speech.number(r.kg / KG_PER_TONNE, DIGITS),
            speech.number(r.eur_per_year),
            _known(r.saved_eur, speech),
            _known(r.net_eur_per_tonne, speech),
            _known(r.eur_per_tonne, speech),
        )
        for r in found.reductions
    )
    caption = speech(
        nl="Wat elke maatregel scheelt, goedkoopste ton eerst", en="What each measure lowers, cheapest tonne first"
    )
    note = speech(
        nl="Kosten: afschrijving met rente en onderhoud. De lagere rekening van wat elk bedrijf zelf bouwt is een "
        "schatting: de rekening zonder de maatregel, terwijl al het andere zo doorgaat. Een min: de maatregel verdient "
        "meer dan hij kost. –: niet apart bekend.",
        en="Cost: write-off with interest, and upkeep. The lower bill of what each company builds is an estimate: the "
        "bill without the measure, while all else goes on. A minus: it earns more than it costs. –: not known apart.",
    )
    return Table(caption, heads, rows, note=note)


def _known(value: float | None, speech: Speech) -> str:
    return "–" if value is None else speech.number(value)


def _warning(speech: Speech) -> Notice:
    return Notice(
        "care",
        speech(nl="Toegerekend, niet optellen.", en="Attributed, do not add."),
        speech(
            nl="Elke maatregel is gerekend met zijn eigen stroom en warmte in dit plan. Maatregelen werken op elkaar "
            "in: wie er een weglaat, verandert ook wat de andere schelen.",
            en="Each measure is counted by its own power and heat in this plan. Measures act on one another: leaving "
            "one out changes what the others lower.",
        ),
    )


def _per_company(outcome: Outcome, found: Climate, speech: Speech) -> Folded:
    heads = columns(
        speech(nl="Bedrijf", en="Company"),
        *(f"{speech.word(CASE, key)}, scope {scope}" for key in ("now", "alone", "together") for scope in (1, 2)),
    )
    rows = tuple(
        cells(owner_name(outcome, owner, speech), *_figures(found, owner, speech)) for owner in found.scopes["together"]
    )
    caption = speech(nl="Per bedrijf, ton CO₂ per jaar", en="Per company, tonnes of CO₂ a year")
    return Folded(caption, (Table(caption, heads, rows),))


def _figures(found: Climate, owner: str, speech: Speech) -> list[str]:
    shown = []
    for key in ("now", "alone", "together"):
        one = found.scopes[key].get(owner)
        kg = (0.0, 0.0) if one is None else (one.gas_kg, one.bought_kg)
        shown += [speech.number(k / KG_PER_TONNE, DIGITS) for k in kg]
    return shown
