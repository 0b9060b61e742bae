"""A staged path made up by hand: two years, two companies, one that waits for the grid, and a way that was not done."""

from collections.abc import Mapping
from dataclasses import replace

from collectief import StagedPath, Stated
from collectief.plan.answer import Sums
from collectief.plan.outcome import Breach, CaseKey, Growth
from collectief.plan.path_ways import STOPPED
from collectief.plan.pinch import Pinch
from collectief.plan.stage import Bound, Path, Stage
from collectief.plan.stage_world import World
from collectief.plan.standing import Lot
from collectief.text import Text

YEARS, COUNTED, WEIGHTS = (2027, 2030), (3, 3), (2.0, 1.0)
PANELS = Lot("solar/bakker", "solar", "bakker", "bakker", "", 50.0, 50.0, "kWp", 2027, 25.0, 40_000.0, 2_800.0, 500.0)
PUMP = Lot("heat_pump/smid", "heat_pump", "smid", "smid", "", 20.0, 20.0, "kW", 2030, 15.0, 18_000.0, 1_700.0, 200.0)
MORE = replace(PANELS, amount=0.2, built=0.2, year=2030, investment_eur=160.0, small=True)


def sums(eur: float, tonnes: float) -> Sums:
    return Sums(eur, 1000.0 * tonnes, 1.0, 1.0, 1.0)


def stage(number: int, eur: float, added: tuple[Lot, ...], stood: tuple[Lot, ...] = ()) -> Stage:
    """One year: EUR 100,000 and 600 tonnes where nobody does more than the law asks for."""
    now = World(2027, 2026, 42.0, 86.8, 1.04, 1.21, 0.9)
    later = World(2030, 2026, 63.0, 86.8, 1.17, 1.61, 0.77, grown=(("smid", 60.0),), opened=("west",))
    cases: Mapping[CaseKey, Sums] = {"required": sums(100_000.0, 600.0), "together": sums(eur, 500.0)}
    return Stage(
        world=(now, later)[number], eur=eur, idle_eur=0.0, co2_kg=500_000.0, cases=cases, added=added, stood=stood,
        law=(), members={"west": ("bakker",) if number == 0 else ("bakker", "smid")},
        pinches=(Pinch("smid", "offtake", "contract", 120, 35.0),),
        growth=(Growth("smid", 60.0, 10.0, 20.0, 9000.0, 2027),) if number == 0 else (),
        breaches=(Breach("bakker", "offtake", 100.0, 101.0, 3),) if number == 0 else (),
        sizes={"solar/bakker": 50.0}, input_hash="abc123",
    )  # fmt: skip


def make_path(text: str = "") -> StagedPath:
    """The path; ``text`` stands wherever words come from outside."""
    first, second = stage(0, 90_000.0, (PANELS,)), stage(1, 80_000.0, (PUMP, MORE), (PANELS,))
    forward = Path("forward", (first, second), WEIGHTS)
    guided = Path("guided", (), WEIGHTS, Text(nl=text or "3 kW te klein.", en=text or "3 kW short."))
    at_once = replace(forward, way="at_once", stages=(replace(first, eur=95_000.0), second))
    waiting = Path("waiting", (first,), WEIGHTS, STOPPED)
    return StagedPath(
        park=text or "Het Park", park_year=2025, version="1.0", years=YEARS, counted=COUNTED, interest=0.05,
        stated=(Stated("gas.ttf_eur_per_mwh", 63.0, 2030), Stated(text or "path.gas_per_year", 0.03)),
        paths=(forward, guided, at_once, waiting), best=forward,
        names={"west": text or "West", "bakker": text or "De Bakker", "smid": text or "De Smid"},
        reliefs={"west": 2030}, bounds=(Bound(91_000.0, 90_000.0), Bound(80_500.0, 80_000.0, ("heat_network",))),
        wishes={"smid": (60.0, 2027, "west")},
    )  # fmt: skip
