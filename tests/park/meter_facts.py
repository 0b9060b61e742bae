"""What a meter file leaves open, decided from what is written in it: which options somebody must answer."""

import csv
import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
from meter_files import CLOCKS, Written, shown_at

QUARTERS = 35040
MARKED = re.compile(r"[0-9]+[.,][0-9]+")
EITHER = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
MIDNIGHTS = {
    "dutch": ("dutch",),
    "winter": ("dutch", "winter"),
    "utc": ("dutch",),
    "zoned": ("dutch",),
    "zulu": ("dutch", "utc"),
}
"""On which clocks a day may begin at midnight for times on each clock: days of the customer, or of the clock itself."""


@dataclass(frozen=True)
class Meaning:
    """One way in which somebody may have meant the times: stamp, clock and the starts of the intervals."""

    stamp: str
    clock: str
    starts: pd.DatetimeIndex
    midnights: int


def open_numbers(text: str, how: Written) -> bool:
    """Whether every number with a mark may be thousands as well as decimals."""
    rows = csv.reader(text.splitlines(), delimiter=how.separator)
    marked = {cell for row in rows for cell in row if MARKED.fullmatch(cell)}
    return bool(marked) and all(EITHER.fullmatch(cell) for cell in marked)


def meanings(how: Written) -> list[Meaning]:
    """Every way to mean the times that writes the very same times and keeps most midnights at its ends."""
    rows = QUARTERS * 15 // how.minutes
    first = pd.Timestamp("2025-01-01", tz="+01:00") + pd.Timedelta(minutes=how.minutes * max(0, -how.cut))
    starts = pd.date_range(first, periods=rows - abs(how.cut), freq=f"{how.minutes}min")
    wall = _wall(starts, how.stamp, how.clock, minutes=how.minutes)
    stamps = (how.stamp,) if how.named else ("start", "end")
    clocks = (how.clock,) if how.clock in ("zoned", "zulu") else ("dutch", "winter", "utc")
    found = [_meant(wall, stamp, clock, minutes=how.minutes) for stamp in stamps for clock in clocks]
    known = [one for one in found if one is not None]
    return [one for one in known if one.midnights == max(o.midnights for o in known)]


def _wall(starts: pd.DatetimeIndex, stamp: str, clock: str, *, minutes: int) -> pd.DatetimeIndex:
    return shown_at(starts, stamp, clock, minutes=minutes).tz_localize(None)


def _meant(wall: pd.DatetimeIndex, stamp: str, clock: str, *, minutes: int) -> Meaning | None:
    """The intervals that this stamp and clock make of the times; None where they would be written otherwise."""
    step = pd.Timedelta(minutes=minutes)
    first = wall[0].tz_localize(CLOCKS[clock]).tz_convert("UTC") - (step if stamp == "end" else pd.Timedelta(0))
    starts = pd.date_range(first, periods=len(wall), freq=step)
    if not _wall(starts, stamp, clock, minutes=minutes).equals(wall):
        return None
    ends = (first, starts[-1] + step)
    return Meaning(stamp, clock, starts, max(_midnights(ends, CLOCKS[zone]) for zone in MIDNIGHTS[clock]))


def _midnights(ends: tuple[pd.Timestamp, pd.Timestamp], zone: str) -> int:
    local = [end.tz_convert(zone) for end in ends]
    return sum(int(end == end.normalize()) for end in local)


def undecided(text: str, how: Written) -> set[str]:
    """The options of which the file does not tell the answer."""
    ways = meanings(how)
    stamps, clocks = ({getattr(one, name) for one in ways} for name in ("stamp", "clock"))
    same = len({one.starts[0] for one in ways}) == 1
    facts = {
        "--decimal": open_numbers(text, how),
        "--unit": not how.united and how.minutes != 60,
        "--stamp": not same and len(stamps) > 1,
        "--clock": not same and len(clocks) > 1,
    }
    return {option for option, is_open in facts.items() if is_open}


def known_kw(kw: np.ndarray, how: Written) -> tuple[np.ndarray, np.ndarray]:
    """The quarter-hours that a good reading gives, and which of them are in the file."""
    wanted = np.repeat(kw.reshape(-1, 4).mean(axis=1), 4) if how.minutes == 60 else kw
    lost = abs(how.cut) * how.minutes // 15 + (1 if how.minutes == 5 and how.cut else 0)
    there = np.ones(len(kw), dtype=bool)
    there[: lost if how.cut < 0 else 0] = False
    there[len(kw) - (lost if how.cut > 0 else 0) :] = False
    return wanted, there
