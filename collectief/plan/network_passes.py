"""One plan of streets and year: which pipes are dug depends on what heat is worth by the hour, and the other way round.

A pass asks each company what a connection is worth at a price of network heat in each hour, lets the design engine
(`heat/design`) choose who connects and along which streets, and lives the typical days with those pipes. Prices lie
between what heat costs to make and what it is worth where the source is full. The cheapest on these days is kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from collectief.heat.design import Demand, Design, Source, design
from collectief.heat.pipe import Trench, trenches
from collectief.heat.stretch import Stretch, plant_node
from collectief.heat.weighed import Ask
from collectief.measure import PARK, Measure, Setting
from collectief.measure.heat_network import HEAT, heat_ways, pipe_price
from collectief.measure.heating import level_of
from collectief.measure.nets import NET, parted
from collectief.measure.network_names import CENTRAL, CONNECT, OUTSIDE, PIPE, RESERVE, RESIDUAL, TANK, pipe_ways
from collectief.measure.setting import Array
from collectief.model import Flow, Part, Size, Steps, to_rows
from collectief.model.trim import islands
from collectief.model.warm import Warm
from collectief.plan.design import any_size
from collectief.plan.laid import pipes_of, with_pipes
from collectief.plan.network_asked import Asked
from collectief.plan.network_days import GAP, SECONDS, Days, switches
from collectief.plan.network_moves import changed
from collectief.plan.network_sources import ROOTS, flows_of, joined, running_eur, steady, together
from collectief.plan.network_water import carrying, flowing_pipes, networks_of, snug
from collectief.plan.run import Run
from collectief.plan.staged_measure import Staged
from collectief.profile.year import HOURS

PASSES, MOVES, LEAST_EUR = 7, 60, 1.0
"""At most so many passes, and so many changes to the best that are looked at: one counts from so much a year on."""
SITE, NETS = "site", f"{HEAT[1]}/{NET}"
"""Buses of heat between what pipes connect."""


@dataclass(frozen=True, slots=True, eq=False)
class Pass:
    """One network on typical days: what all cost with it, EUR a year, its sizes, and its design if it has one."""

    eur: float
    sizes: Mapping[str, float]
    design: Design | None = None

    @property
    def laid(self) -> dict[str, float]:
        """The pipes, and the kW that each carries."""
        return {n: kw for n, kw in self.sizes.items() if n.startswith(PIPE)}


class Passes:
    """The passes over a park: ``own`` are the parts of companies without a network, on typical days."""

    def __init__(self, setting: Setting, measure: Measure, own: Sequence[Part], steps: Steps, *, run: Run) -> None:
        self.setting, self.measure, self.own, self.steps, self.run = setting, measure, tuple(own), steps, run
        self.stretches, self.level = heat_ways(setting), level_of(setting.park)
        self.shared = any_size(measure.shared_parts(setting))
        self._asked = Asked(self.own, self.shared, steps)
        self._days = Days(steps, self.run)
        self.stands = isinstance(measure, Staged) and any(lot.size.startswith(PIPE) for lot in measure.lots)

    @property
    def ways(self) -> tuple[tuple[str, str, str, float], ...]:
        """The stretches: id, both ends, and length in m."""
        return tuple((s.id, s.start, s.end, s.length_m) for s in self.stretches)

    @property
    def steady(self) -> bool:
        """Whether in each hour some source gives heat: what pipes lose has to be fed in all hours."""
        gives = [self.steps.of(p.upper) for p in self._sources_of_heat()]
        return bool(gives) and float(np.max(gives, axis=0).min()) > 0.0

    def _sources_of_heat(self) -> list[Flow]:
        """What may feed the network; what needs power of a site only where that has any."""
        powered = {bus for p in self.own if isinstance(p, Flow) for bus in p.into if bus[1] == SITE}
        flows = [p for p in self.shared if isinstance(p, Flow) and np.max(p.into.get(HEAT, 0.0)) > 0]
        flows = [p for p in flows if not p.name.startswith(TANK)]  # a tank makes none
        return [p for p in flows if all(bus in powered for bus in p.into if bus[1] == SITE)]

    def best(self, first: Mapping[str, float]) -> Pass | None:
        """The cheapest network found; ``first`` are sizes to begin with, of straight pipes. None where none stands.

        Only nets without rings: of others it cannot be told how their water flows.
        """
        begun = self._lived(pipes_of(first, self.level))
        found = [] if begun is None else [begun]
        if not self.stands:
            found += [*self._sought(begun), *self._together()]
        trees = [p for p in found if networks_of(self.stretches, p.sizes, self.level) is not None]
        best = min(trees, key=lambda p: p.eur, default=None)
        if best is None:
            return None
        return self._flowing(best if self.stands else self._moved(best))

    def _sought(self, begun: Pass | None) -> Iterator[Pass]:
        """Networks at prices of heat between what it costs to make and what it is worth where sources are full.

        At the first all would buy more than there is, at the second nobody buys: halfway on either side, by turns.
        """
        low, high = self.price(None), None if begun is None else self.price(begun)
        now, seen = low, set[tuple[str, ...]]()
        for _ in range(PASSES):
            if self.run.stop.now():
                return
            made = self.designer(now)(self.demands(now))
            laid = self._names(made)
            key = tuple(sorted(laid))
            lived = self._lived(laid, made) if laid and key not in seen else None
            seen.add(key)
            if lived is not None:
                yield lived
                high = self.price(lived) if high is None else high
            if high is None:
                return
            low, high = (now, high) if laid else (low, now)
            now = (low + high) / 2

    def _together(self) -> Iterator[Pass]:
        """Networks of one source that gives in every hour, by its boiler if need be, and others that add their own."""
        sources, flows = self.sources(), flows_of(self._sources_of_heat())
        spare = {p.name: p.upper for p in self.shared if isinstance(p, Size)}
        several = [s for s in sources if s.node in flows and len(sources) > 1]
        roots = sorted(several, key=lambda s: (-spare[str(flows[s.node].size)], s.node))
        always = [r for r in roots if steady(flows[r.node], self.steps)]
        helped = [r for r in roots if f"{RESERVE}{r.node}" in spare and r not in always]
        for root in (*always[:ROOTS], *helped[:1]):
            if self.run.stop.now():
                return
            price = running_eur(self.setting, flows[root.node])
            whole, adding = joined(self.setting, root, sources, flows, self.steps)
            gives = {d.node: d.eur_per_year for d in adding}
            asking = [
                replace(d, eur_per_year=max(d.eur_per_year, 0.0) + gives.pop(d.node, 0.0)) for d in self.demands(price)
            ]
            made = self.designer(price, [whole])([*asking, *(d for d in adding if d.node in gives)])
            ends = {node for pipe in made.pipes for node in (pipe.start, pipe.end)}
            given = {str(flows[s.node].size): s.most_kw for s in several if s.node in ends}
            taken = {f"{CONNECT}{d.node}": d.kw for d in asking if d.node in made.served}
            laid = carrying(self.stretches, {**self._names(made), **given, **taken}, self.level)
            if (lived := self._lived(laid, made)) is not None:
                yield lived

    def _moved(self, best: Pass) -> Pass:
        """The network that one customer or source more or less, again and again, leads to while that saves."""
        most, looked = {p.name: p.upper for p in self.shared if isinstance(p, Size)}, 0
        while True:
            for sizes in changed(self.stretches, best.sizes, most):
                if looked >= MOVES or self.run.stop.now():
                    return best
                looked += 1
                lived = self._chosen(sizes, snug(self.stretches, sizes, self.level), None)
                if lived is not None and lived.eur < best.eur - LEAST_EUR:
                    best = lived
                    break
            else:
                return best

    def _flowing(self, best: Pass) -> Pass | None:
        """The same network with pipes in which the water keeps its limits, at their price; None where none does.

        First with pipes no larger than what may come through them, where that is cheaper: a pass is designed for more.
        What stands already does not shrink.
        """
        if not self.stands and (small := snug(self.stretches, best.sizes, self.level)) != best.laid:
            best = min(
                (one for one in (self._chosen(best.sizes, small, best.design), best) if one), key=lambda one: one.eur
            )
        while (laid := flowing_pipes(self.stretches, best.sizes, self.level)) != best.laid:
            lived = self._chosen(best.sizes, laid, best.design)
            if lived is None:
                return None
            best = lived
        return best

    def _names(self, made: Design) -> dict[str, float]:
        stretches = {s.id: s for s in self.stretches}
        ways = ((pipe_ways(stretches[p.stretch]), p) for p in made.pipes)
        return {name: p.trench.most_kw for both, p in ways for name, start, _ in both if start == p.start}

    def _parts(self, laid: Mapping[str, float]) -> tuple[Part, ...]:
        (measure,) = with_pipes([self.measure], laid, self.level)
        shared = measure.shared_parts(self.setting)
        return tuple(parted((*self.own, *any_size(shared)), self.stretches, heat=HEAT, dug=laid))

    def _lived(self, laid: Mapping[str, float], made: Design | None = None) -> Pass | None:
        """The typical days with these pipes, or with those of them that pay; None where none does.

        Where some do not, what the others connect may be apart: they are looked at once more with no others, and beside
        that all of them, paying or not.
        """
        if not laid:
            return None
        some = self._lived_once(laid, made)
        if some is None or some.laid.keys() == laid.keys():
            return some
        found = (self._lived(some.laid, made), self._lived_once(laid, made, dict.fromkeys(laid, True)))
        return min((one for one in found if one is not None), key=lambda one: one.eur, default=None)

    def _lived_once(
        self, laid: Mapping[str, float], made: Design | None, known: Mapping[str, bool] | None = None
    ) -> Pass | None:
        found = self._days.lived(self._parts(laid), known or {})
        if found is None or not found[1]:
            return None
        return Pass(found[0], {n: laid.get(n, a) for n, a in found[1].items()}, made)

    def _chosen(self, sizes: Mapping[str, float], laid: Mapping[str, float], made: Design | None) -> Pass | None:
        """The same with these pipes and who has a connection in ``sizes``: finding out who does takes long."""
        everything = (p.name for p in self.shared if isinstance(p, Size) and p.name.startswith(CONNECT))
        return self._lived_once(laid, made, {n: n in sizes for n in everything} | dict.fromkeys(laid, True))

    def price(self, lived: Pass | None) -> Array:
        """What a kWh of network heat costs in each hour with these sizes, EUR: the least of nets that are apart.

        Without any, what it costs to make in the cheapest source.
        """
        if lived is None:
            made = [running_eur(self.setting, one) for one in self._sources_of_heat()]
            return np.asarray(np.min(made or [np.zeros(1)], axis=0))
        price = np.full(len(self.steps), np.inf)
        for island in islands(self._parts(lived.laid)):
            rows = to_rows(island, self.steps).relaxed()
            nets = [place for bus, place in rows.buses.items() if bus[0] == PARK and bus[1].startswith(NETS)]
            if nets:
                settled = {n: a for n, a in switches(island, rows, lived.sizes).items() if n in rows.columns}
                warm = Warm(rows.settled(settled), presolve=True)
                warm.solve()
                price = np.minimum(price, np.min([warm.duals[place] / self.steps.weight for place in nets], axis=0))
        return self._over_year(np.maximum(np.where(np.isfinite(price), price, 0.0), 0.0))

    def _over_year(self, eur: Array) -> Array:
        year = np.zeros(HOURS)
        year[self.steps.pick] = eur
        return year

    def designer(self, eur_per_kwh: Array, sources: Sequence[Source] | None = None) -> Ask:
        """The design engine for these streets and sources (all, unless given), where heat that is lost costs this."""
        lost_eur = float((self.steps.of(eur_per_kwh) * self.steps.weight).sum())

        def yearly(stretch: Stretch, trench: Trench) -> float:
            eur = pipe_price(stretch, trench).yearly(self.setting.interest)
            return eur + stretch.length_m * trench.loss_kw_per_m * lost_eur

        given, choice = self.sources() if sources is None else sources, trenches(self.level)

        def ask(demands: Sequence[Demand]) -> Design:
            return design(
                self.stretches, demands, given, yearly=yearly, choice=choice,
                gap=GAP, seconds=SECONDS, stop=self.run.stop.now,
            )  # fmt: skip

        return ask

    def sources(self) -> list[Source]:
        """Every place that may feed the network, with the most that it gives and what a kW of it costs a year."""
        names = {p.size for p in self._sources_of_heat()}
        sizes = {p.name: p for p in self.shared if isinstance(p, Size) and p.name in names}
        kinds = (RESIDUAL, RESERVE, OUTSIDE)
        nodes = dict.fromkeys(n.partition("/")[2] for n in sizes if n.startswith((RESIDUAL, OUTSIDE)))
        own = {node: [sizes[n] for kind in kinds if (n := f"{kind}{node}") in sizes] for node in nodes}
        found = [Source(node, *together(mine)) for node, mine in own.items()]
        plants = [s for n, s in sizes.items() if n.startswith(CENTRAL)]
        return [*found, *(Source(plant_node(self.stretches), s.upper, s.eur_per_unit) for s in plants[:1])]

    def demands(self, eur_per_kwh: Array) -> list[Demand]:
        """What a connection is worth to each company that pays this for heat in each hour, and of how many kW."""
        return self._asked.demands(eur_per_kwh)
