"""A made-up but self-consistent outcome: six companies, two areas, every case and every measure.

bakker | koel | metaal      area noord
---s1------s2------s3---
druk   | vracht | garage    area zuid
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from outcome_cases import COMPANIES, case_of, net_of
from shapely.geometry import LineString, Point, Polygon, box

from collectief.allocation import Allocation, CoreReport, Entry, Leaving, Tested
from collectief.facts import Fact
from collectief.park import (
    Building,
    Company,
    Connection,
    EnergyArea,
    Issue,
    Mobility,
    Parcel,
    Park,
    ResidualHeat,
    Rules,
    Street,
    Wish,
)
from collectief.plan.contract_group import ContractGroup
from collectief.plan.outcome import CASES, AreaReport, Case, CaseKey, Growth, Outcome, Reason
from collectief.plan.stay import Staying
from collectief.profile.year import Year
from collectief.text import Text

X, Y = 196_000.0, 472_000.0
NAMES: Mapping[str, str] = {
    "park": "De Proefhoek",
    "bakker": "Bakkerij De Gouden Korenaar",
    "koel": 'Koelhuis "Noord" & Zn. <BV>',
    "metaal": "=SOM(A1:A9) Metaal",
    "druk": "Drukkerij Van 't Hek",
    "vracht": "Vrachtwerk Oost",
    "garage": "Garage Smit",
    "noord": "Station Noord",
    "zuid": "Station Zuid",
    "building": "",
    "issue": "Gat in de meetreeks gevuld.",
}


def make_outcome(names: Mapping[str, str] = NAMES) -> Outcome:
    """The outcome, with other names where a test wants hostile ones."""
    park = make_park({**NAMES, **names})
    cases = {key: case_of(key) for key in CASES}
    chosen = _allocations(cases)
    saving = cases["alone"].eur_per_year - cases["together"].eur_per_year
    thousands = round(saving / 1000)
    return Outcome(
        park=park,
        year=_year(),
        issues=_issues({**NAMES, **names}["issue"]),
        cases=cases,
        members={"noord": ("bakker", "koel", "metaal"), "zuid": ()},
        groups=(ContractGroup("noord", "MSLS", ("bakker", "koel", "metaal"), 730.0),),
        allocations=chosen,
        core=_core(),
        chosen_rule="stand_alone",
        staying=_staying(),
        areas=tuple(_area(key, way) for key in ("noord", "zuid") for way in ("offtake", "feed_in")),
        growth=(
            Growth("metaal", 400.0, 0.0, 320.0, 90_000.0, 2026),
            Growth("vracht", 250.0, 40.0, 250.0, 60_000.0, 2030),
        ),
        reasons=_reasons(),
        facts=_facts(),
        decision=Text(
            nl=f"Samen een warmtenet, 1,4 MWp zon en een batterij: EUR {thousands}.000 per jaar goedkoper dan apart",
            en=f"Together a heat network, 1.4 MWp solar and a battery: EUR {thousands},000 a year cheaper than alone",
        ),
        input_hash="3f2a9c0d" * 8,
        version="0.1.0",
    )


def _staying() -> Staying:
    """One whom nobody follows, one with whom all go, and one who shares nothing; keys that keep much, or little."""
    return Staying(
        leaving=(
            Leaving(("bakker",), 300_000.0, 310_000.0, 600_000.0, 604_000.0, (), ("koel", "metaal")),
            Leaving(("koel",), 250_000.0, 249_000.0, 650_000.0, 660_000.0, ("metaal", "bakker"), ()),
            Leaving(("garage",), 9_000.0, 9_000.0, 891_000.0, 891_000.0, (), ("bakker", "koel", "metaal")),
        ),
        entries=(Entry("bakker", 296_000.0, 310_000.0), Entry("koel", 259_000.0, 249_000.0), Entry("garage", 9e3, 9e3)),
        anchors=("koel",),
        smallest=("koel", "metaal"),
        tested={
            "stand_alone": {
                "efficient": Tested(holds=True),
                "rational": Tested(holds=False, eur=1_234.0, who=("metaal",)),
                "population": Tested(holds=None),
            },
            "kwh": {"efficient": Tested(holds=True), "rational": Tested(holds=True)},
        },
    )


def make_park(names: Mapping[str, str]) -> Park:
    """Three plots north and three south of one street of three stretches."""
    companies, buildings, parcels = [], [], []
    for i, (key, made) in enumerate(COMPANIES.items()):
        x, y = X + 160.0 * (i % 3), Y + (40.0 if i < 3 else -150.0)
        plot = box(x + 5, y, x + 150, y + 110)
        hall = box(x + 15, y + 10, x + 110 + 5 * i, y + 75)
        parcels.append(Parcel(f"p{i}", key, plot))
        buildings.append(
            Building(f"g{i}{names['building']}", key, hall, hall.area, 0.6 * hall.area, 1990 + i, "industriefunctie")
        )
        companies.append(_company(key, names[key], hall.centroid, made))
    office = box(X + 128, Y + 120, X + 146, Y + 142)
    buildings.append(Building("g6", "bakker", office, office.area, 0.5 * office.area))
    streets = [Street(f"s{i + 1}", LineString([(X + 160 * i, Y), (X + 160 * (i + 1), Y)])) for i in range(3)]
    streets.append(Street("s4", LineString([(X + 160, Y), (X + 150, Y + 190)])))
    return Park(
        id="proefhoek",
        name=names["park"],
        companies=tuple(companies),
        buildings=tuple(buildings),
        streets=tuple(streets),
        areas=(_energy_area("noord", names["noord"], 1), _energy_area("zuid", names["zuid"], -1)),
        parcels=tuple(parcels),
        background=(Building("b0", "", box(X + 170, Y + 165, X + 200, Y + 185), 600.0, 0.0),),
        rules=Rules(interest=0.05),
    )


def _company(key: str, name: str, middle: Point, made: Mapping[str, float]) -> Company:
    large = key != "garage"
    connection = Connection(
        kind="large" if large else "small",
        tariff="stedin_2026.MSLS" if large else "stedin_2026.KV_3x63A",
        offtake_kw=made["contract_kw"],
        feed_in_kw=made["contract_kw"] / 2,
        physical_kva=made["contract_kw"] / 0.95,
    )
    return Company(
        id=key,
        name=name,
        sector="metal",
        area="noord" if made["north"] else "zuid",
        connection=connection,
        location=middle,
        electricity_kwh=made["kwh"],
        gas_m3=made["gas_m3"],
        wish=Wish(400.0, 2027, 90_000.0) if key == "metaal" else None,
        mobility=Mobility(lorry_kwh=240_000.0) if key == "vracht" else Mobility(),
        residual_heat=ResidualHeat(600.0, 35.0, True) if key == "koel" else None,
        origin="estimated" if key in ("garage", "druk") else "measured" if key == "koel" else "given",
    )


def _energy_area(key: str, name: str, side: int) -> EnergyArea:
    far = Polygon([(X - 9000, Y), (X + 9000, Y), (X + 7000, Y + side * 8000), (X - 8000, Y + side * 7000)])
    known = side > 0
    return EnergyArea(
        id=key,
        name=name,
        polygon=far,
        offtake_capacity_kw=40_000.0 if known else None,
        feed_in_capacity_kw=40_000.0 if known else None,
        offtake="red",
        feed_in="amber" if known else "yellow",
        offtake_queue_kw=9_800.0,
        offtake_requests=41,
        alleviation_year=2031,
        others_peak_kw=33_000.0 if known else None,
    )


def _allocations(cases: Mapping[CaseKey, Case]) -> dict[str, Allocation]:
    total = cases["together"].eur_per_year
    alone = {k: cases["alone"].bills[k].total for k in COMPANIES}
    saving = sum(alone.values()) - total

    def split(weights: Mapping[str, float]) -> dict[str, float]:
        return {k: total * w / sum(weights.values()) for k, w in weights.items()}

    added = {"bakker": 0.12, "koel": 0.31, "metaal": 0.24, "druk": 0.11, "vracht": 0.17, "garage": 0.05}
    return {
        "contract_kw": Allocation("contract_kw", split({k: c["contract_kw"] for k, c in COMPANIES.items()})),
        "kwh": Allocation("kwh", split({k: c["kwh"] for k, c in COMPANIES.items()})),
        "stand_alone": Allocation("stand_alone", split(alone)),
        "equal_saving": Allocation("equal_saving", {k: alone[k] - saving / 6 for k in alone}),
        "shapley": Allocation(
            "shapley",
            {k: alone[k] - saving * added[k] for k in alone},
            exact=False,
            interval=dict.fromkeys(alone, 2_150.0),
            note="600 volgordes",
        ),
    }


def _core() -> dict[str, CoreReport]:
    three = ("bakker", "koel", "metaal")
    return {
        "contract_kw": CoreReport(("koel",), 61_200.0, 61_000.0, 61_400.0, False, 62, 62),
        "kwh": CoreReport(("koel", "metaal"), 154_000.0, 153_000.0, 155_000.0, False, 62, 62),
        "stand_alone": CoreReport(three, -2_140.0, -2_300.0, -1_900.0, True, 62, 62),
        "equal_saving": CoreReport(("koel", "vracht"), 8_400.0, 8_000.0, 8_800.0, False, 62, 62),
        "shapley": CoreReport(three, -1_100.0, -3_000.0, float("inf"), None, 30, 62),
    }


def _area(key: str, way: str) -> AreaReport:
    inside = [k for k, c in COMPANIES.items() if bool(c["north"]) == (key == "noord")]
    sign = 1.0 if way == "offtake" else -1.0
    load = {case: np.maximum(sign * sum(net_of(k, case) for k in inside), 0.0) for case in CASES}
    ranked = {case: np.sort(kw)[::-1] for case, kw in load.items()}
    contracts = sum(COMPANIES[k]["contract_kw"] for k in inside) * (1.0 if way == "offtake" else 0.5)
    own = sum(float(np.max(np.maximum(sign * net_of(k, "now"), 0.0))) for k in inside)
    over = {case: np.maximum(kw - contracts, 0.0) for case, kw in load.items()}
    peak = {case: float(kw.max()) for case, kw in load.items()}
    known = key == "noord" and way == "offtake"
    return AreaReport(
        area=key,
        direction="offtake" if way == "offtake" else "feed_in",
        contracts_kw=contracts,
        limit_kw=contracts,
        against="capacity" if known else "contracts",
        peak_kw=peak,
        p999_kw={case: float(kw[35]) for case, kw in ranked.items()},
        hours_over={case: float((kw > 0).sum() / 4) for case, kw in over.items()},
        kwh_over={case: float(kw.sum() / 4) for case, kw in over.items()},
        duration_kw={case: kw[np.linspace(0, kw.size - 1, 201).astype(int)] for case, kw in ranked.items()},
        loading={case: (33_000.0 + 4.2 * kw) / 40_000.0 for case, kw in peak.items()} if known else {},
        coincidence=peak["now"] / own if own else 0.0,
    )


def _reasons() -> tuple[Reason, ...]:
    def reason(measure: str, chosen: bool, eur: float | None, nl: str, en: str) -> Reason:
        return Reason(measure, chosen, eur, Text(nl=nl, en=en))

    return (
        reason("heat_network", True, 48_300.0, "Het koelhuis heeft het hele jaar warmte over.", "Spare heat all year."),
        reason("group_contract", True, 61_000.0, "De pieken vallen niet samen.", "The peaks do not coincide."),
        reason("solar", True, 83_500.0, "De daken zijn leeg.", "The roofs are empty."),
        reason("battery", True, 12_400.0, "Vangt de middagpiek op.", "Takes the midday peak."),
        reason("efficiency", True, None, "Verplicht.", "A duty."),
        reason("block_right", False, None, "De kou moet ook overdag blijven.", "Cooling runs by day as well."),
    )


def _issues(found: str) -> tuple[Issue, ...]:
    check, advice = Text(nl="Kijk na.", en="Check."), Text(nl="Vul de waarde in.", en="Fill in the value.")
    fixed = Text(nl=found, en=found)
    lost, made = Text(nl="12 lege kwartieren", en="12 empty quarters"), Text(nl="ingevuld", en="filled in")
    guessed = Text(nl="Contract geschat uit verbruik.", en="Contract estimated from use.")
    return (
        Issue("warning", "contract_estimated", "bedrijven.csv", "offtake_kw", ("druk",), guessed, advice),
        Issue("repaired", "gap", "profielen/koel.csv", "kw", ("koel",), fixed, check, lost, made),
        Issue("error", "area_missing", "kaart.gpkg", "gebieden", ("zuid",), check, advice),
    )


def _facts() -> tuple[Fact, ...]:
    return (
        Fact("interest", 0.05, "per jaar", 2026, "Gekozen door het park", "medium", 0.03, 0.08),
        Fact("solar.eur_per_kwp", 720.0, "EUR/kWp", 2025, "PBL Eindadvies SDE++ 2025", "high", 620.0, 850.0),
        Fact(
            "heat_network.eur_per_m", 950.0, "EUR/m", 2024, "ETM kostentabel", "low", 600.0, 1500.0, "bestaande straat"
        ),
    )


def _year() -> Year:
    start = pd.date_range("2025-01-01", periods=8760, freq="h", tz="Etc/GMT-1")
    flat = np.ones(8760)
    sources = (("weather", "kunstmatig jaar, zaad 1"), ("prices", "kunstmatig jaar, zaad 1"))
    local = start.tz_convert("Europe/Amsterdam")
    return Year(2025, start, local, 10 * flat, 100 * flat, 4 * flat, 0.08 * flat, 0.2 * flat, sources)
