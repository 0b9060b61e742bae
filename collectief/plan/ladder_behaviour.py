"""What people can do otherwise: shifts, deliveries, commuting and charging at night. Estimates, and they say so.

kW come from key figures; EUR are what lower peaks save at the tariff of today, month by month (nothing for a small
user, who pays by fuse).
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.money import Quarters
from collectief.money.charges import peak_eur
from collectief.park import Company
from collectief.plan.outcome import Outcome
from collectief.plan.rung import Step
from collectief.profile.mobility import driving
from collectief.text import Text

Array = NDArray[np.float64]
LEAST_KW = 0.5
"""Less is not worth a talk with anybody."""
SHIFT = Text(nl="Schuif diensten of machines uit de drukke uren", en="Move shifts or machines out of the busy hours")
DELIVERY = Text(nl="Spreid leveringen, koelen en heffen over de dag", en="Spread deliveries, cooling and lifting")
COMMUTING = Text(
    nl="Laat auto's van medewerkers later of elders laden", en="Let cars of staff charge later or elsewhere"
)
NIGHT = Text(
    nl="Laad bestelbussen en vrachtwagens gelijkmatig in de nacht",
    en="Charge vans and lorries evenly through the night",
)


def behaviour(outcome: Outcome, company: Company) -> Iterator[Step]:
    """The rungs of behaviour of one company."""
    now_kw, peak_kw = outcome.cases["now"].net_kw[company.id], outcome.cases["now"].energy[company.id].offtake_peak_kw
    for key, text in (("shift", SHIFT), ("delivery", DELIVERY)):
        share = fact(f"behaviour.{key}.peak_share").value
        if share * peak_kw >= LEAST_KW:
            eur = peaks_eur(outcome, company, now_kw) - peaks_eur(outcome, company, now_kw * (1.0 - share))
            yield Step(key, text, share * peak_kw, fact(f"behaviour.{key}.weeks"), eur, estimate=True, note=_peaks())
    yield from _commuting(outcome, company, now_kw)
    yield from _night(outcome, company, now_kw)


def peaks_eur(outcome: Outcome, company: Company, net_kw: Array) -> float:
    """The charge on monthly peaks of a net load at the company's own tariff of today, EUR a year."""
    tariff = outcome.park.tariff(company.connection.tariff)
    if tariff.kind == "small":
        return 0.0
    clock = Quarters(outcome.year.local, np.repeat(outcome.year.month, 4), 4)
    return peak_eur(tariff, net_kw, months=clock.months, periods=clock.periods(tariff))


def _commuting(outcome: Outcome, company: Company, now_kw: Array) -> Iterator[Step]:
    lead = fact("behaviour.commuting.weeks")
    if company.fte is None:
        note = Text(
            nl="Vraag na hoeveel elektrische auto's hier overdag laden, en hoe laat (aantal medewerkers onbekend).",
            en="Ask how many electric cars charge here by day, and when (number of staff unknown).",
        )
        yield Step("commuting", COMMUTING, None, lead, None, estimate=True, note=note)
        return
    kw = fact("behaviour.commuting.kw_per_fte").value * company.fte
    if kw >= LEAST_KW:
        eur = peaks_eur(outcome, company, now_kw) - peaks_eur(outcome, company, now_kw - kw)
        yield Step("commuting", COMMUTING, kw, lead, eur, estimate=True, note=_peaks())


def _night(outcome: Outcome, company: Company, now_kw: Array) -> Iterator[Step]:
    """Vans and lorries that charge through the night and not when they come back."""
    stand = driving(company, outcome.year)
    even_kw = float((stand.vans.even_kw + stand.lorries.even_kw).max())
    if even_kw < LEAST_KW:
        return
    eur = peaks_eur(outcome, company, now_kw + even_kw) - peaks_eur(outcome, company, now_kw)
    note = Text(
        nl="Met eigen laadpalen: wat anders boven op de avondpiek komt, en wat die piek dan kost.",
        en="With chargers of your own: what else comes on top of the evening peak, and what that peak then costs.",
    )
    yield Step("night_charging", NIGHT, even_kw, fact("lead.night_charging.weeks"), eur, estimate=True, note=note)


def _peaks() -> Text:
    return Text(
        nl="EUR: lagere maandpieken bij uw tarief van nu.", en="EUR: lower monthly peaks at your tariff of today."
    )
