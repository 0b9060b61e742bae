"""Pipes of the catalogue in a trench: what a metre costs, carries and loses at the temperatures of the network.

The price lies between catalogue and Dutch averages, which differ by a factor of 1.5 to 2: where, is a figure
(``heat_network.pipe_price_share``, midway).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from collectief.errors import ModelError
from collectief.facts import HeatLevel, fact, pipes, usual_level
from collectief.facts.pipes import Pipe
from collectief.heat.friction import density_kg_m3, heat_kj_per_kg_k, viscosity_pa_s
from collectief.text import Text


@dataclass(frozen=True, slots=True)
class Trench:
    """A metre of trench with a supply and a return pipe of one diameter; it loses heat all year, kW."""

    dn: int
    most_kw: float
    eur_per_m: float
    loss_kw_per_m: float


@dataclass(frozen=True, slots=True)
class Line:
    """A metre of any trench costs and loses no less than this: so much whatever it carries, and so much per kW."""

    eur_per_m: float
    eur_per_m_kw: float
    loss_kw_per_m: float
    loss_kw_per_m_kw: float


def capacity_kw(pipe: Pipe, level: HeatLevel | None = None) -> float:
    """What a pipe carries within the limits of pressure and speed, kW, at the usual temperatures unless given.

    The speed at which a metre takes the pressure that it may, by Darcy and Colebrook (J. Inst. Civ. Eng. 11, 1939),
    which is explicit in the speed: v = -2 r log10(k / (3.7 d) + 2.51 mu / (rho d r)) with r the root of 2 d S / rho.
    Of supply and return the one that takes least.

    >>> from collectief.facts import pipes
    >>> 300 < capacity_kw(pipes()[5]) < 700
    True
    """
    at = level or usual_level()
    supply, back = at.supply_degc, at.return_degc
    degc, d = np.array([supply, back]), pipe.inner_d_m
    density, k = density_kg_m3(degc), fact("heat_network.roughness_m").value
    root = np.sqrt(2 * d * fact("heat_network.pressure_gradient_pa_per_m").value / density)
    speed = -2 * root * np.log10(k / (3.7 * d) + 2.51 * viscosity_pa_s(degc) / (density * d * root))
    speed = np.minimum(speed, fact("heat_network.velocity_m_s").value)
    flow_kg_s = float((speed * density).min()) * np.pi * d**2 / 4
    return flow_kg_s * heat_kj_per_kg_k((supply + back) / 2) * (supply - back)


def loss_kw_per_m(pipe: Pipe, level: HeatLevel | None = None) -> float:
    """What a metre of trench loses at the temperatures of a level (the usual unless given), kW.

    >>> from collectief.facts import pipes
    >>> round(loss_kw_per_m(pipes()[0]) * 1000, 1) == pipes()[0].loss_w_m_70_40
    True
    """
    at, ground = level or usual_level(), fact("heat_network.ground_degc").value
    return (pipe.u1_w_m_k - pipe.u2_w_m_k) * (at.supply_degc + at.return_degc - 2 * ground) / 1000


def trenches(level: HeatLevel | None = None) -> tuple[Trench, ...]:
    """One for each diameter that is worth a thought, small to large, at the usual temperatures unless given.

    What is larger costs more.
    """
    share = fact("heat_network.pipe_price_share").value
    every = [
        Trench(
            p.dn,
            capacity_kw(p, level),
            p.eur_per_m_low + share * (p.eur_per_m_high - p.eur_per_m_low),
            loss_kw_per_m(p, level),
        )
        for p in pipes()
    ]
    return tuple(t for i, t in enumerate(every) if all(t.eur_per_m < larger.eur_per_m for larger in every[i + 1 :]))


def trench_for(kw: float, level: HeatLevel | None = None) -> Trench:
    """The smallest that carries so many kW, at the usual temperatures unless given; ModelError where none does."""
    for one in trenches(level):
        if kw <= one.most_kw * (1 + 1e-9):
            return one
    raise ModelError(
        Text(
            nl=f"geen warmteleiding van de lijst kan {kw:,.0f} kW aan (facts/pipes.csv)",
            en=f"no heat pipe of the list carries {kw:,.0f} kW (facts/pipes.csv)",
        )
    )


def line_below(choice: Sequence[Trench], most_kw: float) -> Line:
    """The line below what these cost and lose, for pipes that never carry more than ``most_kw``.

    Through the smallest where it is full, and no steeper than to any that may be needed: a bound on a network of
    straight pipes is then a bound on one of the catalogue.

    >>> line = line_below((Trench(20, 10.0, 700.0, 0.01), Trench(50, 110.0, 800.0, 0.02)), 80.0)
    >>> line.eur_per_m, line.eur_per_m_kw, round(line.loss_kw_per_m, 3)
    (690.0, 1.0, 0.009)
    """
    first = choice[0]
    larger = [t for t, before in zip(choice[1:], choice, strict=False) if before.most_kw < most_kw]
    steps = [(t.most_kw - first.most_kw, t.eur_per_m - first.eur_per_m, t.loss_kw_per_m) for t in larger]
    eur = min((more_eur / kw for kw, more_eur, _ in steps), default=0.0)
    lost = max(0.0, min(((loss_kw - first.loss_kw_per_m) / kw for kw, _, loss_kw in steps), default=0.0))
    return Line(first.eur_per_m - eur * first.most_kw, eur, first.loss_kw_per_m - lost * first.most_kw, lost)
