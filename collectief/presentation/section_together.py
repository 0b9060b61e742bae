"""What the companies do together: what comes on top of what each does anyway, who builds it, and why."""

from collectief.plan.outcome import Build, CaseKey, Outcome, Project
from collectief.presentation.blocks import Block, Bullets, Cell, Column, Folded, Notice, Section, Table, cells
from collectief.presentation.figures import beside_builds, measure_name, owner_name, place_name
from collectief.presentation.roofs_table import roofs_table
from collectief.presentation.speech import Speech
from collectief.presentation.together_rows import Together, changed, grouped, size_alone, size_more
from collectief.presentation.why_together import WHOLE_EURO, why_together
from collectief.presentation.words import BESIDE, MEASURE, UNIT


def together(outcome: Outcome, speech: Speech) -> Section:
    """The chapter with the measures of the plan."""
    blocks: list[Block] = []
    if not outcome.cases["together"].builds:
        lead = speech(nl="Er wordt niets gebouwd.", en="Nothing is built.")
        why = speech(nl="Samen is hier niet goedkoper dan ieder apart.", en="Together is not cheaper than alone here.")
        blocks.append(Notice("care", lead, why))
    blocks.append(_summary(outcome, speech))
    blocks.extend(_members(outcome, speech))
    blocks.extend(roofs_table(outcome, speech))
    blocks.extend(why_together(outcome, speech))
    if outcome.cases["together"].builds:
        each = speech(nl="Elke maatregel apart", en="Each measure apart")
        sheet = speech(
            nl="Niet afgedrukt: zie bedrijven.xlsx, blad Maatregelen.",
            en="Not printed: see bedrijven.xlsx, sheet Measures.",
        )
        blocks.append(Folded(each, (_every_build(outcome, speech),), sheet))
    return Section("samen", speech(nl="Wat doen we samen, en waarom", en="What we do together, and why"), tuple(blocks))


def _summary(outcome: Outcome, speech: Speech) -> Table:
    groups = grouped(outcome, speech)
    invested, yearly = _sums([g.invested() for g in groups]), _sums([g.yearly() for g in groups])
    before, after = outcome.cases["alone"].eur_per_year, outcome.cases["together"].eur_per_year
    alone, plan = (beside_builds(outcome.cases[key]) for key in ("alone", "together"))
    beside = {key: (alone[key], plan[key] - alone[key]) for key in BESIDE}
    told = [key for key, eur in beside.items() if max(map(abs, eur)) >= WHOLE_EURO or key == "energy"]
    foot = (
        _sum(speech(nl="Alle maatregelen", en="All measures"), yearly, speech, invested=invested),
        *(_sum(BESIDE[key][speech.language], beside[key], speech) for key in told),
        _sum(speech(nl="Alle kosten", en="All cost"), (before, after - before), speech),
    )
    note = speech(
        nl="Apart: wat elk bedrijf toch al doet. Erbij: wat samen daar anders aan is; een min is minder. EUR per jaar "
        "is de investering over de levensduur met rente, plus onderhoud. Bedragen zijn afgerond op drie cijfers.",
        en="Alone: what each company does anyway. Added: what together changes; a minus is less. EUR per year is the "
        "investment over its life with interest, plus upkeep. Amounts are rounded to three digits.",
    )
    caption = speech(nl="Wat ieder apart al doet en wat samen erbij komt", en="What each does alone and what is added")
    return Table(caption, _headings(speech), tuple(_row(g, outcome, speech) for g in groups), foot, note)


def _headings(speech: Speech) -> tuple[Column, ...]:
    alone, added = speech(nl="apart", en="alone"), speech(nl="erbij", en="added")
    money, yearly = speech(nl="Investering", en="Investment"), speech(nl="EUR per jaar", en="EUR per year")
    return (
        Column(speech(nl="Maatregel", en="Measure")),
        Column(speech(nl="Ieder apart", en="Each alone")),
        Column(speech(nl="Erbij door samen", en="Added by together")),
        Column(speech(nl="Wie doet dat erbij", en="Who adds it")),
        *(Column(f"{words}, {way}", numeric=True) for words in (money, yearly) for way in (alone, added)),
    )


