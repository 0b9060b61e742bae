"""Reads meter files as companies get them: a year of quarter-hours in UTC+1, every decision and repair listed."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from collectief.park.check_words import Spot, shown
from collectief.park.meter_dialect import EVERY_EAN, Asked
from collectief.park.meter_words import EAN, tell_unclear
from collectief.park.read_meter_columns import VALUES
from collectief.park.read_meter_table import MeterTable, read_meter_table
from collectief.park.read_meter_time import (
    LONGEST_STEP_MINUTES,
    WrittenTimes,
    interval_starts,
    step_minutes,
    written_times,
)
from collectief.park.read_meter_values import values_kw, without_spikes
from collectief.park.read_profile import Series, in_year
from collectief.park.things import Array
from collectief.text import Text

EAN_DIGITS = 18
NO_EAN = "-"
ROUNDING_KW = 0.5
"""Meters of offtake, feed-in and production round apart and are read apart."""
LOOSE_SHARE = 0.01
"""So many small differences below zero are rounding; more are a wrong column."""
NEGATIVE = Text(nl="kleine waarden onder nul; ze zijn nu nul", en="small values below zero; they are zero now")


def read_meter(paths: Sequence[Path], year: int, asked: Asked, *, spot: Spot) -> Array | None:
    """Mean kW in each quarter-hour of the year in UTC+1, shape (35040,), or None with findings.

    The use before own solar: offtake less feed-in plus production. With ``asked.net`` production may be unknown;
    then it is offtake less feed-in, which may be below zero. Never raises on what is in a file.
    """
    before = len(spot.found)
    parts: dict[str, list[pd.DataFrame]] = {}
    for table in _tables(paths, spot):
        for ean, rows in _connections(table, asked, spot=spot).items():
            parts.setdefault(ean, []).append(rows)
    if any(i.severity == "error" for i in spot.found[before:]) or not parts:
        return None
    chosen = _chosen(parts, asked, spot=spot)
    together = None if chosen is None else _together([_once(pd.concat(parts[ean]), spot) for ean in chosen])
    kw = None if together is None else _use(together, asked, spot=spot)
    if kw is None or together is None:
        return None
    time = pd.DatetimeIndex(together.index)
    minutes = step_minutes(time)
    if len(time) < 2 or not 0 < minutes <= LONGEST_STEP_MINUTES or (minutes * 60) % 60:
        spot.say("meter_step_odd", value=minutes)
        return None
    kw = without_spikes(kw, time, asked, spot=spot)
    known = np.isfinite(kw)
    return in_year(Series(time[known], kw[known], minutes), year, spot=spot, below_zero=asked.net)


def _tables(paths: Sequence[Path], spot: Spot) -> list[MeterTable]:
    """The tables in the files; files with the same header, such as one per month, are one table."""
    same: dict[tuple[str, ...], list[MeterTable]] = {}
    for path in paths:
        at = spot if len(paths) == 1 else spot.at(path.name, *spot.ids)
        table = read_meter_table(path, at)
        if table is not None:
            same.setdefault(table.names, []).append(table)
    return [
        MeterTable(names, pd.concat([one.cells for one in tables], ignore_index=True), tables[0].columns)
        for names, tables in same.items()
    ]


def _connections(table: MeterTable, asked: Asked, *, spot: Spot) -> dict[str, pd.DataFrame]:
    """Rows (kW by moment) for each connection in a table; empty with findings where it cannot be read."""
    written = written_times(table, spot)
    if written is None:
        return {}
    eans = _eans(table, spot)
    wanted = asked.ean and asked.ean != EVERY_EAN
    found: dict[str, pd.DataFrame] = {}
    for ean in sorted(set(eans.unique())):
        if wanted and ean not in (asked.ean, NO_EAN):
            found[ean] = pd.DataFrame()
            continue
        rows = _rows(table, written, (eans == ean).to_numpy(dtype=bool), asked=asked, spot=spot)
        if rows is None:
            return {}
        found[ean] = rows
    return found


def _rows(
    table: MeterTable,
    written: WrittenTimes,
    mine: "np.ndarray[tuple[int], np.dtype[np.bool_]]",
    *,
    asked: Asked,
    spot: Spot,
) -> pd.DataFrame | None:
    """kW of one connection by the start of each interval in UTC+1, or None with a finding."""
    cells = table.cells[mine].reset_index(drop=True)
    wall = written.wall[mine]
    zoned = None if written.zoned is None else written.zoned[mine]
    if len(wall) > 1 and wall[0] > wall[-1]:  # newest first
        cells, wall = cells[::-1].reset_index(drop=True), wall[::-1]
        zoned = None if zoned is None else zoned[::-1]
    minutes = step_minutes(wall if zoned is None else zoned)
    if minutes <= 0 or minutes > LONGEST_STEP_MINUTES:
        spot.say("meter_step_odd", value=minutes)
        return None
    starts = interval_starts(WrittenTimes(wall, zoned, minutes), table.columns, asked, spot=spot)
    values = values_kw(MeterTable(table.names, cells, table.columns), minutes, asked, spot=spot)
    if starts is None or values is None:
        return None
    return pd.DataFrame(dict(values), index=starts)[starts.notna()]


def _eans(table: MeterTable, spot: Spot) -> "pd.Series[str]":
    """The connection of each row; a damaged number is told."""
    cells = table.of("ean")
    if cells is None:
        return pd.Series([NO_EAN] * len(table.cells), dtype=str)
    eans = cells.str.replace(r"\D", "", regex=True).where(cells.str.fullmatch(r"[='\"\s\d]*"), cells)
    odd = sorted(ean for ean in eans.unique() if not (ean.isdigit() and len(ean) == EAN_DIGITS))
    if odd:
        spot.say("meter_ean_odd", value=shown(odd[0]), count=len(odd))
    return eans.where(eans != "", NO_EAN)


def _chosen(parts: dict[str, list[pd.DataFrame]], asked: Asked, *, spot: Spot) -> list[str] | None:
    """The connections that count, or None with a question."""
    known = sorted(parts)
    if asked.ean == EVERY_EAN or len(known) == 1:
        if len(known) > 1:
            spot.say("meter_added", before=", ".join(known)[:200], after="1", value=len(known))
        if asked.ean in ("", EVERY_EAN, *known, *([NO_EAN] if NO_EAN in known else [])) or known == [NO_EAN]:
            return known
    if asked.ean in known:
        return [asked.ean]
    tell_unclear(EAN, spot, value=shown(asked.ean or known[0]), choices=", ".join([*known[:8], EVERY_EAN]))
    return None


def _once(rows: pd.DataFrame, spot: Spot) -> pd.DataFrame:
    """Rows in order of time, each moment once; doubles are told, and whether they contradict each other."""
    ordered = rows.sort_index(kind="stable")
    doubles = np.asarray(ordered.index.duplicated(keep="first"))
    if not doubles.any():
        return ordered
    kept = ordered[~doubles]
    spot.say("profile_duplicates", "time", before=str(len(ordered)), after=str(len(kept)), value=int(doubles.sum()))
    second = ordered[doubles]
    apart = ~np.isclose(second.to_numpy(), kept.reindex(second.index).to_numpy(), equal_nan=True).all(axis=1)
    if apart.any():
        spot.say("meter_doubles_differ", value=int(apart.sum()), time=str(second.index[int(apart.argmax())])[:16])
    return kept


def _together(connections: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The sum of connections; a moment that one of them misses is missing."""
    index = connections[0].index
    for one in connections[1:]:
        index = index.union(one.index)
    columns = [name for name in VALUES if any(name in one for one in connections)]
    summed = pd.DataFrame(0.0, index=index, columns=columns)
    for one in connections:
        whole = one.reindex(index)
        for name in columns:
            summed[name] += whole.get(name, 0.0)
    return summed


