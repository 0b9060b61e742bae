"""A company that gives heat to a net and takes heat of it: what is proven of straight pipes holds for real ones."""

from collections.abc import Iterator

import pytest
from shapely.geometry import LineString
from small_setting import days, small

from collectief.heat.pipe import line_below, trenches
from collectief.heat.stretch import Stretch
from collectief.measure import heat_network
from collectief.measure.digging import enters, routes
from collectief.model import Flow, Part, Size, solve, to_rows

MOST_KW = 170.0


def stretch(start: str, end: str) -> Stretch:
    return Stretch(f"{start}-{end}", start, end, 50.0, LineString([(0, 0), (50, 0)]))


STREET = (stretch("pers", "crossing/1"), stretch("crossing/1", "klein"), stretch("koel", "crossing/1"))


def ends(gives_kw: float, takes_kw: float) -> Iterator[Part]:
    """Pers gives some and takes more or less, koel gives what is needed beside it, klein takes 100 kW."""
    yield Size("residual/pers", "pers", gives_kw, lower=gives_kw, into={enters("pers"): 1.0})
    yield Size("residual/koel", "koel", 500.0, into={enters("koel"): 1.0})
    for who, kw in (("pers", takes_kw), ("klein", 100.0)):
        yield Size(f"connect/{who}", who, kw, lower=kw, eur_fixed=1.0, least=kw, into={(who, "pipe"): -1.0})


def least_eur(parts: list[Part]) -> float:
    sizes = [p for p in parts if not isinstance(p, Flow)]
    return solve(to_rows(sizes, days()), gap=1e-7).lower


@pytest.mark.parametrize("kw", [(30.0, 70.0), (60.0, 65.0), (40.0, 20.0)])
def test_real_pipes_never_cost_less_than_the_bound(kw: tuple[float, float]) -> None:
    setting = small()
    pers, line = setting.park.company("pers"), line_below(trenches(), MOST_KW)
    straight = [*ends(*kw), *heat_network._own(setting, pers, STREET, laid=False)]
    for one in STREET:
        straight += heat_network._trench(setting, one, line, MOST_KW)
    straight += routes(STREET, {"pers": "pers", "klein": "klein"}, ["pers", "koel"])
    bound = least_eur(straight)
    for most_kw in (t.most_kw for t in trenches() if 150.0 <= t.most_kw <= 1_000.0):
        for ways in (("out", "out", "out"), ("back", "out", "out")):
            laid = {f"pipe/{one.id}/{way}": most_kw for one, way in zip(STREET, ways, strict=True)}
            real = [*ends(*kw), *heat_network._own(setting, pers, STREET, laid=True)]
            for one in STREET:
                real += heat_network._pipes(setting, one, laid)
            assert least_eur(real) >= bound - 1e-6
