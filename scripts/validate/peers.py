"""Whether other tools find the same cost for the same small design problem, and in how much time.

A company with a load, a roof, a battery to size, hourly prices and a charge on its highest hour. PyPSA and CBC are
installed in an environment of their own.
"""

import json
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from collectief.facts import fact
from collectief.model import Flow, Limit, Load, Part, Rows, Size, Steps, Store, Warm, solve, to_rows
from collectief.profile import synthetic_year
from collectief.profile.sun import roof_profile
from validate.beside import python_beside
from validate.page import Section

HOURS = (168, 672)
INSTALLED = ("pypsa==1.4.*", "pulp[cbc]>=3.3.2,<5", "highspy")
FOLDER = ".venv-peers-validate"
FIRST = "matrices in HiGHS"
"""The tool that the others are held against."""
AGREE = 1e-4
"""How far costs of one problem may differ, as a part: each tool solves it to the end."""
LOAD_KW, SWING_KW, ROOF_KWP, MOST_KWH = 60.0, 40.0, 250.0, 400.0
"""A load of 60 kW that swings by 40 a day, and what roof and yard can carry: a case, no figure about the world."""
SOLAR_EUR, BATTERY_EUR, PEAK_EUR, BETWEEN_EUR = 60.0, 25.0, 74.0, 0.12
"""EUR a year per kWp, per kWh and per kW, and between a kWh bought and sold: a case as well."""


def peers(root: Path) -> Section:
    """Solve with our matrices, with PuLP and HiGHS, with PuLP and CBC, and with PyPSA."""
    python = python_beside(root / FOLDER, INSTALLED)
    rows = []
    for hours in HOURS:
        problem = _problem(hours)
        ours = _ours(problem)
        with tempfile.TemporaryDirectory(prefix="peers-") as folder:
            file = Path(folder) / "problem.json"
            file.write_text(json.dumps(problem), encoding="utf-8")
            command = [str(python), str(Path(__file__).with_name("peer_models.py")), str(file)]
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=1200)
            if done.returncode:
                raise SystemExit(done.stderr[-2000:])
        found = {**ours, **json.loads(done.stdout.splitlines()[-1])}
        rows += _rows(hours, found)
    return Section(
        "Peers",
        "One company that sizes solar panels and a battery on hourly prices, with a charge on its highest hour, in "
        "each tool; building and solving together. *Ratio* is to our matrices in bare HiGHS. Costs that differ by more "
        f"than {AGREE:g} end the measurement.",
        ("hours", "tool", "EUR", "off", "s", "ratio"),
        rows,
    )


def _rows(hours: int, found: Mapping[str, tuple[float, float]]) -> list[list[str]]:
    """A row for each tool, of its cost and seconds; ends with a sentence where one finds another cost."""
    eur, floor = found[FIRST]
    off = {tool: (other - eur) / abs(eur) for tool, (other, _) in found.items()}
    apart = [f"{tool}: {found[tool][0]:,.2f} EUR ({by:+.1e})" for tool, by in off.items() if not abs(by) <= AGREE]
    if apart:
        raise SystemExit(
            f"{hours} hours: tools do not agree on {eur:,.2f} EUR. {'; '.join(apart)}. Nothing is written."
        )
    return [
        [str(hours), tool, f"{other:,.2f}", f"{off[tool]:+.1e}", f"{seconds:.2f}", f"{seconds / floor:.1f}"]
        for tool, (other, seconds) in found.items()
    ]


def _problem(hours: int) -> dict[str, list[float] | float]:
    """Everything the tools need: series of so many hours of the made year, and yearly prices for as many hours."""
    year = synthetic_year(2025)
    part = hours / 8760
    clock = np.arange(8760) % 24
    load = LOAD_KW - SWING_KW * np.cos(2 * np.pi * clock / 24)
    price = np.maximum(year.price_eur_per_kwh, 0.0) + fact("electricity.margin_eur_per_kwh").value
    return {
        "load_kw": load[:hours].tolist(),
        "sun": roof_profile(year)[:hours].tolist(),
        "buy": price[:hours].tolist(),
        "sell": (price[:hours] - BETWEEN_EUR).tolist(),
        "solar_eur": SOLAR_EUR * part,
        "battery_eur": BATTERY_EUR * part,
        "peak_eur": PEAK_EUR * part,
        "hours_to_fill": fact("battery.hours").value,
        "efficiency": fact("battery.round_trip").value,
        "roof_kwp": ROOF_KWP,
        "most_kwh": MOST_KWH,
    }


def _ours(problem: dict[str, list[float] | float]) -> dict[str, tuple[float, float]]:
    """Cost and seconds of our rows, in bare HiGHS and through PuLP."""
    hours = len(np.atleast_1d(problem["load_kw"]))
    steps = Steps(np.arange(hours), np.ones(hours), *(np.zeros(hours, dtype=np.int64),) * 2, np.ones(1))
    found = {}
    for tool, answer in ((FIRST, _warm), ("our rows, PuLP, HiGHS", _pulp)):
        began = time.perf_counter()
        eur = answer(to_rows(_parts(problem), steps))
        found[tool] = (eur, time.perf_counter() - began)
    return found


def _warm(rows: Rows) -> float:
    return Warm(rows, presolve=True).solve().upper


def _pulp(rows: Rows) -> float:
    return solve(rows, gap=1e-9, seconds=600.0).upper


def _parts(problem: dict[str, list[float] | float]) -> tuple[Part, ...]:
    """The company in our grammar."""
    of = {key: np.asarray(value, dtype=np.float64) for key, value in problem.items()}
    bus, most_kw = ("us", "electricity"), float(of["load_kw"].max() + of["most_kwh"])
    return (
        Load("load", "us", bus, of["load_kw"]),
        Size("solar", "us", float(of["roof_kwp"]), eur_per_unit=float(of["solar_eur"])),
        Flow("solar:kw", "us", {bus: 1.0}, of["sun"], "solar"),
        Size("battery", "us", float(of["most_kwh"]), eur_per_unit=float(of["battery_eur"])),
        Store("battery:store", "us", bus, "battery", float(of["hours_to_fill"]), float(of["efficiency"])),
        Flow("buy", "us", {bus: 1.0}, most_kw, eur_per_kwh=of["buy"]),
        Flow("sell", "us", {bus: -1.0}, float(of["roof_kwp"] + of["most_kwh"]), eur_per_kwh=-of["sell"]),
        Limit("peak", "us", {"buy": 1.0}, per="month", eur_per_kw=float(of["peak_eur"])),
    )
