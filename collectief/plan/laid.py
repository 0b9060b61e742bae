"""Measures with the pipes of a plan: once these are known, a heat network is made of them and of no others."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from collectief.facts import HeatLevel
from collectief.heat.pipe import trench_for
from collectief.measure import HeatNetwork, Measure
from collectief.measure.measure import BUILT
from collectief.measure.network_names import PIPE
from collectief.plan.staged_measure import Staged


def pipes_of(sizes: Mapping[str, float], level: HeatLevel) -> dict[str, float]:
    """The pipes among these sizes: each as the smallest of the catalogue that carries it, with the kW that it can.

    Water runs through a pipe either way: of two in one stretch the larger will do.
    """
    found: dict[str, tuple[float, str]] = {}
    for name, kw in sorted(sizes.items()):
        if name.startswith(PIPE) and kw > BUILT:
            stretch = name.rpartition("/")[0]
            found[stretch] = max(found.get(stretch, (0.0, "")), (kw, name))
    return {name: trench_for(kw, level).most_kw for kw, name in found.values()}


def with_pipes(measures: Sequence[Measure], sizes: Mapping[str, float], level: HeatLevel) -> tuple[Measure, ...]:
    """The same measures with the pipes among these sizes, where there are any."""
    laid = pipes_of(sizes, level)
    return tuple(_with(m, laid) for m in measures) if laid else tuple(measures)


def _with(measure: Measure, laid: Mapping[str, float]) -> Measure:
    if isinstance(measure, Staged):
        return replace(measure, measure=_with(measure.measure, laid))
    return replace(measure, laid=laid) if isinstance(measure, HeatNetwork) else measure
