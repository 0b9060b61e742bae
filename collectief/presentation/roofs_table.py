"""Roofs that are let to the park: what stands there, who uses the power, and what rent is paid between them."""

from collections.abc import Iterator

from collectief.plan.let_roofs import LetPanels, let_panels
from collectief.plan.outcome import Outcome
from collectief.presentation.blocks import Block, Cell, Table, cells, columns
from collectief.presentation.figures import owner_name
from collectief.presentation.speech import Speech


def roofs_table(outcome: Outcome, speech: Speech) -> Iterator[Block]:
    """The table, where the plan has any."""
    found = let_panels(outcome)
    if not found:
        return
    heads = columns(
        speech(nl="Dak van", en="Roof of"),
        "kWp",
        speech(nl="Investering van het park (EUR)", en="Investment of the park (EUR)"),
        speech(nl="Kosten (EUR per jaar)", en="Cost (EUR a year)"),
        speech(nl="Gebruikt het bedrijf (kWh)", en="Used by the company (kWh)"),
        speech(nl="Naar het net (kWh)", en="To the grid (kWh)"),
        speech(nl="Huur, park aan bedrijf (EUR per jaar)", en="Rent, park to company (EUR a year)"),
    )
    note = speech(
        nl="Op wat het bedrijf gebruikt rust energiebelasting, want de panelen zijn niet van hemzelf; zij zit in zijn "
        "rekening. Wat naar het net gaat, gaat over zijn aansluiting. De huur is een schatting en een betaling "
        "onderling: samen kost zij niets, en zij zit in geen bedrag hierboven. De verdeling geeft het bedrijf al wat "
        "het dak oplevert na de kosten van de panelen; spreekt u huur af, verreken haar dan daarmee. Een investeerder "
        "van buiten kan de plaats van het park innemen, als hij met dezelfde rente rekent.",
        en="Energy tax is due on what the company uses, as the panels are not its own; it is in its bill. What goes to "
        "the grid goes over its connection. The rent is an estimate and a payment between them: it costs nothing "
        "together, and is in no amount above. The division already gives the company what the roof brings after the "
        "cost of the panels; where you agree on a rent, settle it with that. An investor from outside can take the "
        "place of the park, where it reckons with the same interest.",
    )
    rows = tuple(_row(outcome, one, speech) for one in found)
    yield Table(speech(nl="Verhuurde daken", en="Roofs to let"), heads, rows, note=note)


def _row(outcome: Outcome, one: LetPanels, speech: Speech) -> tuple[Cell, ...]:
    amounts = (one.kwp, one.investment_eur, one.eur_per_year, one.used_kwh, one.fed_kwh, one.rent_eur)
    return cells(owner_name(outcome, one.company, speech), *(speech.rounded(amount) for amount in amounts))
