"""What a connection to a heat network is worth to each customer, at a price of heat in each hour."""

from collections.abc import Sequence
from dataclasses import replace

from collectief.heat.design import Demand
from collectief.measure import PARK
from collectief.measure.heat_network import HEAT
from collectief.measure.measure import BUILT
from collectief.measure.network_names import CONNECT
from collectief.measure.setting import Array
from collectief.model import Flow, Part, Size, Steps, amounts, to_rows
from collectief.model.warm import Warm


class Asked:
    """Asks each customer by itself: ``own`` are the parts of companies without a network, ``shared`` those of one."""

    def __init__(self, own: Sequence[Part], shared: Sequence[Part], steps: Steps) -> None:
        self.own, self.shared, self.steps = own, shared, steps
        self._alone: dict[str, float] = {}

    def demands(self, eur_per_kwh: Array) -> list[Demand]:
        """What a connection is worth to each company that pays this for heat in each hour, and of how many kW."""
        connect = {p.name: p for p in self.shared if p.name.startswith(CONNECT)}
        mine: dict[str, list[Part]] = {}
        for part in self.own:
            mine.setdefault(part.owner, []).append(part)
        found = []
        for name, size in connect.items():
            flow = connect.get(f"{name}:kw")
            if isinstance(size, Size) and isinstance(flow, Flow):
                if size.owner == PARK:
                    found.append(self._outside(size, eur_per_kwh))
                elif size.owner in mine:
                    found.append(self._demand(mine[size.owner], size, flow, eur_per_kwh))
        return found

    def _outside(self, size: Size, eur_per_kwh: Array) -> Demand:
        """What the park earns by dwellings that pay for their heat, at this price of what they and their pipes take."""
        flows = [p for p in self.shared if isinstance(p, Flow) and p.size == size.name]
        eur = sum(self.steps.of(p.lower * (p.eur_per_kwh + eur_per_kwh)) @ self.steps.weight for p in flows)
        return Demand(size.name.removeprefix(CONNECT), size.upper, -size.eur_fixed - float(eur))

    def _demand(self, own: Sequence[Part], size: Size, flow: Flow, eur_per_kwh: Array) -> Demand:
        into = {bus: c for bus, c in flow.into.items() if bus != HEAT}
        bought = (
            replace(size, into={}, eur_fixed=0.0),
            replace(flow, into=into, eur_per_kwh=flow.eur_per_kwh + eur_per_kwh),
        )
        if size.owner not in self._alone:
            self._alone[size.owner] = Warm(to_rows(own, self.steps).relaxed(), presolve=True).solve().upper
        parts = (*own, *bought)
        rows = to_rows(parts, self.steps).relaxed()
        answer = Warm(rows, presolve=True).solve()
        kw = amounts(parts, rows, answer.x)[size.name]
        return Demand(size.owner, kw, self._alone[size.owner] - answer.upper - size.eur_fixed if kw > BUILT else 0.0)
