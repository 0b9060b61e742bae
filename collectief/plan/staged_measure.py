"""A measure in a later stage: what stands is not built again and is never taken down; it may be added to.

What a company built for itself is a lower bound of its size and goes on being paid, at the price at which it was
bought. What was built for several is free to use up to what stands: its annuity is paid beside the plan, used or not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from collectief.measure import Build, Measure, Setting
from collectief.measure.measure import BUILT, Amounts
from collectief.model import Part, Size
from collectief.model.modules import modules_down, modules_up
from collectief.model.trim import without
from collectief.park import Company
from collectief.plan.standing import Lot, build_of, priced, standing
from collectief.text import Text

LEAST_EUR = 1e-3
"""What has no upkeep costs a tenth of a cent a year to use: a price makes a yes/no of a size."""


@dataclass(frozen=True)
class Staged:
    """A measure with what stands of it in ``year``.

    ``least`` and ``most`` bound what companies build for themselves in this stage: at least (as far as it fits) and
    at most, by size; without ``most`` anything may be built.
    """

    measure: Measure
    year: int
    lots: tuple[Lot, ...] = ()
    least: Mapping[str, float] = field(default_factory=dict)
    most: Mapping[str, float] | None = None

    @property
    def key(self) -> str:
        """That of the measure."""
        return self.measure.key

    @property
    def title(self) -> Text:
        """That of the measure."""
        return self.measure.title

    @property
    def _own(self) -> tuple[Lot, ...]:
        return tuple(lot for lot in self.lots if not lot.shared and lot.stands(self.year))

    @property
    def _shared(self) -> dict[str, float]:
        return standing((lot for lot in self.lots if lot.shared), self.year)

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """Those of the measure: no less than what stands, and no more than may be built."""
        stands, parts, gone = standing(self._own, self.year), [], set()
        for part in self.measure.own_parts(setting, company):
            if not (isinstance(part, Size) and priced(part)):
                parts.append(part)
                continue
            bounded = self._bounded(part, stands.get(part.name, 0.0))
            if bounded.upper > BUILT:
                parts.append(bounded)
            else:
                gone.add(part.name)
        yield from without(parts, gone) if gone else parts

    def _bounded(self, size: Size, stands: float) -> Size:
        lower = max(stands, min(self.least.get(size.name, 0.0), size.upper), size.lower)
        upper = size.upper if self.most is None else min(size.upper, self.most.get(size.name, 0.0))
        if size.module:  # where another module is stated for this year, what stands is made up to whole ones of it
            lower, upper = modules_up(lower, size.module), modules_down(upper, size.module)
        return replace(size, lower=lower, upper=max(upper, lower))

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """Those of the measure; what stands costs its upkeep only, and is not made larger."""
        stands = self._shared
        for part in self.measure.shared_parts(setting):
            if not (isinstance(part, Size) and part.name in stands):
                yield part
                continue
            amount = stands[part.name]
            build = build_of(setting, self.measure, part.name, amount)
            eur = 0.0 if build is None else build.upkeep_eur
            free = replace(part, upper=amount, eur_per_unit=0.0, eur_fixed=0.0, least=0.0)
            if part.yes_no:  # it is used or not: what leans on that, such as the heat that a pipe loses, needs to know
                yield replace(free, eur_fixed=max(eur, LEAST_EUR))
            else:
                yield replace(free, eur_per_unit=eur / amount)

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """Those of the measure, each at the price at which it was bought."""
        shared = self._shared
        anew = {n: x for n, x in amounts.items() if n not in shared}
        mine = standing(self._own, self.year)
        loose = {n: x for n, x in anew.items() if n not in mine}
        yield from self.measure.builds(setting, loose)
        for name in (n for n in anew if n in mine):
            build = build_of(setting, self.measure, name, anew[name])
            if build is not None:
                yield replace(build, eur_per_year=build.eur_per_year + self._dearer_eur(setting, name, mine[name]))
        for build in self.measure.builds(setting, {n: x for n, x in amounts.items() if n in shared}):
            yield replace(build, investment_eur=0.0, eur_per_year=build.upkeep_eur)

    def _dearer_eur(self, setting: Setting, name: str, stands: float) -> float:
        """How much more a year was agreed to be paid for what stands than it would cost today."""
        now = build_of(setting, self.measure, name, stands)
        if now is None or now.amount <= 0:
            return 0.0
        today = now.eur_per_year / now.amount
        return sum(lot.built * (lot.eur_per_built - today) for lot in self._own if lot.size == name)
