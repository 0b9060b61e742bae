"""Whether the water in a network keeps the limits of design: every breach with its pipe or node, value and advice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.heat.hydraulics import Flowing
from collectief.park.check_words import figure, shown
from collectief.text import Language, Text

Array = NDArray[np.float64]
Kind = Literal["gradient", "velocity", "arrival", "pressure"]
BAR_PA = 1e5
ROUNDING = 1e-9
"""Part by which a value may be over its limit: sums in another order differ by less."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What water may do: friction of a metre, speed, cooling on the way to a consumer, pressure at the pump."""

    gradient_pa_per_m: float
    velocity_m_s: float
    arrival_drop_k: float
    pressure_pa: float
    static_pressure_pa: float


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit that is not kept: where (a pipe, a consumer or a source), how much it is and how much it may be."""

    kind: Kind
    where: str
    value: float
    limit: float
    message: Text
    advice: Text


def usual_limits() -> Limits:
    """The limits of design in ``facts/heat.csv``."""
    found = ("pressure_gradient_pa_per_m", "velocity_m_s", "arrival_drop_k", "pressure_class_pa", "static_pressure_pa")
    return Limits(*(fact(f"heat_network.{name}").value for name in found))


def judge(
    water: Flowing, limits: Limits | None = None, *, needs_degc: Mapping[str, float] | None = None
) -> tuple[Breach, ...]:
    """Every limit that is not kept in the worst of its steps; nothing where all is well.

    ``needs_degc`` is the least arrival for consumers that need their own, degC; for others it is the supply less
    ``arrival_drop_k``. Steps in which a consumer takes nothing say nothing of its arrival.
    """
    within = limits or usual_limits()
    found = (*_pipes(water, within), *_arrivals(water, within, needs_degc or {}), *_pressures(water, within))
    return tuple(found)


def _pipes(water: Flowing, limits: Limits) -> Iterator[Breach]:
    looked: tuple[tuple[Kind, Array, float], ...] = (
        ("gradient", water.gradient_pa_per_m, limits.gradient_pa_per_m),
        ("velocity", water.velocity_m_s, limits.velocity_m_s),
    )
    for kind, values, limit in looked:
        worst = values.max(axis=1, initial=0.0)
        for i in np.flatnonzero(worst > limit * (1 + ROUNDING)):
            one = water.network.pipes[i]
            yield _breach(kind, one.id, (float(worst[i]), limit), dn=str(one.dn))


def _arrivals(water: Flowing, limits: Limits, needs_degc: Mapping[str, float]) -> Iterator[Breach]:
    usual = water.network.supply_degc - limits.arrival_drop_k
    coldest = np.where(water.kw > 0, water.arrival_degc, np.inf).min(axis=1, initial=np.inf)
    for node, degc in zip(water.network.consumers, coldest, strict=True):
        least = needs_degc.get(node, usual)
        if degc < least - ROUNDING * abs(least):
            yield _breach("arrival", node, (float(degc), least))


def _pressures(water: Flowing, limits: Limits) -> Iterator[Breach]:
    highest = water.needed_pa.max(axis=1, initial=0.0) + limits.static_pressure_pa
    for source, pressure in zip(water.network.sources, highest, strict=True):
        if pressure > limits.pressure_pa * (1 + ROUNDING):
            yield _breach("pressure", source, (float(pressure) / BAR_PA, limits.pressure_pa / BAR_PA))


WORDS: Mapping[Kind, tuple[Text, Text]] = {
    "gradient": (
        Text(
            nl="Leiding {where} (DN {dn}) verliest {value} Pa per meter; dat mag hooguit {limit} zijn.",
            en="Pipe {where} (DN {dn}) loses {value} Pa per metre; it may be at most {limit}.",
        ),
        Text(nl="Neem een grotere leiding.", en="Take a larger pipe."),
    ),
    "velocity": (
        Text(
            nl="In leiding {where} (DN {dn}) stroomt het water {value} m/s; dat mag hooguit {limit} zijn.",
            en="In pipe {where} (DN {dn}) water flows at {value} m/s; it may be at most {limit}.",
        ),
        Text(nl="Neem een grotere leiding.", en="Take a larger pipe."),
    ),
    "arrival": (
        Text(
            nl="Bij afnemer {where} komt het water aan met {value} °C; dat moet ten minste {limit} zijn.",
            en="At consumer {where} water arrives at {value} °C; it must be at least {limit}.",
        ),
        Text(
            nl="Isoleer beter, stook warmer, of laat deze afnemer erbuiten.",
            en="Insulate better, supply warmer, or leave this consumer out.",
        ),
    ),
    "pressure": (
        Text(
            nl="Bij bron {where} is {value} bar nodig; het net verdraagt {limit}.",
            en="At source {where} {value} bar is needed; the network bears {limit}.",
        ),
        Text(
            nl="Neem grotere leidingen op de langste weg, of zet er een pomp in.",
            en="Take larger pipes on the longest way, or put a pump in it.",
        ),
    ),
}
"""What each breach says, and what to do."""


def _breach(kind: Kind, where: str, amounts: tuple[float, float], dn: str = "") -> Breach:
    said, advice = WORDS[kind]

    def filled(language: Language) -> str:
        value, limit = (figure(amount, language) for amount in amounts)
        return said[language].format(where=shown(where), dn=dn, value=value, limit=limit)

    return Breach(kind, where, *amounts, Text(nl=filled("nl"), en=filled("en")), advice)
