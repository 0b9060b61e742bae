"""Tariffs, sectors and pipes: the right row for a key, and a clear word when there is none."""

from itertools import pairwise
from math import inf, nan
from typing import get_args

import pytest

from collectief.errors import MissingFact, ModelError
from collectief.facts import (
    Level,
    Shift,
    TariffKind,
    fuse_kva,
    pipes,
    sector_keys,
    sector_row,
    tariff,
    tariff_keys,
    tariff_kind,
)
from collectief.facts.tariffs import LowHours

SECTORS = (
    *("retail", "retail_cooled", "wholesale", "wholesale_cooled", "garage", "office", "metalworking"),
    *("electroplating", "industrial_bakery", "food_processing", "cold_store", "logistics", "plastics"),
    *("printing", "laundry", "joinery", "horticulture_supply", "datacenter", "construction_yard", "other"),
)


def test_every_agreed_sector_is_there() -> None:
    assert set(sector_keys()) == set(SECTORS)


@pytest.mark.parametrize("key", SECTORS)
def test_floor_classes_of_a_sector_join_without_gap(key: str) -> None:
    row, edges = sector_row(key, 0.0), [0.0]
    while row.floor_to_m2 < inf:
        edges.append(row.floor_to_m2)
        row = sector_row(key, row.floor_to_m2)
        assert row.floor_from_m2 == edges[-1]
    assert sector_row(key, 1e6) == row


@pytest.mark.parametrize("key", SECTORS)
def test_sector_figures_are_possible(key: str) -> None:
    row = sector_row(key, 2000)
    assert row.name.nl
    assert row.name.en
    assert row.source
    assert 0 <= row.space_heat_share <= 1
    assert 0 < row.roof_share < 1
    assert 1000 < row.full_load_hours <= 8760


def test_small_office_uses_less_electricity_per_m2_than_a_large_one() -> None:
    assert sector_row("office", 300).electricity_kwh_m2 == 50.8
    assert sector_row("office", 20_000).electricity_kwh_m2 == 90.9


def test_unknown_sector_names_a_known_one() -> None:
    with pytest.raises(MissingFact, match="office"):
        sector_row("offices", 100)


@pytest.mark.parametrize("floor_m2", [-1.0, nan])
def test_impossible_floor_is_refused(floor_m2: float) -> None:
    with pytest.raises(ModelError, match="Floor"):
        sector_row("office", floor_m2)


def test_unknown_tariff_names_a_known_one() -> None:
    with pytest.raises(MissingFact, match=r"stedin_2026\.MSLS"):
        tariff("stedin_2026.MSL")


def test_levels_rank_from_low_to_high_voltage() -> None:
    keys = [f"stedin_2026.{level}" for level in ("LS", "MSLS", "MS", "HSTS_MS", "TS")]
    assert [tariff(k).rank for k in keys] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("key", tariff_keys())
def test_tariff_uses_known_words(key: str) -> None:
    row = tariff(key)
    assert row.kind in get_args(TariffKind)
    assert row.level in get_args(Level)
    assert row.low_hours in get_args(LowHours)


def test_every_shift_is_worked_by_a_sector() -> None:
    assert {sector_row(key, 2000).shift for key in SECTORS} == set(get_args(Shift))


def test_small_users_pay_by_fuse_alone() -> None:
    small = [tariff(k) for k in tariff_keys() if tariff_kind(k) == "small"]
    assert len(small) == 16
    for row in small:
        assert row.standing_eur_year > 0
        assert row.contract_eur_kw_year == row.peak_eur_kw_month == row.kwh_normal == row.kwh_low == 0
        assert row.confidence == "low"


def test_fuse_of_63_ampere_is_43_6_kva() -> None:
    # sqrt(3) = 1.7320508; x 400 V x 63 A = 43,647.7 VA
    assert fuse_kva("stedin_2026.KV_3x63A") == pytest.approx(43.6477, abs=1e-4)


def test_one_phase_of_35_ampere_is_8_05_kva() -> None:
    # 230 V x 35 A = 8,050 VA
    assert fuse_kva("enexis_2025.KV_1x35A") == pytest.approx(8.05)


def test_large_tariff_has_no_fuse() -> None:
    with pytest.raises(MissingFact, match=r"stedin_2026\.MS"):
        fuse_kva("stedin_2026.MS")


def test_wider_pipe_costs_more_and_is_wider() -> None:
    for narrow, wide in pairwise(pipes()):
        assert narrow.dn < wide.dn
        assert narrow.eur_per_m < wide.eur_per_m
        assert narrow.inner_d_m < wide.inner_d_m
        assert narrow.eur_per_m_low <= narrow.eur_per_m <= narrow.eur_per_m_high


def test_loss_follows_from_the_two_coefficients() -> None:
    # supply 70, return 40, ground 10: (u1 - u2) x (60 + 30); the catalogue rounds to 0.1 W/m
    for pipe in pipes():
        assert (pipe.u1_w_m_k - pipe.u2_w_m_k) * 90 == pytest.approx(pipe.loss_w_m_70_40, abs=0.06)
