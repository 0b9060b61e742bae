"""What the yearly cost consists of: every bill line in each of the four cases."""

from collectief.plan.outcome import CASES, Outcome
from collectief.presentation.blocks import Bullets, Chart, Section, Table, cells, columns
from collectief.presentation.chart_costs import cost_bars
from collectief.presentation.speech import Speech
from collectief.presentation.words import CASE, CASE_MEANING, LINE


def costs(outcome: Outcome, speech: Speech) -> Section:
    """The chapter on the cost of the park."""
    meaning = tuple(
        (f"{CASE[key][speech.language]}:", f"{CASE_MEANING[key][speech.language]}.")
        for key in CASES
        if key in outcome.cases
    )
    caption = speech(
        nl="Een balk per manier; wat teruglevering en warmte opbrengen staat links van de nul. Bedragen in duizend EUR "
        "per jaar.",
        en="One bar per way; what feed-in and heat earn stands left of zero. Amounts in thousand EUR per year.",
    )
    chart = Chart(cost_bars(outcome, speech), caption)
    title = speech(nl="Waaruit bestaan de kosten", en="What the cost consists of")
    return Section("kosten", title, (Bullets(meaning), chart, _lines(outcome, speech)))


def _lines(outcome: Outcome, speech: Speech) -> Table:
    shown = [key for key in CASES if key in outcome.cases]
    used = {line for key in shown for bill in outcome.cases[key].bills.values() for line in bill.lines}
    ordered = [line for line in LINE if line in used] + sorted(used - set(LINE))
    by_case = [
        [sum(b.lines.get(line, 0.0) for b in outcome.cases[k].bills.values()) for line in ordered] for k in shown
    ]
    rows = tuple(
        cells(speech.word(LINE, line), *(speech.rounded(column[i]) for column in by_case))
        for i, line in enumerate(ordered)
    )
    total = cells(speech(nl="Totaal", en="Total"), *(speech.rounded(sum(column)) for column in by_case))
    heads = columns(speech(nl="Regel", en="Line"), *(CASE[key][speech.language] for key in shown))
    caption = speech(
        nl="Kosten van het hele park, EUR per jaar zonder btw", en="Cost of the park, EUR a year excl. VAT"
    )
    note = speech(
        nl="Afgerond op drie cijfers: tellen niet precies op. Tot op de euro: bedrijven.xlsx, blad Samenvatting.",
        en="Rounded to three digits, so not to be added up exactly. To the euro: bedrijven.xlsx, sheet Summary.",
    )
    return Table(caption, heads, rows, (total,), note)
