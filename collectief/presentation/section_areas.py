"""The grid: what each energy area notices of the park, in both directions, and which limits are broken."""

from collections.abc import Mapping

from collectief.park import EnergyArea
from collectief.plan.outcome import CASES, AreaReport, CaseKey, Outcome
from collectief.presentation.blocks import (
    Block,
    Chart,
    Charts,
    Column,
    Notice,
    Paragraph,
    Section,
    Table,
    cells,
    columns,
)
from collectief.presentation.chart_duration import load_duration
from collectief.presentation.figures import place_name
from collectief.presentation.limits_table import limits_table
from collectief.presentation.pinch_table import pinch_table
from collectief.presentation.speech import Speech
from collectief.presentation.words import CASE, CONSTRAINT, DIRECTION


def areas(outcome: Outcome, speech: Speech) -> Section:
    """The chapter on the energy areas."""
    charts = tuple(
        Chart(load_duration(report, name, f"duration{i}", speech=speech), name)
        for i, report in enumerate(outcome.areas)
        if any(load.max() > 0 for load in report.duration_kw.values())
        for name in [_name(outcome, report, speech)]
    )
    blocks: list[Block] = [Paragraph(_intro(speech)), _peaks(outcome, speech), _limits(outcome, speech)]
    blocks.extend(_unknown(outcome, speech))
    blocks.append(limits_table(outcome, speech))
    blocks.extend(pinch_table(outcome, speech))
    blocks.extend([Charts(charts)] if charts else [])
    return Section("net", speech(nl="Wat merkt het stroomnet", en="What the power grid notices"), tuple(blocks))


def _intro(speech: Speech) -> str:
    return speech(
        nl="Een voedingsgebied is het gebied achter één station van de netbeheerder. Dat is veel groter dan het park. "
        "Vermogen dat hier vrijkomt gaat naar de wachtrij van de netbeheerder, niet vanzelf naar het park.",
        en="An energy area is the area behind one station of the grid operator. It is far larger than the park. "
        "Capacity set free here goes to the operator's queue, not to the park by itself.",
    )


def _name(outcome: Outcome, report: AreaReport, speech: Speech) -> str:
    return f"{place_name(outcome, report.area, speech)}, {DIRECTION[report.direction][speech.language]}"


def _peaks(outcome: Outcome, speech: Speech) -> Table:
    heads = columns(
        speech(nl="Gebied", en="Area"),
        speech(nl="Contracten", en="Contracts"),
        *(f"{speech(nl='Piek', en='Peak')} {CASE[key][speech.language].lower()}" for key in CASES),
        speech(nl="P99,9 samen", en="P99.9 together"),
        speech(nl="Gelijktijdigheid", en="Coincidence"),
    )
    rows = tuple(
        cells(
            _name(outcome, report, speech),
            speech.number(report.contracts_kw),
            *(speech.rounded(report.peak_kw[key]) if key in report.peak_kw else "–" for key in CASES),
            speech.rounded(report.p999_kw.get("together", 0.0)),
            speech.percent(report.coincidence) if report.coincidence > 0 else "–",
        )
        for report in outcome.areas
    )
    note = speech(
        nl="Piek: het park als geheel, hoogste kwartier. P99,9: alleen 35 kwartieren per jaar zijn hoger. "
        "Gelijktijdigheid: de piek samen gedeeld door de som van ieders eigen piek, nu.",
        en="Peak: the park as a whole, highest quarter-hour. P99.9: only 35 quarter-hours a year are higher. "
        "Coincidence: the peak together over the sum of own peaks, now.",
    )
    caption = speech(nl="Wat het park vraagt van elk voedingsgebied, kW", en="What the park asks of each area, kW")
    return Table(caption, heads, rows, note=note)


def _limits(outcome: Outcome, speech: Speech) -> Table:
    heads = (
        Column(speech(nl="Gebied", en="Area")),
        Column(speech(nl="Ruimte op het net", en="Room on the grid")),
        Column(speech(nl="Grens", en="Limit")),
        Column(speech(nl="Uren erboven, nu → samen", en="Hours above, now → together"), numeric=True),
        Column(speech(nl="kWh erboven, nu → samen", en="kWh above, now → together"), numeric=True),
        Column(speech(nl="Belasting station, nu → samen", en="Station loading, now → together"), numeric=True),
    )
    against = {
        "contracts": speech(nl="contracten van het park", en="contracts of the park"),
        "capacity": speech(nl="station, met de anderen", en="station, with the others"),
    }
    rows = tuple(
        cells(
            _name(outcome, report, speech),
            _room(outcome.park.area(report.area), report, speech),
            against[report.against],
            _before_after(report.hours_over, speech),
            _before_after(report.kwh_over, speech),
            _loading(report, speech),
        )
        for report in outcome.areas
    )
    return Table(speech(nl="Past het op het net", en="Does it fit on the grid"), heads, rows)


def _before_after(values: Mapping[CaseKey, float], speech: Speech) -> str:
    return f"{speech.short(values.get('now', 0.0))} → {speech.short(values.get('together', 0.0))}"


def _room(area: EnergyArea, report: AreaReport, speech: Speech) -> str:
    offtake = report.direction == "offtake"
    words = CONSTRAINT[area.offtake if offtake else area.feed_in][speech.language]
    requests = area.offtake_requests if offtake else area.feed_in_requests
    queue = area.offtake_queue_kw if offtake else area.feed_in_queue_kw
    if requests or queue:
        waiting = speech(nl="aanvragen", en="requests")
        words += f" ({requests} {waiting}, {speech.short(queue)} kW)"
    if area.alleviation_year and offtake:
        words += f"; {speech(nl='verlichting', en='relief')} {area.alleviation_year}"
    return words


def _loading(report: AreaReport, speech: Speech) -> str:
    if "now" not in report.loading or "together" not in report.loading:
        return speech(nl="niet bekend", en="not known")
    return f"{speech.percent(report.loading['now'], 1)} → {speech.percent(report.loading['together'], 1)}"


def _unknown(outcome: Outcome, speech: Speech) -> tuple[Notice, ...]:
    names = [_name(outcome, report, speech) for report in outcome.areas if not report.loading]
    if not names:
        return ()
    lead = speech(nl="Alleen de eigen kW van het park:", en="Only the park's own kW:")
    return (
        Notice(
            "plain",
            lead,
            speech(
                nl=f"{'; '.join(names)}. Wat anderen op dit station elk uur gebruiken is niet bekend, dus een "
                f"percentage is niet te geven.{_peaks_of_others(outcome, speech)}",
                en=f"{'; '.join(names)}. What others on this station use in each hour is not known, so there is no "
                f"percentage.{_peaks_of_others(outcome, speech)}",
            ),
        ),
    )


def _peaks_of_others(outcome: Outcome, speech: Speech) -> str:
    """What is known of others by their peak alone, and that it limits nothing."""
    known = [a for a in outcome.park.areas if a.others_kw is None and a.others_peak_kw is not None]
    if not known:
        return ""
    peaks = speech.listing(
        [f"{place_name(outcome, a.id, speech)} {speech.quantity(a.others_peak_kw or 0.0, 'kW')}" for a in known]
    )
    return speech(
        nl=f" Opgegeven is hun piek ({peaks}), maar niet wanneer die valt: het plan houdt er geen rekening mee.",
        en=f" Their peak was stated ({peaks}), but not when it is: the plan does not count with it.",
    )
