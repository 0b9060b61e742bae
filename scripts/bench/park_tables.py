"""Tables of whole parks for docs/benchmarks.md: growth of time and memory, what was asked and found, real measures."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log

Row = Mapping[str, object]
GROWTH_HEAD = ("companies", "seconds", "CPU, s", "memory")
ASKED_HEAD = ("companies", "asked", "found", "missed")
ASKED: Mapping[int, tuple[float, float, float | None]] = {
    1: (5e-3, 5.0, None),
    10: (5e-3, 60.0, 500.0),
    60: (5e-3, 600.0, 1500.0),
}
"""What the project set itself for so many companies in full detail: gap, seconds, and MB."""
GREW = ("seconds", "cpu_seconds", "peak_mb")
REAL_HEAD = (
    "companies",
    "sizes, whole",
    "left out",
    "everybody alone: EUR, CPU s",
    "no plan below, EUR",
    "plan of all, EUR",
    "gap of the cheapest",
    "seconds",
    "CPU, s",
    "memory, MB",
    "load",
    "how it ended",
)


def growth_rows(rows: Sequence[Row]) -> list[list[str]]:
    """Between each two sizes of park the power of the number of companies with which it grew.

    Only rows with a plan of several companies. A row that did not reach its gap would have taken longer: at least. Of
    two that did not, seconds say nothing.

    >>> one, other = ({"companies": n, "objective": 1.0, "gap": 0.0, "asked": 0.1, "seconds": s, "cpu_seconds": s,
    ...     "peak_mb": 5.0 * n} for n, s in ((10, 1.0), (100, 100.0)))
    >>> growth_rows([one, other])
    [['10 to 100', '2.00', '2.00', '1.00']]
    """
    known = [row for row in rows if row["objective"] is not None and _number(row["companies"]) > 1]
    found = []
    for few, many in pairwise(known):
        wider = _number(many["companies"]) / _number(few["companies"])
        powers = [log(_number(many[key]) / _number(few[key])) / log(wider) for key in GREW]
        least = "" if _near(many) else "at least "
        grew = [f"{least}{powers[0]:.2f}", f"{least}{powers[1]:.2f}"] if _near(few) else ["-", "-"]
        told = [*grew, f"{powers[2]:.2f}"]
        found.append([f"{few['companies']} to {many['companies']}", *told])
    return found


def asked_rows(rows: Sequence[Row]) -> list[list[str]]:
    """What was asked, what was found, and what of it is missed."""
    found = []
    for row in rows:
        if row["companies"] in ASKED:
            gap, seconds, most_mb = ASKED[int(_number(row["companies"]))]
            kept = (
                ("gap", row["gap"] is not None and _number(row["gap"]) <= gap),
                ("time", row["seconds"] is not None and _number(row["seconds"]) <= seconds),
                ("memory", most_mb is None or (row["peak_mb"] is not None and _number(row["peak_mb"]) <= most_mb)),
            )
            missed = ", ".join(name for name, is_kept in kept if not is_kept) or "nothing"
            found.append([str(row["companies"]), _said(gap, seconds, most_mb), _of(row), missed])
    return found


def real_rows(rows: Sequence[Row]) -> list[list[str]]:
    """A park with real companies and measures, as `bench.real_park` printed it."""
    return [
        [
            f"{row['companies']} of {row['park']}",
            f"{row['sizes']}, {row['whole']}",
            ", ".join(f"`{key}`" for key in row["left_out"]) if isinstance(row["left_out"], list) else "-",
            f"{_told(row['start_eur'], ',.0f')}, {_told(row['start_cpu_seconds'], ',.0f')}",
            _told(row["lower_bound"], ",.0f"),
            _found(row),
            _told(row["gap"], ".2%"),
            *(_told(row[key], ",.0f") for key in GREW),
            _told(row["load"], ".0f"),
            f"{row['status']}, {row['passes']} passes",
        ]
        for row in rows
    ]


def _found(row: Row) -> str:
    """The plan that the search of everybody came to, or how near to one."""
    if row["together_eur"] is not None:
        return _told(row["together_eur"], ",.0f")
    return "none" if row["off_kw"] is None else f"none, a row {row['off_kw']} kW off"


def _of(row: Row) -> str:
    gap, seconds, most_mb = (row[key] for key in ("gap", "seconds", "peak_mb"))
    told = f"{_told(seconds, ',.0f')} s, {_told(most_mb, ',.0f')} MB"
    return f"{_told(gap, '.2%')}, {told}"


def _said(gap: float, seconds: float, most_mb: float | None) -> str:
    return f"{gap:.1%}, {seconds:,.0f} s" + ("" if most_mb is None else f", {most_mb:,.0f} MB")


def _near(row: Row) -> bool:
    return _number(row["gap"]) <= _number(row["asked"])


def _told(value: object, form: str) -> str:
    return format(value, form) if isinstance(value, int | float) else "-"


def _number(value: object) -> float:
    return float(str(value))
