"""The last chapters of a path: the ways through the years beside each other, and how all this is to be read."""

from collectief.facts import fact
from collectief.facts.names import fact_label
from collectief.plan.stage import WAYS, Path, StagedPath
from collectief.plan.stage_world import RATES
from collectief.presentation.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Notice,
    Paragraph,
    Section,
    Table,
    cells,
    columns,
)
from collectief.presentation.escape import clean
from collectief.presentation.fact_words import whence
from collectief.presentation.level_looks import water
from collectief.presentation.level_words import part_of_saving
from collectief.presentation.path_words import WAY, WAY_MEANING, saved_eur
from collectief.presentation.speech import Speech
from collectief.presentation.sure_words import figure

NONE = "–"


def ways(found: StagedPath, speech: Speech) -> Section:
    """What each way through the years costs, discounted, and why one was not walked."""
    heads = (
        *columns(
            speech(nl="Manier", en="Way"),
            speech(nl="Kosten alle jaren, EUR", en="Cost of all years, EUR"),
            speech(nl="Meer dan dit pad, EUR", en="More than this path, EUR"),
            speech(nl="Minder dan niets meer doen, EUR", en="Less than nothing more, EUR"),
            speech(nl="CO₂ in het laatste planjaar, ton", en="CO₂ in the last planning year, tonnes"),
        ),
    )
    paths = [p for way in WAYS for p in found.paths if p.way == way]
    rows = tuple(_row(found, p, speech) for p in paths)
    until = found.years[-1] + found.counted[-1] - 1
    note = speech(
        nl=f"Alle kosten van {found.years[0]} tot en met {until}, teruggerekend naar {found.years[0]} met een rente "
        f"van {speech.percent(found.interest, 1)} boven de inflatie. Een verschil van minder dan een duizendste kan "
        "toeval van het zoeken zijn: dit pad is het goedkoopste van deze, meer niet.",
        en=f"All costs from {found.years[0]} up to {until}, discounted to {found.years[0]} at an interest of "
        f"{speech.percent(found.interest, 1)} above inflation. A difference below a thousandth may be chance of the "
        "search: this path is the cheapest of those below, no more.",
    )
    table = Table(speech(nl="De manieren naast elkaar", en="The ways side by side"), heads, rows, note=note)
    meaning = Bullets(tuple((f"{WAY[p.way][speech.language]}:", _meaning(p, speech)) for p in paths))
    return Section("manieren", speech(nl="Andere manieren", en="Other ways"), (table, meaning))


def _row(found: StagedPath, path: Path, speech: Speech) -> tuple[Cell, ...]:
    chosen = path.way == found.best.way
    head = Cell(WAY[path.way][speech.language], "chosen" if chosen else "")
    total, best, saved = path.total_eur, found.best.total_eur, saved_eur(path)
    if total is None or saved is None:
        return (head, *cells(NONE, NONE, NONE, NONE))
    more = NONE if chosen or best is None else speech.more(total - best)
    tonnes = speech.number(path.stages[-1].co2_kg / 1000.0, 1)
    return (head, *cells(speech.number(total), more, speech.rounded(saved), tonnes))


def _meaning(path: Path, speech: Speech) -> str:
    why = "" if path.why is None else clean(path.why[speech.language])
    return f"{WAY_MEANING[path.way][speech.language]} {why}".strip()


def reading(found: StagedPath, speech: Speech) -> Section:
    """How sure it is, what was taken for the years to come, and what is left out."""
    blocks: list[Block] = [_bound(found, speech), _world(found, speech), _rates(found, speech)]
    if found.stated:
        own = tuple(
            (
                clean(f"{fact_label(one.key)[speech.language]}:"),
                f"{figure(one.value, speech)}"
                + (speech(nl=f" vanaf {one.from_year}", en=f" from {one.from_year}") if one.from_year else ""),
            )
            for one in found.stated
        )
        blocks += [Paragraph(speech(nl="Zelf opgegeven:", en="Stated by yourself:")), Bullets(own)]
    blocks.append(Paragraph(_left_out(speech)))
    return Section("lezen", speech(nl="Hoe u dit leest", en="How to read this"), tuple(blocks))


