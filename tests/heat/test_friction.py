"""Water and its friction against textbooks and published tables."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectief.heat.friction import (
    density_kg_m3,
    friction_factor,
    gradient_pa_per_m,
    heat_kj_per_kg_k,
    velocity_m_s,
    viscosity_pa_s,
)

UNHURRIED = settings(deadline=None)


def test_in_layers_the_factor_is_64_over_reynolds() -> None:
    assert float(friction_factor(1000.0, 0.01)) == pytest.approx(0.064)


def test_where_nothing_flows_there_is_no_friction() -> None:
    assert float(friction_factor(0.0, 1e-3)) == 0.0
    assert float(gradient_pa_per_m(np.zeros(1), np.full(1, 70.0), np.full(1, 0.1), roughness_m=5e-5)[0]) == 0.0


@pytest.mark.parametrize(
    ("reynolds", "roughness", "factor"),
    [
        (128_000.0, 0.0013, 0.0225),  # White, Fluid Mechanics, example on oil in a cast-iron pipe
        (1e5, 0.0, 0.0180),  # the chart of Moody (Trans. ASME 66, 1944), smooth
        (1e8, 0.01, 0.0379),  # the same, rough throughout
        (1e6, 0.001, 0.0199),
    ],
)
def test_the_factor_is_that_of_the_chart(reynolds: float, roughness: float, factor: float) -> None:
    assert float(friction_factor(reynolds, roughness)) == pytest.approx(factor, rel=0.01)  # read from a chart


@UNHURRIED
@given(st.floats(4e3, 1e8), st.floats(0.0, 0.05))
def test_the_factor_solves_the_equation_of_colebrook(reynolds: float, roughness: float) -> None:
    factor = float(friction_factor(reynolds, roughness))
    asked = -2 * np.log10(roughness / 3.7 + 2.51 / (reynolds * np.sqrt(factor)))
    assert 1 / np.sqrt(factor) == pytest.approx(asked, rel=1e-9)


@UNHURRIED
@given(st.floats(1e-3, 50.0), st.floats(1.0, 3.0))
def test_more_water_is_harder_to_push_also_between_layers_and_whirls(flow: float, more: float) -> None:
    less, much = (
        float(gradient_pa_per_m(np.array([kg_s]), np.array([60.0]), np.array([0.1]), roughness_m=5e-5)[0])
        for kg_s in (flow, flow * more)
    )
    assert less * more <= much * (1 + 1e-9)  # at least in proportion


def test_a_litre_a_second_through_a_pipe_of_a_square_decimetre_goes_a_decimetre_a_second() -> None:
    inner = np.array([np.sqrt(4 * 0.01 / np.pi)])
    flow = np.array([float(density_kg_m3(20.0)) / 1000])
    assert float(velocity_m_s(flow, np.array([20.0]), inner)[0]) == pytest.approx(0.1)


@pytest.mark.parametrize(("degc", "kg_m3"), [(20.0, 998.21), (60.0, 983.20), (80.0, 971.79)])
def test_density_is_that_of_the_tables_at_one_atmosphere(degc: float, kg_m3: float) -> None:
    """Kell, J. Chem. Eng. Data 20 (1975); under 1 MPa water is half a thousandth denser."""
    assert float(density_kg_m3(degc)) == pytest.approx(kg_m3, rel=6e-4)


@pytest.mark.parametrize(("degc", "pa_s"), [(20.0, 1.002e-3), (42.5, 0.6231e-3), (60.0, 0.4666e-3), (80.0, 0.3547e-3)])
def test_viscosity_is_that_of_kestin_and_others(degc: float, pa_s: float) -> None:
    """Kestin, Sokolov and Wakeham, J. Phys. Chem. Ref. Data 7 (1978); 42.5 degC by their equation."""
    assert float(viscosity_pa_s(degc)) == pytest.approx(pa_s, rel=5e-3)


def test_a_kilogram_of_water_carries_4_18_kj_a_degree() -> None:
    assert heat_kj_per_kg_k(55.0) == pytest.approx(4.18, rel=1e-3)
