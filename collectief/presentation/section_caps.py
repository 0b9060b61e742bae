"""What all together may emit and invest: whether the plan keeps to it, and what a tonne or a euro more is worth."""

from collections.abc import Iterator

from collectief.plan.caps import Capped, Tried
from collectief.plan.outcome import ROUNDING_EUR, Outcome
from collectief.presentation.blocks import Block, Bullets, Cell, Notice, Section, Table, cells, columns
from collectief.presentation.speech import Speech

TONNES, PER_EUR = 1, 3
"""Decimals of tonnes, and of euros a year per euro."""


def caps(outcome: Outcome, speech: Speech) -> Section | None:
    """The chapter on caps, or None where there are none."""
    found = outcome.capped
    if found is None:
        return None
    blocks: list[Block] = [_table(found, speech), Bullets((*_values(found, speech), *_left(found, speech)))]
    if found.plan != found.free:
        blocks.append(_warning(found, speech))
    return Section("grens", speech(nl="De grens en wat hij kost", en="The cap and what it costs"), tuple(blocks))


def _table(found: Capped, speech: Speech) -> Table:
    heads = columns(
        speech(nl="Plan", en="Plan"),
        speech(nl="EUR per jaar", en="EUR a year"),
        speech(nl="CO₂, ton per jaar", en="CO₂, tonnes a year"),
        speech(nl="Investering, EUR", en="Investment, EUR"),
    )
    rows = [_row(speech(nl="Zonder grens", en="Without a cap"), found.free, speech)]
    if found.neighbour is not None and found.neighbour != found.free:
        rows.append(_row(speech(nl="Net niet binnen de grens", en="Just not within the cap"), found.neighbour, speech))
    rows.append(_row(speech(nl="Dit plan", en="This plan"), found.plan, speech))
    most, budget = found.caps.co2_tonnes, found.caps.budget_eur
    allowed = cells(
        speech(nl="Grens", en="Cap"), "–",
        "–" if most is None else speech.number(most, TONNES),
        "–" if budget is None else speech.number(budget),
    )  # fmt: skip
    caption = speech(nl="Het plan naast zijn buren", en="The plan beside its neighbours")
    return Table(caption, heads, tuple(rows), (allowed,))


def _row(name: str, one: Tried, speech: Speech) -> tuple[Cell, ...]:
    return cells(
        name, speech.number(one.sums.eur), speech.number(one.tonnes, TONNES), speech.number(one.sums.investment_eur)
    )


def _values(found: Capped, speech: Speech) -> Iterator[tuple[str, str]]:
    if found.caps.co2_tonnes is not None:
        yield speech(nl="Waarde van een ton:", en="Value of a tonne:"), _tonne(found, speech)
    if found.caps.budget_eur is not None:
        yield speech(nl="Waarde van een euro budget:", en="Value of a euro of budget:"), _euro(found, speech)


def _tonne(found: Capped, speech: Speech) -> str:
    eur = found.prices.eur_per_tonne
    if eur == 0:
        return speech(nl="niets, deze grens knelt niet.", en="nothing, this cap does not bind.")
    said = speech(
        nl=f"op de lijn tussen de gevonden plannen is een ton meer {speech.euro(eur)} per jaar waard.",
        en=f"on the line between the plans that were found a tonne more is worth {speech.euro(eur)} a year.",
    )
    near = found.neighbour
    if near is None or near.tonnes <= found.plan.tonnes:
        return said
    step = (found.plan.sums.eur - near.sums.eur) / (near.tonnes - found.plan.tonnes)
    tonnes = speech.number(near.tonnes - found.plan.tonnes, TONNES)
    return said + speech(
        nl=f" Naar het plan ernaast is de stap {tonnes} ton, voor {speech.euro(step)} per ton.",
        en=f" The step to the plan beside it is {tonnes} tonnes, at {speech.euro(step)} per tonne.",
    )


def _euro(found: Capped, speech: Speech) -> str:
    eur = found.prices.eur_per_eur
    if eur == 0:
        return speech(nl="niets, dit budget knelt niet.", en="nothing, this budget does not bind.")
    worth = speech.number(eur, PER_EUR)
    return speech(
        nl=f"op die lijn scheelt een euro meer budget EUR {worth} per jaar, na afschrijving en rente.",
        en=f"on that line a euro more of budget saves EUR {worth} a year, after write-off and interest.",
    )


def _left(found: Capped, speech: Speech) -> Iterator[tuple[str, str]]:
    """What a plan that no price finds could still save, and what is proven."""
    if found.left_eur > ROUNDING_EUR:
        room = _room(found, speech)
        yield (
            speech(nl="Wat nog kan:", en="What may be left:"),
            speech(
                nl=f"tussen de gevonden plannen ligt een lijn. Die is bij deze grens {speech.euro(found.left_eur)} per "
                f"jaar goedkoper dan dit plan{room}. Er kan een plan dicht bij die lijn liggen dat niet is gevonden. "
                "Dat is geen bewijs.",
                en=f"a line runs between the plans that were found. At this cap it is {speech.euro(found.left_eur)} "
                f"a year cheaper than this plan{room}. A plan near that line may exist that was not found. "
                "That is no proof.",
            ),
        )
    if found.least_eur is not None:
        less = speech.euro(max(found.plan.sums.eur - found.least_eur, 0.0))
        yield (
            speech(nl="Bewezen:", en="Proven:"),
            speech(
                nl=f"geen plan met deze regels dat binnen de grens blijft, kost minder dan "
                f"{speech.euro(found.least_eur)} per jaar. Het kan dus hooguit {less} per jaar goedkoper.",
                en=f"no plan by these rules that keeps to the cap costs less than {speech.euro(found.least_eur)} a "
                f"year. So it can be at most {less} a year cheaper.",
            ),
        )


def _room(found: Capped, speech: Speech) -> str:
    """How many tonnes below its cap the plan stays."""
    most = found.caps.co2_tonnes
    if most is None or most <= found.plan.tonnes:
        return ""
    tonnes = speech.number(most - found.plan.tonnes, TONNES)
    return speech(nl=f", dat {tonnes} ton onder de grens blijft", en=f", which stays {tonnes} tonnes below the cap")


def _warning(found: Capped, speech: Speech) -> Notice:
    ration = speech(
        nl=" Daarna kreeg elk bedrijf een bedrag dat het hooguit mag investeren.",
        en=" Then each company got an amount that it may invest at most.",
    )
    return Notice(
        "care",
        speech(nl="Ook ieder apart kiest zo.", en="Each alone chooses so, too."),
        speech(
            nl="Om binnen de grens te komen telt CO₂ of investering zwaarder mee bij elke keuze, ook bij ieder apart. "
            "Niemand betaalt dat: in geen enkele rekening zit het.",
            en="To keep to the cap CO₂ or investment weighs more in every choice, in 'each alone' as well. Nobody pays "
            "that: it is in no bill.",
        )
        + (ration if found.plan.rationed else "")
        + speech(
            nl=" De grens zelf geldt alleen voor alle bedrijven samen. De bedragen voor typische dagen onder 'Wat is "
            "bewezen' zijn met dat gewicht en voor zulke plannen.",
            en=" The cap itself only holds for all companies together. The amounts under 'What is proven' for typical "
            "days are with that weight and for such plans.",
        ),
    )