def _bound(found: StagedPath, speech: Speech) -> Block:
    if found.broken_deeper:
        deeper = speech(
            nl="In een jaar van dit pad wordt een grens dieper overschreden dan zonder maatregelen. Van zo'n pad is "
            "niet bekend hoeveel goedkoper een ander kan zijn.",
            en="In a year of this path a limit is broken deeper than without any measure. Of such a path it is not "
            "known how much cheaper another can be.",
        )
        return Notice("care", speech(nl="Geen bewijs.", en="No proof."), deeper)
    if found.gap is None or found.gap_eur is None:
        said = speech(nl="Van dit pad is geen ondergrens bekend.", en="No lower bound of this path is known.")
        why = said if found.no_bound is None else clean(found.no_bound[speech.language])
        return Notice("plain", speech(nl="Geen ondergrens.", en="No lower bound."), why)
    gap, eur = speech.percent(max(found.gap, 0.0), 2), speech.euro(max(found.gap_eur, 0.0))
    missed = _of_saving(found, speech)
    network = any(bound.left_out for bound in found.bounds)
    beside = (
        speech(
            nl=" Een warmtenet dat niet gebouwd wordt, telt daarin niet mee.",
            en=" A heat network that is not built is not counted in that.",
        )
        if network
        else ""
    )
    words = speech(
        nl=f"Op typische dagen kan een ander pad hoogstens {gap} goedkoper zijn ({eur} over alle jaren{missed}). "
        "Die ondergrens plant elk jaar alsof er niets stond, dus het echte verschil is kleiner.",
        en=f"On typical days another path can be at most {gap} cheaper ({eur} over all years{missed}). That "
        "lower bound plans each year as if nothing stood, so the true difference is smaller.",
    )
    degc = water(found.water, speech)
    level = speech(
        nl=f" Een warmtenet heeft in alle jaren water van {degc}; paden met ander water zijn niet bekeken.",
        en=f" A heat network has water of {degc} in all years; paths with other water were not looked at.",
    )
    return Notice("plain", speech(nl="Hoe goed dit pad is.", en="How good this path is."), words + beside + level)


def _of_saving(found: StagedPath, speech: Speech) -> str:
    """What part of the saving may be missed."""
    part = part_of_saving(found.gap_eur, saved_eur(found.best) or 0.0)
    if part is None:
        return ""
    share = speech.percent(max(part, 0.0))
    return speech(nl=f", {share} van wat dit pad bespaart", en=f", {share} of what this path saves")


def _world(found: StagedPath, speech: Speech) -> Table:
    heads = columns(
        speech(nl="Planjaar", en="Planning year"),
        speech(nl="Gas, EUR/MWh", en="Gas, EUR/MWh"),
        speech(nl="Stroom, EUR/MWh", en="Electricity, EUR/MWh"),
        speech(nl="Nettarieven, nu = 100", en="Grid tariffs, now = 100"),
        speech(nl="Elektrisch rijden, nu = 100", en="Electric driving, now = 100"),
        speech(nl="CO₂ van netstroom, nu = 100", en="CO₂ of grid power, now = 100"),
        speech(nl="Energiebelasting van", en="Energy tax of"),
    )
    rows = tuple(
        cells(
            str(w.year), speech.short(w.gas_eur_per_mwh),
            NONE if w.power_eur_per_mwh is None else speech.short(w.power_eur_per_mwh),
            speech.number(100 * w.tariff_factor), speech.number(100 * w.driving_factor),
            speech.number(100 * w.grid_co2_factor), str(w.tax_year),
        )
        for w in (stage.world for stage in found.best.stages)
    )  # fmt: skip
    note = speech(
        nl="Zonder inflatie. Van jaren waarvan de energiebelasting nog niet is vastgesteld, geldt het laatste jaar dat "
        f"bekend is. Weer en patronen van de uren zijn die van {found.park_year}.",
        en="Without inflation. For years of which the energy tax is not settled yet, the last known year holds. "
        f"Weather and the pattern of the hours are those of {found.park_year}.",
    )
    return Table(speech(nl="De wereld van elk planjaar", en="The world of each planning year"), heads, rows, note=note)


def _rates(found: StagedPath, speech: Speech) -> Table:
    heads = (
        Column(speech(nl="Groei", en="Growth")),
        Column(speech(nl="Per jaar", en="Per year"), numeric=True),
        Column(speech(nl="Laag", en="Low"), numeric=True),
        Column(speech(nl="Hoog", en="High"), numeric=True),
        Column(speech(nl="Vanwaar", en="From where")),
    )
    own = {one.key: one.value for one in found.stated if not one.from_year}
    rows = []
    for key in RATES:
        one = fact(key)
        values = (own.get(key, one.value), one.low, one.high)
        stated = speech(nl="zelf opgegeven", en="stated by yourself")
        rows.append(
            cells(
                clean(fact_label(key)[speech.language]),
                *(speech.percent(v, 1) for v in values),
                stated if key in own else whence(one, speech),
            )
        )
    note = speech(
        nl="Dit zijn schattingen. Geef eigen cijfers met --with, zoals --with path.gas_per_year=0.04.",
        en="These are estimates. Give figures of your own by --with, such as --with path.gas_per_year=0.04.",
    )
    return Table(speech(nl="Wat er per jaar groeit", en="What grows per year"), heads, tuple(rows), note=note)


def _left_out(speech: Speech) -> str:
    return speech(
        nl="Niet meegeteld: een prijs voor CO₂ van gas (ETS2), prijzen van maatregelen die dalen, wat een zwaardere "
        "aansluiting kost, en wat groei een bedrijf oplevert. Geef met --with 2030:KENGETAL=WAARDE wat u daarvan weet. "
        "Een gedeeld warmtenet, laadplein of batterij wordt in een later jaar wel gebruikt maar niet vergroot.",
        en="Not counted: a price of CO₂ of gas (ETS2), prices of measures that fall, what a heavier connection costs, "
        "and what growth brings a company. State what you know of it by --with 2030:KEY=VALUE. A shared heat network, "
        "charging hub or battery is used in a later year but not made larger.",
    )
