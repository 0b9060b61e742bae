"""What one building of the BAG probably is, uses and is connected with."""

from dataclasses import replace

import pytest
from shapely.geometry import box

from collectief.facts import fact, fuse_kva, tariff
from collectief.park.bag import BagBuilding
from collectief.park.bag_company import groups, plain
from collectief.park.bag_connection import category, estimated_connection, operators
from collectief.park.bag_estimate import background_kwh, estimate, guessed_sector


def building(**change: object) -> BagBuilding:
    """A hall of 1,000 m2 with the same floor."""
    hall = BagBuilding("h", box(0, 0, 50, 20), ("industriefunctie",), 1990, 1000.0)
    return replace(hall, **change)  # type: ignore[arg-type]


def test_companies_whose_names_look_alike_stay_apart() -> None:
    pair = [building(id="1", company="Smid & Co"), building(id="2", company="Smid Co")]
    assert [g.id for g in groups(pair, 500)] == ["smid-co", "smid-co-2"]
    assert plain("***") == ""


@pytest.mark.parametrize(
    ("uses", "footprint_m2", "sector"),
    [
        (("industriefunctie",), 2499.0, "metalworking"),
        (("industriefunctie",), 2500.0, "wholesale"),
        (("industriefunctie", "kantoorfunctie"), 600.0, "metalworking"),
        (("kantoorfunctie", "winkelfunctie"), 600.0, "retail"),
        (("bijeenkomstfunctie", "kantoorfunctie"), 600.0, "office"),
        (("sportfunctie",), 600.0, "other"),
        (("utility (esdl)",), 600.0, "other"),
        ((), 600.0, "other"),
    ],
)
def test_one_sector_is_guessed_from_use_and_size(uses: tuple[str, ...], footprint_m2: float, sector: str) -> None:
    assert guessed_sector(uses, footprint_m2) == sector


def test_an_unknown_floor_counts_as_one_storey() -> None:
    assert estimate(building(floor_m2=None)).floor_m2 == 1000.0
    assert estimate(building(floor_m2=None)) == estimate(building())


def test_a_shed_without_address_uses_nothing() -> None:
    assert background_kwh(building(uses=(), units=0)) == 0.0
    assert background_kwh(building(uses=())) > 0.0, "unknown is not none"


def test_the_smallest_fuse_that_carries_the_peak_is_taken() -> None:
    connection = estimated_connection(20.0, "enexis_2025")
    assert (connection.kind, connection.tariff) == ("small", "enexis_2025.KV_3x50A")
    assert connection.physical_kva == pytest.approx(fuse_kva(connection.tariff))
    margin, power_factor = fact("from_bag.contract_margin").value, fact("grid.power_factor").value
    assert connection.offtake_kw == pytest.approx(connection.physical_kva * power_factor)
    assert fuse_kva("enexis_2025.KV_3x35A") * power_factor < 20 * margin <= connection.offtake_kw


def test_above_the_largest_fuse_a_contract_in_whole_kw_is_taken() -> None:
    connection = estimated_connection(100.3, "stedin_2026")
    assert (connection.kind, connection.tariff) == ("large", "stedin_2026.MSLS")
    assert (connection.offtake_kw, connection.feed_in_kw) == (126.0, 0.0), "100.3 x 1.25, rounded up"
    assert connection.physical_kva == pytest.approx(126 / 0.95)


@pytest.mark.parametrize(
    ("contracted_kw", "key"),
    [(50, "LS_50"), (51, "MSLS_125"), (125, "MSLS_125"), (126, "MSD_1500"), (1501, "MSD_gt1500"), (99_999, "HSMS")],
)
def test_the_category_follows_the_contracted_kw(contracted_kw: float, key: str) -> None:
    assert category(contracted_kw, "enexis_2025") == f"enexis_2025.{key}"


@pytest.mark.parametrize("operator", operators())
def test_every_category_that_can_be_chosen_has_a_tariff(operator: str) -> None:
    for peak_kw in (0.0, 5.0, 30.0, 60.0, 110.0, 500.0, 3000.0, 50_000.0):
        connection = estimated_connection(peak_kw, operator)
        assert tariff(connection.tariff).kind == connection.kind
        assert connection.offtake_kw >= peak_kw
