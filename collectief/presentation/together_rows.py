"""The measures of the plan beside those that companies take anyway: one row per measure, with the difference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from collectief.plan.outcome import PARK, Build, CaseKey, Outcome
from collectief.presentation.figures import measure_name, owner_name, pipe_length_m, pipes
from collectief.presentation.speech import Speech
from collectief.presentation.words import MEASURE, UNIT

NAMED = 3
"""Up to so many owners are named; more are counted."""
SAME = 0.05
"""A difference in kW, kWh or kWp below this is no difference."""


@dataclass(frozen=True, slots=True)
class Together:
    """Builds of one measure and name in the plan, and those of the same name where each is alone."""

    name: str
    laid: bool
    builds: tuple[Build, ...]
    alone: tuple[Build, ...] = ()

    def invested(self) -> tuple[float, float]:
        """EUR of investment alone, and what comes on top of it together."""
        before = sum(b.investment_eur for b in self.alone)
        return before, sum(b.investment_eur for b in self.builds) - before

    def yearly(self) -> tuple[float, float]:
        """EUR a year alone, and what comes on top of it together."""
        before = sum(b.eur_per_year for b in self.alone)
        return before, sum(b.eur_per_year for b in self.builds) - before


def grouped(outcome: Outcome, speech: Speech) -> tuple[Together, ...]:
    """Builds by name; pipes, sources and connections of a heat network apart, as are shared chargers."""
    together, alone = _by_name(outcome, "together", speech), _by_name(outcome, "alone", speech)
    names = list(dict.fromkeys([*together, *alone]))
    return tuple(
        Together(name, laid, tuple(together.get((name, laid), ())), tuple(alone.get((name, laid), ())))
        for name, laid in names
    )


def _by_name(outcome: Outcome, key: CaseKey, speech: Speech) -> dict[tuple[str, bool], list[Build]]:
    laid = {id(pipe.build) for pipe in pipes(outcome)}
    rows: dict[tuple[str, bool], list[Build]] = {}
    for build in outcome.cases[key].builds:
        saving = build.measure == "efficiency"
        name = speech.word(MEASURE, build.measure) if saving else measure_name(build, speech)
        rows.setdefault((name, id(build) in laid), []).append(build)
    return rows


def size_alone(group: Together, speech: Speech) -> str:
    """How much companies build anyway, and at how many places; who keeps no car is none of them."""
    if not group.alone:
        return "–"
    places = len({b.place for b in group.alone if b.amount > 0} or {b.place for b in group.alone})
    at = speech(nl="bij 1 bedrijf", en="at 1 company")
    if places > 1:
        at = speech(nl=f"bij {places} bedrijven", en=f"at {places} companies")
    return f"{_listed(_amounts(group.alone), speech)} {at}"


def size_more(group: Together, outcome: Outcome, speech: Speech) -> str:
    """How much comes on top of that by acting together; less has a minus."""
    if group.laid:
        return _laid(group, outcome, speech)
    before, after = _amounts(group.alone), _amounts(group.builds)
    change = {u: after.get(u, 0.0) - before.get(u, 0.0) for u in dict.fromkeys([*before, *after])}
    seen = {unit: amount for unit, amount in change.items() if abs(amount) >= SAME}
    return _listed(seen, speech, signed=bool(group.alone)) if seen else "–"


def _laid(group: Together, outcome: Outcome, speech: Speech) -> str:
    """Length of the pipes, and what the widest can carry."""
    length = speech.quantity(pipe_length_m(outcome), "m")
    widest = max(b.amount if b.unit == "kW" else b.kw for b in group.builds)
    up_to = speech(nl="tot", en="up to")
    return f"{length}, {up_to} {speech.quantity(widest, 'kW')}" if widest > 0 else length


def _amounts(builds: Sequence[Build]) -> dict[str, float]:
    """Amounts summed per unit."""
    sums: dict[str, float] = {}
    for build in builds:
        sums[build.unit] = sums.get(build.unit, 0.0) + build.amount
    return sums


def _listed(amounts: Mapping[str, float], speech: Speech, *, signed: bool = False) -> str:
    """Amounts with their units, such as "800 kWh"."""
    return ", ".join(
        ("+" if signed and amount > 0 else "") + speech.quantity(amount, speech.word(UNIT, unit))
        for unit, amount in amounts.items()
    )


def changed(group: Together, outcome: Outcome, speech: Speech) -> str:
    """Who builds more or less of it than alone; who keeps no car of its own and hires does, until it shares."""
    before, after = _by_owner(group.alone), _by_owner(group.builds)
    change = {o: after.get(o, 0.0) - before.get(o, 0.0) for o in dict.fromkeys([*after, *before])}
    none = {*before} ^ {*after}
    owners = [o for o, more in change.items() if abs(more) >= SAME or (o in none and more == 0)]
    if not owners:
        return "–"
    if len(owners) > NAMED and PARK not in owners:
        return speech(nl=f"{len(owners)} bedrijven, elk zelf", en=f"{len(owners)} companies, each itself")
    if len(owners) > NAMED:
        return speech(nl="bedrijven zelf en samen", en="companies and together")
    return speech.listing([owner_name(outcome, o, speech) for o in owners])


def _by_owner(builds: Sequence[Build]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for build in builds:
        sums[build.owner] = sums.get(build.owner, 0.0) + build.amount
    return sums


def built_more(outcome: Outcome, measure: str) -> dict[str, float]:
    """How much more of a measure each company builds together than alone; only those that build more."""
    before, after = (_by_owner([b for b in outcome.cases[key].builds if b.measure == measure]) for key in _COMPARED)
    return {o: more for o, amount in after.items() if (more := amount - before.get(o, 0.0)) >= SAME}


_COMPARED: tuple[CaseKey, ...] = ("alone", "together")
