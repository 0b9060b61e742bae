"""One damage per finding of a meter file that is put in the folder of a park as it came."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from meter_files import EAN, Written, meter_text, year_kw

Change = Callable[[list[str]], list[str]]
Damage = Callable[[Path], object]
PLACE = "profielen/bakker.csv"


@cache
def _lines(how: Written) -> tuple[str, ...]:
    """The lines of a meter file of a year that begins with nothing, written once per dialect."""
    kw = year_kw()
    kw[0] = 0.0
    return tuple(meter_text(kw, how).split("\r\n"))


def meter(change: Change = list, how: Written | None = None) -> Damage:
    """The profile of the baker as a meter file, with its lines changed."""

    def damage(folder: Path) -> None:
        (folder / "profielen" / "bakker.parquet").unlink()
        lines = _lines(how or Written(columns="production"))
        (folder / PLACE).write_text("\n".join(change(list(lines))), encoding="utf-8")

    return damage


def column(name: str, value: str) -> Change:
    """A column more."""
    return lambda lines: [f"{lines[0]};{name}", *(f"{line};{value}" for line in lines[1:-1])]


def _cell(lines: list[str], row: int, at: int, value: str) -> list[str]:
    cells = lines[row].split(";")
    cells[at] = value
    return [*lines[:row], ";".join(cells), *lines[row + 1 :]]


def _status(lines: list[str], word: str) -> list[str]:
    return [line.replace("gemeten", word) if 40 < n < 44 else line for n, line in enumerate(lines)]


def _counter(lines: list[str]) -> list[str]:
    return [lines[0], *(f"{x.partition(';')[0]};{1000 + n};0;0;gemeten" for n, x in enumerate(lines[1:-1]))]


def _two_eans(lines: list[str]) -> list[str]:
    rows = lines[1:-1]
    return [f"EAN;{lines[0]}", *(f"{EAN}{'' if n % 2 else '9'};{row}" for n, row in enumerate(rows))]


METER_CASES: dict[str, tuple[Damage, str]] = {
    "meter_columns_unclear": (meter(lambda ls: ["a;b;c;d;e", *ls[1:]]), PLACE),
    "meter_columns_ignored": (meter(column("Opmerking", "-")), PLACE),
    "meter_rows_dropped": (meter(lambda ls: [*ls, "Totaal;1;1;1;x"]), PLACE),
    "meter_decided": (meter(), PLACE),
    "meter_unclear": (meter(_two_eans), PLACE),
    "meter_values_dropped": (meter(lambda ls: _status(ls, "ongeldig")), PLACE),
    "meter_status": (meter(lambda ls: _status(ls, "geschat")), PLACE),
    "meter_counter": (meter(_counter), PLACE),
    "meter_spikes": (meter(lambda ls: _cell(ls, 500, 1, "33")), PLACE),
    "meter_step_odd": (meter(lambda ls: [ls[0], *ls[1:-1:8]]), PLACE),
    "meter_ean_odd": (meter(column("EAN", "8,7E+17")), PLACE),
    "meter_doubles_differ": (meter(lambda ls: [*ls[:-1], ls[50].partition(";")[0] + ";9;0;0;x"]), PLACE),
    "meter_solar_unknown": (meter(how=Written()), PLACE),
    "meter_rounded": (meter(lambda ls: _cell(ls, 1, 2, "2,1")), PLACE),
}
"""Findings that only ``collectief import meter`` can have are tested with it."""
ONLY_IMPORT = {"meter_added", "meter_company_unknown"}
