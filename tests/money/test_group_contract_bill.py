"""The bill of a group contract by hand: it can save, it can cost, and it leaves the own charges alone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from collectief.errors import ModelError
from collectief.facts import tariff
from collectief.money import GroupMember, grid_bill, group_bill, group_tariff, member_bill, running_bill
from collectief.money.charges import Months
from collectief.profile.year import Array

LS, MSLS, MS = (tariff(f"stedin_2026.{level}") for level in ("LS", "MSLS", "MS"))
HSMS = tariff("stedin_2026.HSTS_MS")
MORNING = np.tile(np.repeat([1.0, 0.0], 48), 365)
NEVER = np.zeros(35_040, dtype=np.bool_)


def flat(kw: float) -> Array:
    return np.full(35_040, kw)


def test_group_that_takes_turns_saves_half(months: Months) -> None:
    """Two MS members of 100 kW, one before noon, one after.

    Alone each 100 x 24.2736 + 12 x 100 x 3.0966 = 2,427.36 + 3,715.92 = 6,143.28; together 100 kW once.
    """
    members = [GroupMember(MS, 100 * MORNING), GroupMember(MS, 100 * (1 - MORNING))]
    together = group_bill(members, group_kw=100, months=months)
    alone = [grid_bill(MS, m.net_kw, contract_kw=100, months=months, low_hours=NEVER) for m in members]
    assert sum(b["contract_kw"] + b["peak_kw"] for b in alone) == pytest.approx(12_286.56)
    assert sum(together.values()) == pytest.approx(6_143.28)


def test_group_without_diversity_loses_money(months: Months) -> None:
    """LS member of 40 kW and MS member of 100 kW, both flat: the LS member starts to pay peaks.

    Alone 40 x 18.5796 = 743.184 and 6,143.28: 6,886.464.
    Together 140 x 24.2736 + 12 x 140 x 3.0966 = 3,398.304 + 5,202.288 = 8,600.592; 1,714.128 more.
    """
    together = group_bill([GroupMember(LS, flat(40)), GroupMember(MS, flat(100))], group_kw=140, months=months)
    small = grid_bill(LS, flat(40), contract_kw=40, months=months, low_hours=NEVER)
    large = grid_bill(MS, flat(100), contract_kw=100, months=months, low_hours=NEVER)
    alone = sum(b["contract_kw"] + b["peak_kw"] for b in (small, large))
    assert alone == pytest.approx(6_886.464)
    assert sum(together.values()) - alone == pytest.approx(1_714.128)


def test_surcharge_takes_back_exactly_the_cheaper_level(months: Months) -> None:
    """MS/LS and MS member of 100 kW, both flat.

    Alone 100 x 47.1696 + 3,715.92 = 8,432.88 and 6,143.28: 14,576.16.
    Together 200 x 24.2736 (4,854.72) + 12 x 200 x 3.0966 (7,431.84) + 12 x 100 x 1.908 (2,289.60) = 14,576.16.
    Running it for 18,000 + 2 x 600 makes it lose 19,200.
    """
    together = group_bill([GroupMember(MSLS, flat(100)), GroupMember(MS, flat(100))], group_kw=200, months=months)
    assert together == {
        "contract_kw": pytest.approx(4_854.72),
        "peak_kw": pytest.approx(7_431.84),
        "group_surcharge": pytest.approx(2_289.60),
    }
    assert sum(together.values()) == pytest.approx(8_432.88 + 6_143.28)
    assert running_bill(2) == {"group_running": 19_200.0}


def test_enexis_surcharge_is_1_76_a_month(months: Months) -> None:
    """(50.40 - 29.28) / 12 = 1.76; 80 kW: 12 x 80 x 1.76 = 1,689.60."""
    msls, ms = tariff("enexis_2025.MSLS_125"), tariff("enexis_2025.MSD_1500")
    bill = group_bill([GroupMember(msls, flat(80)), GroupMember(ms, flat(10))], group_kw=90, months=months)
    assert bill["group_surcharge"] == pytest.approx(1_689.60)


def test_surcharge_counts_own_peaks_not_the_shared_one(months: Months) -> None:
    """MS/LS member 50 kW before noon, MS member 50 kW after: net 50 kW, surcharge still 12 x 50 x 1.908 = 1,144.80."""
    members = [GroupMember(MSLS, 50 * MORNING), GroupMember(MS, 50 * (1 - MORNING))]
    assert group_bill(members, group_kw=50, months=months)["group_surcharge"] == pytest.approx(1_144.80)


def test_group_of_one_level_pays_no_surcharge(months: Months) -> None:
    bill = group_bill([GroupMember(MSLS, flat(60)), GroupMember(MSLS, flat(40))], group_kw=100, months=months)
    assert bill["group_surcharge"] == 0
    assert bill["contract_kw"] == pytest.approx(4_716.96)  # 100 x 47.1696


def test_sun_of_one_lowers_the_peak_of_the_group(months: Months) -> None:
    """100 kW and -30 kW: 70 kW net; 12 x 70 x 3.0966 = 2,601.144."""
    members = [GroupMember(MS, flat(100)), GroupMember(MS, flat(-30))]
    assert group_bill(members, group_kw=70, months=months)["peak_kw"] == pytest.approx(2_601.144)


def test_group_that_feeds_in_has_no_peak_and_no_revenue(months: Months) -> None:
    members = [GroupMember(MS, flat(10)), GroupMember(MS, flat(-50))]
    assert group_bill(members, group_kw=0, months=months)["peak_kw"] == 0


def test_highest_level_counts_only_members_that_may_take_power() -> None:
    solar_park = GroupMember(HSMS, flat(-500), may_take=False)
    assert group_tariff([GroupMember(MS, flat(10)), solar_park]) == MS
    assert group_tariff([GroupMember(MS, flat(10)), replace(solar_park, may_take=True)]) == HSMS


def test_two_categories_of_one_level_pay_the_dearer() -> None:
    cheap, dear = tariff("enexis_2025.MST"), tariff("enexis_2025.MSD_gt1500")
    assert group_tariff([GroupMember(cheap, flat(1)), GroupMember(dear, flat(1))]) == dear


def test_member_keeps_its_standing_charge_and_its_kwh() -> None:
    """100 kW: 441 + 1,505 and 876,000 x 0.0198 = 17,344.80."""
    bill = member_bill(MS, flat(100), low_hours=NEVER)
    assert bill == {"standing": pytest.approx(1_946.0), "transport_kwh": pytest.approx(17_344.80)}


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ([GroupMember(MS, flat(1)), GroupMember(tariff("stedin_2026.KV_3x80A"), flat(1))], "Small users"),
        ([GroupMember(MS, flat(1)), GroupMember(tariff("enexis_2025.MST"), flat(1))], "one tariff sheet"),
        ([GroupMember(MS, flat(-1), may_take=False)], "takes power"),
        ([], "one tariff sheet"),
    ],
)
def test_impossible_group_is_refused(members: list[GroupMember], words: str, months: Months) -> None:
    with pytest.raises(ModelError, match=words):
        group_bill(members, group_kw=1, months=months)


@given(arrays(np.float64, (3, 24), elements=st.floats(-200, 200)))
@settings(max_examples=50)
def test_members_of_one_category_never_pay_more_for_peaks_together(net_kw: Array) -> None:
    months = np.repeat(np.arange(12), 2)
    members = [GroupMember(MS, row) for row in net_kw]
    together = group_bill(members, group_kw=0, months=months)["peak_kw"]
    low = np.zeros(24, dtype=np.bool_)
    alone = sum(grid_bill(MS, r, contract_kw=0, months=months, low_hours=low)["peak_kw"] for r in net_kw)
    assert together <= alone + 1e-9


def test_own_running_cost_replaces_the_key_figure() -> None:
    assert running_bill(4, fixed_eur=1_000, member_eur=50) == {"group_running": 1_200.0}
    assert running_bill(0) == {"group_running": 0.0}


def test_only_ms_ls_members_pay_a_surcharge(months: Months) -> None:
    """HS/MS (45.4512) with TS (37.50): the difference is positive, but the article speaks of MS/LS."""
    members = [GroupMember(HSMS, flat(100)), GroupMember(tariff("stedin_2026.TS"), flat(100))]
    bill = group_bill(members, group_kw=200, months=months)
    assert bill["group_surcharge"] == 0
    assert bill["contract_kw"] == pytest.approx(7_500.0)  # 200 x 37.50


def test_surcharge_is_never_a_discount(months: Months) -> None:
    cheap = replace(MSLS, contract_eur_kw_year=MS.contract_eur_kw_year - 5)
    bill = group_bill([GroupMember(cheap, flat(50)), GroupMember(MS, flat(50))], group_kw=100, months=months)
    assert bill["group_surcharge"] == 0