def _row(group: Together, outcome: Outcome, speech: Speech) -> tuple[Cell, ...]:
    name = f"{group.name}, {speech(nl='leidingen', en='pipes')}" if _bare_pipes(group) else group.name
    (invested, more), (yearly, dearer) = group.invested(), group.yearly()
    return (
        *cells(name, size_alone(group, speech), size_more(group, outcome, speech)),
        Cell(changed(group, outcome, speech)),
        *cells(speech.rounded(invested), speech.more(more), speech.rounded(yearly), speech.more(dearer)),
    )


def _bare_pipes(group: Together) -> bool:
    return group.laid and not group.builds[0].part


def _sums(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(first for first, _ in pairs), sum(second for _, second in pairs)


def _sum(
    label: str, yearly: tuple[float, float], speech: Speech, *, invested: tuple[float, float] | None = None
) -> tuple[Cell, ...]:
    money = ("", "") if invested is None else (speech.rounded(invested[0]), speech.more(invested[1]))
    return cells(label, "", "", "", *money, speech.rounded(yearly[0]), speech.more(yearly[1]))


def _every_build(outcome: Outcome, speech: Speech) -> Table:
    alone, plan = _by_spot(outcome, "alone"), _by_spot(outcome, "together")
    rows = [
        cells(
            measure_name((plan.get(spot) or alone[spot])[0], speech),
            place_name(outcome, (plan.get(spot) or alone[spot])[0].place, speech),
            owner_name(outcome, (plan.get(spot) or alone[spot])[0].owner, speech),
            *(_size(built.get(spot, []), speech) for built in (alone, plan)),
            speech.rounded(sum(b.investment_eur for b in plan.get(spot, []))),
            speech.rounded(sum(b.eur_per_year for b in plan.get(spot, []))),
        )
        for spot in dict.fromkeys([*plan, *alone])
    ]
    heads = (
        Column(speech(nl="Maatregel", en="Measure")),
        Column(speech(nl="Waar", en="Where")),
        Column(speech(nl="Wie betaalt", en="Who pays")),
        Column(speech(nl="Ieder apart", en="Each alone"), numeric=True),
        Column(speech(nl="In dit plan", en="In this plan"), numeric=True),
        Column(speech(nl="Investering in dit plan (EUR)", en="Investment in this plan (EUR)"), numeric=True),
        Column(speech(nl="EUR per jaar", en="EUR per year"), numeric=True),
    )
    caption = speech(nl="Elke maatregel met plaats en eigenaar", en="Each measure with its place and owner")
    return Table(caption, heads, tuple(rows))


Spot = tuple[str, str, str, str, str]


def _by_spot(outcome: Outcome, key: CaseKey) -> dict[Spot, list[Build]]:
    """Builds by what they are, whose they are and where."""
    found: dict[Spot, list[Build]] = {}
    for b in outcome.cases[key].builds:
        found.setdefault((b.measure, b.part, b.owner, b.place, b.unit), []).append(b)
    return found


def _size(builds: list[Build], speech: Speech) -> str:
    """Amount with its unit, and what a pipe of that length can carry."""
    if not builds:
        return "–"
    size = speech.quantity(sum(b.amount for b in builds), speech.word(UNIT, builds[0].unit))
    carries = f", {speech(nl='tot', en='up to')} {speech.quantity(builds[0].kw, 'kW')}"
    return size + carries if builds[0].kw > 0 else size


def _members(outcome: Outcome, speech: Speech) -> tuple[Block, ...]:
    member = speech(nl="Leden van het groepscontract", en="Members of the group contract")
    found = [
        (
            f"{member}, {place_name(outcome, g.area, speech)}, {speech.quantity(g.contract_kw, 'kW')}:",
            f"{speech.listing([owner_name(outcome, m, speech) for m in g.members])}.",
        )
        for g in outcome.groups
    ]
    found += [_project(project, outcome, speech) for project in outcome.projects if project.adopted]
    return (Bullets(tuple(found)),) if found else ()


def _project(project: Project, outcome: Outcome, speech: Speech) -> tuple[str, str]:
    """Who takes part in a shared project, and what it saves."""
    word = speech.word(MEASURE, "shared_site" if project.key == "site" else project.key)
    names = speech.listing([owner_name(outcome, m, speech) for m in project.members])
    gain = speech.euro(project.gain_eur)
    return (
        f"{word}:",
        speech(
            nl=f"{names}. Op de rekeningen van het hele jaar bespaart dat {gain} meer dan het kost.",
            en=f"{names}. On the bills of the whole year this saves {gain} more than it costs.",
        ),
    )
