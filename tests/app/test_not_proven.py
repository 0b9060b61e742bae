"""Where nothing is proven over the year, who is in the way is named."""

from dataclasses import replace

from typed_command import PARKS

from collectief import read_park
from collectief.app.words import not_proven
from collectief.plan.lenient import not_straight


def test_who_pays_by_a_straight_tariff_is_in_nobodys_way() -> None:
    assert not_straight(read_park(PARKS / "proeftuin-mini")) == ()
    assert "kwam niet zo ver" in not_proven(()).nl


def test_whose_tariff_looks_back_is_named() -> None:
    park = read_park(PARKS / "proeftuin-mini")
    mine = replace(park.tariff("stedin_2026.MS"), lookback_months=12)
    changed = replace(park, tariffs={"stedin_2026.MS": mine})
    names = not_straight(changed)
    assert names == ("Dagwerk", "Nachtwerk")
    assert "het nettarief van Dagwerk, Nachtwerk heeft staffels" in not_proven(names).nl


def test_three_are_named_and_the_rest_is_counted() -> None:
    words = not_proven(("A", "B", "C", "D", "E"))
    assert "van A, B, C en nog 2 heeft" in words.nl
    assert "of A, B, C and 2 more has tiers" in words.en
