"""The bill of a group transport contract: one contract and the peaks of the net load of all members.

Rule: Tarievencode 3.1.3a, 3.7.2a, 3.7.19 (Stcrt. 2025-43262, in force 20-12-2025), through a public transcription.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from collectief.errors import ModelError
from collectief.facts import Tariff, fact
from collectief.money.bill import Line
from collectief.money.charges import Flags, Months, contract_eur, monthly_peaks, peak_eur, transport_kwh_eur
from collectief.money.tariff import standing_bill
from collectief.profile.year import Array
from collectief.text import Text

MONTHS_PER_YEAR = 12


@dataclass(frozen=True, slots=True, eq=False)
class GroupMember:
    """One connection in a group: its own tariff and its net load (kW, offtake positive, shape (35040,)).

    ``may_take`` is False for a member that only feeds in: it does not count for the network level.

    >>> from collectief.facts import tariff
    >>> GroupMember(tariff("stedin_2026.MS"), np.zeros(35040)).may_take
    True
    """

    tariff: Tariff
    net_kw: Array
    may_take: bool = True


def group_tariff(members: Sequence[GroupMember]) -> Tariff:
    """The category a group pays: the highest network level among members that may take power (3.7.2a).

    Where categories of one level differ, the one that is dearest per kW a year: the careful reading.
    Raises ModelError for small users, for more than one tariff sheet and for a group where nobody may take power.
    """
    _check(members)
    return max((m.tariff for m in members if m.may_take), key=dearness)


def dearness(tariff: Tariff) -> tuple[int, float]:
    """Network level, then EUR per kW a year of contract and peaks: the member for whom this is highest sets the price.

    >>> from collectief.facts import tariff
    >>> dearness(tariff("enexis_2025.MST")) < dearness(tariff("enexis_2025.MSD_1500"))
    True
    """
    return tariff.rank, _eur_per_kw(tariff)


def group_levels(tariffs: Iterable[Tariff]) -> dict[str, str]:
    """What a group at each category is called, by key: its network level, and its category where a level has two.

    Groups of one name pay one price, so that two of them never pay less than one.

    >>> from collectief.facts import tariff
    >>> group_levels([tariff("stedin_2026.MS"), tariff("stedin_2026.MSLS")])
    {'stedin_2026.MS': 'MS', 'stedin_2026.MSLS': 'MSLS'}
    >>> group_levels(map(tariff, ("enexis_2025.MST", "enexis_2025.MSD_1500", "enexis_2025.MSD_gt1500"))).values()
    dict_values(['MS.MST', 'MS.MSD_1500', 'MS.MSD_1500'])
    """
    every = list(tariffs)
    prices = {t.level: {dearness(o) for o in every if o.level == t.level} for t in every}
    first = {price: min(t.key for t in every if dearness(t) == price) for price in {dearness(t) for t in every}}
    return {
        t.key: t.level if len(prices[t.level]) == 1 else f"{t.level}.{first[dearness(t)].rpartition('.')[2]}"
        for t in every
    }


def group_bill(
    members: Sequence[GroupMember], *, group_kw: float, months: Months, periods: Sequence[Flags] = ()
) -> dict[Line, float]:
    """What a group pays together for one contract of ``group_kw``, EUR a year excluding VAT.

    Contract kW, twelve monthly peaks of the net load of all (0 or more), and the surcharge on MS/LS members.
    Standing charge, kWh charge (`member_bill`) and energy tax stay with each connection. ``periods`` are those of
    the category that the group pays.
    """
    shared = group_tariff(members)
    net_kw = np.sum([m.net_kw for m in members], axis=0)
    return {
        "contract_kw": contract_eur(shared, group_kw),
        "peak_kw": peak_eur(shared, net_kw, months=months, periods=periods),
        "group_surcharge": sum(surcharge_eur(m, shared, months=months) for m in members),
    }


def surcharge_eur(member: GroupMember, shared: Tariff, *, months: Months) -> float:
    """Surcharge of an MS/LS member in a group that pays a higher level, EUR a year (3.7.19); else 0.

    Per month 1/12 of the difference of the yearly contract tariffs, times the member's own peak of that month.
    The article speaks of MS; for a still higher level the same difference is taken, never below 0.
    """
    return surcharge_eur_per_kw(member.tariff, shared) * float(monthly_peaks(member.net_kw, months).sum())


def surcharge_eur_per_kw(own: Tariff, shared: Tariff) -> float:
    """Surcharge per kW of a member's own peak of a month, EUR; only MS/LS in a group of a higher level pays it.

    >>> from collectief.facts import tariff
    >>> round(surcharge_eur_per_kw(tariff("stedin_2026.MSLS"), tariff("stedin_2026.MS")), 3)
    1.908
    >>> surcharge_eur_per_kw(tariff("stedin_2026.MS"), tariff("stedin_2026.HSTS_MS"))
    0.0
    """
    if own.level != "MSLS" or shared.level == "MSLS":
        return 0.0
    return max(0.0, own.contract_eur_kw_year - shared.contract_eur_kw_year) / MONTHS_PER_YEAR


def member_bill(tariff: Tariff, net_kw: Array, *, low_hours: Flags, periods: Sequence[Flags] = ()) -> dict[Line, float]:
    """What a member goes on paying for its own connection: standing charge, connection fee and kWh, EUR a year."""
    kwh_eur = transport_kwh_eur(tariff, net_kw, low_hours=low_hours, periods=periods)
    return {**standing_bill(tariff), "transport_kwh": kwh_eur}


def running_bill(members: int, *, fixed_eur: float | None = None, member_eur: float | None = None) -> dict[Line, float]:
    """Running a group contract with this many members, EUR a year; None takes the key figure.

    >>> running_bill(3)
    {'group_running': 19800.0}
    """
    fixed = fact("group.fixed_eur_per_year").value if fixed_eur is None else fixed_eur
    each = fact("group.member_eur_per_year").value if member_eur is None else member_eur
    return {"group_running": fixed + members * each if members else 0.0}


def _eur_per_kw(tariff: Tariff) -> float:
    return tariff.contract_eur_kw_year + MONTHS_PER_YEAR * tariff.peak_eur_kw_month


def _check(members: Sequence[GroupMember]) -> None:
    small = [m.tariff.key for m in members if m.tariff.kind == "small"]
    sheets = sorted({m.tariff.key.partition(".")[0] for m in members})
    if small:
        raise ModelError(
            Text(
                nl=f"Kleinverbruikers kunnen niet in een groepscontract: {', '.join(small)}. Laat ze erbuiten.",
                en=f"Small users cannot join a group contract: {', '.join(small)}. Leave them out.",
            )
        )
    if len(sheets) != 1 or not any(m.may_take for m in members):
        raise ModelError(
            Text(
                nl=f"Een groep heeft één tariefblad en minstens één afnemer nodig; gevonden: {sheets}.",
                en=f"A group needs one tariff sheet and at least one member that takes power; found: {sheets}.",
            )
        )
