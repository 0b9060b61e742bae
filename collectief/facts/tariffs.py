"""What the grid operators charge: one row per operator, year and category."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import sqrt
from types import MappingProxyType
from typing import Literal, cast, get_args

from collectief.facts.fact import Confidence, Fact
from collectief.facts.tables import confidence, fact, missing, number, read_rows
from collectief.text import Text

TariffKind = Literal["large", "small"]
Level = Literal["LS", "MSLS", "MS", "HSMS", "TS"]
"""Network level, from low (LS) to high (TS)."""
LowHours = Literal["none", "night", "night_weekend_holiday"]
"""When the low kWh charge holds. ``night``: 23-07 h. ``night_weekend_holiday``: also weekends and holidays."""
W_PER_KW = 1000.0


@dataclass(frozen=True, slots=True)
class Tariff:
    """One category of one operator, EUR excluding VAT.

    ``large``: standing charge and connection fee a year, EUR per contracted kW a year, EUR per kW of the
    highest quarter-hour of each month, EUR per kWh in normal and low hours. ``small``: only
    ``standing_eur_year``, the capacity tariff by fuse (``ampere``, ``phases``).

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
        return tuple(self._fact(name, unit) for name, unit in UNITS.items() if getattr(self, name))

    def _fact(self, name: str, unit: str) -> Fact:
        standing = name == "standing_eur_year"
        return Fact(
            f"tariff.{self.key}.{name}",
            float(getattr(self, name)),
            unit,
            self.year,
            self.source,
            self.confidence,
            self.standing_low if standing else None,
            self.standing_high if standing else None,
            self.note,
        )


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
    """All categories by key. Read once: the table does not change while the program runs."""
    return MappingProxyType({row["key"]: _tariff(row) for row in read_rows("tariffs")})


def _tariff(row: Mapping[str, str]) -> Tariff:
    return Tariff(
        key=row["key"],
        kind=cast(TariffKind, row["kind"]),
        level=cast(Level, row["level"]),
        low_hours=cast(LowHours, row["low_hours"]),
        year=int(row["year"]),
        source=row["source"],
        confidence=confidence(row["confidence"]),
        ampere=number(row["ampere"]),
        phases=int(row["phases"]) if row["phases"] else None,
        standing_low=number(row["standing_low"]),
        standing_high=number(row["standing_high"]),
        note=row["note"],
        **{name: float(row[name]) for name in UNITS},
    )


def tariff(key: str) -> Tariff:
    """The category with this key, such as ``stedin_2026.MSLS``; raises MissingFact, which names close keys."""
    tariffs = _tariffs()
    if key not in tariffs:
        raise missing(Text(nl="Tarief", en="Tariff"), key, tariffs)
    return tariffs[key]


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
    row = tariff(key)
    if row.ampere is None:
        raise missing(Text(nl="Zekering bij tarief", en="Fuse of tariff"), key, _small())
    volt = fact("grid.phase_volt").value if row.phases == 1 else sqrt(3.0) * fact("grid.line_volt").value
    return volt * row.ampere / W_PER_KW


def _small() -> tuple[str, ...]:
    return tuple(k for k, t in _tariffs().items() if t.kind == "small")
