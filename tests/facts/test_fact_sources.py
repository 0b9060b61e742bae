"""The tables repeat the researched figures exactly (needs the shared research folder; skipped without it)."""

import csv
import os
from pathlib import Path

import pytest

from collectief.facts import fact, pipes, sector_row, tariff

SAMPLES = Path(os.environ.get("COLLECTIEF_SAMPLES", Path(__file__).parents[2] / ".." / "shared" / "samples"))


def research(name: str) -> list[dict[str, str]]:
    path = SAMPLES.parent / "facts" / name
    if not path.exists():
        pytest.skip(f"no {name} beside the samples")
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def national(key: str, year: int) -> float:
    return next(float(r["value"]) for r in research("nl_facts.csv") if (r["key"], r["year"]) == (key, str(year)))


@pytest.mark.parametrize(
    ("key", "theirs", "year"),
    [
        ("tax.electricity.2026.2", "energiebelasting_elektriciteit_10001_50000_kwh", 2026),
        ("tax.electricity.2025.4", "energiebelasting_elektriciteit_gt10M_zakelijk_kwh", 2025),
        ("tax.gas.2026.3", "energiebelasting_gas_1M_10M_m3", 2026),
        ("tax.gas.2023.1", "energiebelasting_gas_0_170000_m3", 2023),
        ("tax.reduction.2026", "belastingvermindering_per_aansluiting_met_verblijfsfunctie", 2026),
        ("year.2025.price_mean_eur_per_mwh", "epex_nl_dayahead_mean", 2025),
        ("gas.ttf_eur_per_mwh", "ttf_mean", 2025),
        ("co2.gas_kg_per_m3", "co2_gas_direct_per_m3", 2023),
        ("duty.gas_m3", "energiebesparingsplicht_drempel_m3", 2025),
        ("heat_network.eur_per_m_mt", "warmtenet_distributieleiding_MT", 2023),
        ("boiler.efficiency", "rendement_hr_ketel", 2026),
        ("battery.upkeep_eur_per_kwh", "opex_batterij", 2024),
    ],
)
def test_figure_equals_the_research(key: str, theirs: str, year: int) -> None:
    assert fact(key).value == national(theirs, year)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("LS_50", "LS_le50kW"),
        ("MSLS_125", "MSLS_50_125kW"),
        ("MSD_1500", "MSD_125_1500kW"),
        ("MSD_gt1500", "MSD_gt1500kW"),
        ("MST", "MST_gt1500kW"),
        ("HSMS", "HSMS_gt1500kW"),
        ("TS", "TS_gt1500kW"),
    ],
)
def test_enexis_sheet_equals_the_research(ours: str, theirs: str) -> None:
    row = tariff(f"enexis_2025.{ours}")
    assert row.standing_eur_year == national(f"nettarief_enexis_{theirs}_vastrecht_transport", 2025)
    assert row.contract_eur_kw_year == national(f"nettarief_enexis_{theirs}_kw_contract", 2025)
    assert row.peak_eur_kw_month == national(f"nettarief_enexis_{theirs}_kw_max", 2025)
    assert row.kwh_normal == national(f"nettarief_enexis_{theirs}_kwh_normaal", 2025)
    assert row.kwh_low == national(f"nettarief_enexis_{theirs}_kwh_laag_23_07", 2025)


@pytest.mark.parametrize("level", ["LS", "MSLS", "MS", "HSTS_MS"])
def test_stedin_monthly_amounts_become_yearly_ones(level: str) -> None:
    row = tariff(f"stedin_2026.{level}")
    assert row.standing_eur_year == pytest.approx(12 * national(f"nettarief_stedin_{level}_vastrecht_transport", 2026))
    assert row.contract_eur_kw_year == pytest.approx(12 * national(f"nettarief_stedin_{level}_kw_contract", 2026))
    assert row.peak_eur_kw_month == national(f"nettarief_stedin_{level}_kw_max", 2026)


def test_pipes_equal_the_catalogue() -> None:
    theirs = {r["key"]: r["value"] for r in research("heat_facts.csv")}
    for pipe in pipes():
        assert pipe.eur_per_m == float(theirs[f"pipe_capex_dn{pipe.dn}"])
        assert pipe.inner_d_m == float(theirs[f"pipe_inner_d_dn{pipe.dn}"])
        assert pipe.u1_w_m_k == float(theirs[f"pipe_u1_s2_dn{pipe.dn}"])


def test_sectors_equal_the_key_figures() -> None:
    rows = research("sector_keyfigures.csv")
    names = {"office": "office", "laundry": "laundry_industrial", "garage": "motor_vehicle_garage"}
    for ours, name in names.items():
        for row in (r for r in rows if r["sector"] == name):
            found = sector_row(ours, float(row["size_class_m2_gfa"].split("-")[0]))
            assert found.electricity_kwh_m2 == float(row["elec_kwh_m2"])
            assert found.gas_m3_m2 == float(row["gas_m3_m2"])
            assert found.full_load_hours == float(row["flh_elec_h"])