def _use(rows: pd.DataFrame, asked: Asked, *, spot: Spot) -> Array | None:
    """Use before own solar, or the net where asked, or None with a finding."""
    offtake = rows["offtake"].to_numpy(dtype=np.float64)
    feed_in = rows["feed_in"].to_numpy(dtype=np.float64) if "feed_in" in rows else np.zeros(len(offtake))
    net = offtake - feed_in
    produced = "production" in rows
    feeds = bool((feed_in > 0).any() or (net < -ROUNDING_KW).any())
    if not produced and not asked.net and (feeds or asked.solar_kwp > 0):
        spot.say(
            "meter_solar_unknown",
            value=float(np.nansum(np.maximum(-net, 0.0)) and np.nanmax(-net)),
            kwp=asked.solar_kwp,
        )
        return None
    if asked.net and not produced:
        return np.asarray(net)
    use = net + (rows["production"].to_numpy(dtype=np.float64) if produced else 0.0)
    small = (use < 0) & (use >= -ROUNDING_KW)
    if small.any() and small.mean() <= LOOSE_SHARE:
        lowest = f"{float(use[small].min()):.3g} kW"
        spot.say("meter_rounded", before=lowest, after="0 kW", value=int(small.sum()), reason=NEGATIVE)
        use = np.where(small, 0.0, use)
    return np.asarray(use)
