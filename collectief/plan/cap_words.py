"""What to say where no plan keeps its caps: which, by how much, and what would lift it."""

from collections.abc import Callable, Iterator, Sequence

from collectief.plan.caps import Capped, Caps, Tried
from collectief.plan.climate_report import KG_PER_TONNE
from collectief.plan.outcome_sums import Sums
from collectief.text import Text, joined


def out_of_reach(caps: Caps, tried: Sequence[Tried]) -> Text:
    """Sentences for caps that none of these plans keeps; the first is the plan without caps."""
    return joined((*_co2(caps, tried), *_budget(caps, tried), *_both(caps, tried), LIFTED))


LIFTED = Text(
    nl="Maak de grens ruimer, of geef in de gegevens meer ruimte om te bouwen.",
    en="Widen the cap, or give more room to build in the data.",
)


def _co2(caps: Caps, tried: Sequence[Tried]) -> Iterator[Text]:
    if caps.co2_tonnes is None:
        return
    least = _least(tried, lambda one: one.tonnes)
    if caps.tonnes_over(least.sums) <= 0:
        return
    cap, low, free, over = caps.co2_tonnes, least.tonnes, tried[0].tonnes, least.tonnes - caps.co2_tonnes
    yield Text(
        nl=f"Geen plan haalt {_nl(cap, 1)} ton CO2 per jaar. Zonder deze grens stoot het park {_nl(free, 1)} ton "
        f"uit; het laagste dat is gevonden is {_nl(low, 1)} ton. Dat is {_nl(over, 1)} ton te veel.",
        en=f"No plan reaches {_en(cap, 1)} tonnes CO2 a year. Without this cap the park emits {_en(free, 1)} "
        f"tonnes; the lowest that was found is {_en(low, 1)} tonnes. That is {_en(over, 1)} tonnes too much.",
    )


def _budget(caps: Caps, tried: Sequence[Tried]) -> Iterator[Text]:
    if caps.budget_eur is None:
        return
    least = _least(tried, lambda one: one.sums.investment_eur)
    if caps.eur_over(least.sums) <= 0:
        return
    cap, low, over = caps.budget_eur, least.sums.investment_eur, caps.eur_over(least.sums)
    yield Text(
        nl=f"Geen plan blijft binnen een budget van EUR {_nl(cap)}. Het laagste dat is gevonden is EUR {_nl(low)}: "
        f"EUR {_nl(over)} te veel. Daarin zit ook wat de wet aan energiebesparing vraagt.",
        en=f"No plan stays within a budget of EUR {_en(cap)}. The lowest that was found is EUR {_en(low)}: "
        f"EUR {_en(over)} too much. The energy saving that the law asks for is in it.",
    )


def _both(caps: Caps, tried: Sequence[Tried]) -> Iterator[Text]:
    """Where each cap can be kept by itself: how far off the other is then."""
    if caps.co2_tonnes is None or caps.budget_eur is None:
        return
    clean = [one for one in tried if caps.tonnes_over(one.sums) <= 0]
    cheap = [one for one in tried if caps.eur_over(one.sums) <= 0]
    if not clean or not cheap:
        return
    eur = _least(clean, lambda one: one.sums.investment_eur).sums.investment_eur
    tonnes = _least(cheap, lambda one: one.tonnes).tonnes
    yield Text(
        nl=f"Geen plan dat is gevonden houdt beide grenzen. Wat {_nl(caps.co2_tonnes, 1)} ton CO2 haalt, "
        f"investeert minstens EUR {_nl(eur)}: EUR {_nl(eur - caps.budget_eur)} meer dan het budget. "
        f"Met het budget is {_nl(tonnes, 1)} ton het laagste dat is gevonden.",
        en=f"No plan that was found keeps both caps. What reaches {_en(caps.co2_tonnes, 1)} tonnes CO2 invests "
        f"EUR {_en(eur)} or more: EUR {_en(eur - caps.budget_eur)} above the budget. "
        f"With the budget {_en(tonnes, 1)} tonnes is the lowest that was found.",
    )


def _least(tried: Sequence[Tried], of: Callable[[Tried], float]) -> Tried:
    return min(tried, key=of)


def _en(value: float, digits: int = 0) -> str:
    return f"{value:,.{digits}f}"


def _nl(value: float, digits: int = 0) -> str:
    """A number as Dutch writes it.

    >>> _nl(1234.56, 1)
    '1.234,6'
    """
    return _en(value, digits).translate(str.maketrans(",.", ".,"))


def kept_sentence(found: Capped) -> Text:
    """What the caps cost, behind the decision: against the plan without them."""
    more = found.plan.sums.eur - found.free.sums.eur
    caps, alone = _said(found.caps, found.plan.sums), _alone(found)
    if found.plan == found.free:
        free = Text(
            nl="Dat kost niets: ook zonder grens is dit het plan.",
            en="That costs nothing: it is the plan without a cap as well.",
        )
        return Text(nl=f"{caps.nl} {free.nl}", en=f"{caps.en} {free.en}")
    if more >= 0:
        return Text(
            nl=f"{caps.nl} Dat kost EUR {_nl(more)} per jaar meer dan het plan zonder grens.{alone.nl}",
            en=f"{caps.en} That costs EUR {_en(more)} a year more than the plan without a cap.{alone.en}",
        )
    return Text(
        nl=f"{caps.nl} Het is EUR {_nl(-more)} per jaar goedkoper dan het plan zonder grens: zo fijn zocht dat niet.",
        en=f"{caps.en} It is EUR {_en(-more)} a year cheaper than the plan without a cap: that search was not as fine.",
    )


def _alone(found: Capped) -> Text:
    """What each alone comes to where that keeps not all caps, so that its cost is no cost of the same thing."""
    if found.caps.kept_by(found.alone):
        return Text(nl="", en="")
    said = _amounts(found.caps, found.alone)
    return Text(
        nl=f" Ieder apart, op dezelfde manier gekozen, komt niet binnen de grens: {said.nl}.",
        en=f" Each alone, chosen in the same way, does not keep to the cap: {said.en}.",
    )


def _said(caps: Caps, sums: Sums) -> Text:
    """Each cap with what the plan makes of it."""
    said = _amounts(caps, sums)
    return Text(nl=f"Dit plan blijft binnen de grens: {said.nl}.", en=f"This plan keeps to the cap: {said.en}.")


def _amounts(caps: Caps, sums: Sums) -> Text:
    """Each amount with its cap."""
    nl, en = [], []
    if caps.co2_tonnes is not None:
        tonnes = sums.co2_kg / KG_PER_TONNE
        nl.append(f"{_nl(tonnes, 1)} ton CO2 per jaar (hooguit {_nl(caps.co2_tonnes, 1)})")
        en.append(f"{_en(tonnes, 1)} tonnes CO2 a year (at most {_en(caps.co2_tonnes, 1)})")
    if caps.budget_eur is not None:
        nl.append(f"EUR {_nl(sums.investment_eur)} investering (hooguit {_nl(caps.budget_eur)})")
        en.append(f"EUR {_en(sums.investment_eur)} of investment (at most {_en(caps.budget_eur)})")
    return Text(nl=" en ".join(nl), en=" and ".join(en))
