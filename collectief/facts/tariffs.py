"""What the grid operators charge: one table per operator and year (``grid_tariffs/``), one row per category."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import sqrt
from types import MappingProxyType
from typing import Any, Literal, cast, get_args

from collectief.facts.csv_rows import confidence, number, read_rows
from collectief.facts.fact import Confidence, Fact
from collectief.facts.ranges import ranged
from collectief.facts.swing import as_swung
from collectief.facts.tables import fact, missing
from collectief.facts.tariff_terms import Period, Tier, periods, tiers
from collectief.text import Text

TariffKind = Literal["large", "small"]
Level = Literal["LS", "MSLS", "MS", "HSMS", "TS"]
"""Network level, from low (LS) to high (TS)."""
LowHours = Literal["none", "night", "night_weekend_holiday"]
"""When the low kWh charge holds. ``night``: 23-07 h. ``night_weekend_holiday``: also weekends and holidays."""
W_PER_KW = 1000.0
TABLES = "grid_tariffs"
"""Folder of the tables: ``<operator>_<year>.csv``."""


@dataclass(frozen=True, slots=True)
class Tariff:
    """One category of one operator, EUR excluding VAT.

    ``large``: standing charge and connection fee a year, EUR per contracted kW a year, EUR per kW of the
    highest quarter-hour of each month, EUR per kWh in normal and low hours. ``small``: only
    ``standing_eur_year``, the capacity tariff by fuse (``ampere``, ``phases``).

    Optional terms: from a ``Tier`` on each kW or kWh costs another price; in a ``Period`` other prices hold; with
    ``lookback_months`` above 1 the charged kW of a month is at least ``lookback_share`` of the highest of so many
    months up to and with this one.

    >>> tariff("stedin_2026.MS").peak_eur_kw_month
    3.0966
    """

    key: str
    kind: TariffKind
    level: Level
    standing_eur_year: float
    contract_eur_kw_year: float
    peak_eur_kw_month: float
    kwh_normal: float
    kwh_low: float
    connection_fee_eur_year: float
    low_hours: LowHours
    year: int
    source: str
    confidence: Confidence
    ampere: float | None = None
    phases: int | None = None
    standing_low: float | None = None
    standing_high: float | None = None
    note: str = ""
    contract_tiers: tuple[Tier, ...] = ()
    peak_tiers: tuple[Tier, ...] = ()
    kwh_tiers: tuple[Tier, ...] = ()
    periods: tuple[Period, ...] = ()
    lookback_months: int = 1
    lookback_share: float = 1.0

    @property
    def charges_peaks(self) -> bool:
        """Whether the highest quarter-hour of a month costs anything.

        >>> tariff("stedin_2026.MS").charges_peaks, tariff("stedin_2026.LS").charges_peaks
        (True, False)
        """
        prices = (self.peak_eur_kw_month, *(t.eur for t in self.peak_tiers))
        return any(prices) or any(p.peak_eur_kw_month for p in self.periods)

    @property
    def plain_peaks(self) -> bool:
        """Whether each kW of a monthly peak simply costs ``peak_eur_kw_month``."""
        return (
            not self.peak_tiers
            and self.lookback_months == 1
            and not any(p.peak_eur_kw_month is not None for p in self.periods)
        )

    @property
    def approximate(self) -> tuple[str, ...]:
        """Names of the terms that a search for a plan only approximates; a bill is always exact.

        >>> tariff("stedin_2026.MS").approximate
        ()
        """
        found = tuple(n for n in ("contract_tiers", "peak_tiers", "kwh_tiers") if getattr(self, n))
        return (*found, "lookback_months") if self.lookback_months > 1 else found

    @property
    def rank(self) -> int:
        """Place of the network level, 0 for LS to 4 for TS, so that the highest can be found.

        >>> tariff("enexis_2025.MSLS_125").rank < tariff("enexis_2025.MSD_1500").rank
        True
        """
        return get_args(Level).index(self.level)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The amounts that are not zero, each as a `Fact`.

        >>> [f.key for f in tariff("stedin_2026.KV_3x63A").facts]
        ['tariff.stedin_2026.KV_3x63A.standing_eur_year']
        """
        return _facts_of(self)


@cache
def _facts_of(row: Tariff) -> tuple[Fact, ...]:
    """Made once per category: a bill asks for its tariff many times."""
    return tuple(_fact(row, name, unit) for name, unit in UNITS.items() if getattr(row, name))


def _fact(row: Tariff, name: str, unit: str) -> Fact:
    value, standing = float(getattr(row, name)), name == "standing_eur_year"
    low, high = (row.standing_low, row.standing_high) if standing else (None, None)
    one = Fact(
        f"tariff.{row.key}.{name}",
        value,
        unit,
        row.year,
        row.source,
        row.confidence,
        value if low is None else low,
        value if high is None else high,
        row.note,
    )
    return ranged(one, {}) if low is None and high is None else one


UNITS: Mapping[str, str] = MappingProxyType(
    {
        "standing_eur_year": "EUR/yr excl VAT",
        "contract_eur_kw_year": "EUR/kW/yr excl VAT",
        "peak_eur_kw_month": "EUR/kW/month excl VAT",
        "kwh_normal": "EUR/kWh excl VAT",
        "kwh_low": "EUR/kWh excl VAT",
        "connection_fee_eur_year": "EUR/yr excl VAT",
    }
)


@cache
def _tariffs() -> Mapping[str, Tariff]:
    """All categories by key. Read once: the tables do not change while the program runs."""
    names = sorted(f.name for f in (files(__package__) / TABLES).iterdir() if f.name.endswith(".csv"))
    rows = (row for name in names for row in read_rows(f"{TABLES}/{name.removesuffix('.csv')}"))
    return MappingProxyType({row["key"]: made_tariff(row) for row in rows})


def made_tariff(row: Mapping[str, str]) -> Tariff:
    """The category in a row of a table, cells by column; columns of optional terms may be absent.

    Raises ValueError where a cell makes no sense.
    """
    return Tariff(
        key=row["key"],
        kind=cast(TariffKind, row["kind"]),
        level=cast(Level, row["level"]),
        low_hours=cast(LowHours, row["low_hours"]),
        year=int(row["year"]),
        source=row["source"],
        confidence=confidence(row["confidence"]),
        ampere=number(row.get("ampere", "")),
        phases=int(row["phases"]) if row.get("phases") else None,
        standing_low=number(row.get("standing_low", "")),
        standing_high=number(row.get("standing_high", "")),
        note=row.get("note", ""),
        contract_tiers=tiers(row.get("contract_tiers", "")),
        peak_tiers=tiers(row.get("peak_tiers", "")),
        kwh_tiers=tiers(row.get("kwh_tiers", "")),
        periods=periods(row.get("periods", "")),
        lookback_months=int(row.get("lookback_months") or 1),
        lookback_share=float(row.get("lookback_share") or 1.0),
        **{name: float(row[name]) for name in UNITS},
    )


def tariff(key: str) -> Tariff:
    """The category with this key, such as ``stedin_2026.MSLS``; raises MissingFact, which names close keys."""
    tariffs = _tariffs()
    if key not in tariffs:
        raise missing(Text(nl="Tarief", en="Tariff"), key, tariffs)
    found = tariffs[key]
    amounts: dict[str, Any] = {f.key.rpartition(".")[2]: as_swung(f).value for f in found.facts}
    return found if all(getattr(found, n) == v for n, v in amounts.items()) else replace(found, **amounts)


def tariff_keys() -> tuple[str, ...]:
    """All keys, in the order of the table."""
    return tuple(_tariffs())


def tariff_kind(key: str) -> TariffKind:
    """Whether a category is for large or small users.

    >>> tariff_kind("enexis_2025.KV_3x80A")
    'small'
    """
    return tariff(key).kind


def fuse_kva(key: str) -> float:
    """Physical size in kVA of a small user's fuse; raises MissingFact for a category without one.

    Three phases: sqrt(3) x 400 V x A; one phase: 230 V x A.

    >>> round(fuse_kva("stedin_2026.KV_3x80A"), 1)
    55.4
    """
    return fuse_of(tariff(key))


def fuse_of(row: Tariff) -> float:
    """Physical size in kVA of the fuse of a category; raises MissingFact for one without a fuse."""
    if row.ampere is None:
        raise missing(Text(nl="Zekering bij tarief", en="Fuse of tariff"), row.key, _small())
    volt = fact("grid.phase_volt").value if row.phases == 1 else sqrt(3.0) * fact("grid.line_volt").value
    return volt * row.ampere / W_PER_KW


def _small() -> tuple[str, ...]:
    return tuple(k for k, t in _tariffs().items() if t.kind == "small")
