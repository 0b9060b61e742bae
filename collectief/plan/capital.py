"""What a euro of investment weighs while a plan chooses, beside what it costs: an internal price, that is in no bill.

It lies on every size of a measure, by what the builds of that size say was invested; so it weighs what is reported.
With `carbon` it makes what CO2 and investment of a case weigh together.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from collectief.facts import weight_eur_per_kg
from collectief.measure import Measure, Setting
from collectief.model import Part, Size
from collectief.plan.outcome import Case


def with_weight(setting: Setting, measure: Measure, parts: Iterable[Part]) -> Iterator[Part]:
    """The parts of a measure, whose sizes cost what their investment weighs as well."""
    if setting.capital_weight == 0:
        yield from parts
        return
    for part in parts:
        yield _heavier(setting, measure, part) if isinstance(part, Size) else part


def _heavier(setting: Setting, measure: Measure, size: Size) -> Size:
    """The size with its weight: what is invested is a straight line in the amount."""
    if size.upper <= 0:
        return size
    per_unit, once = invested_line(setting, (measure,), size)
    return replace(
        size,
        eur_per_unit=size.eur_per_unit + setting.capital_weight * per_unit,
        eur_fixed=size.eur_fixed + (setting.capital_weight * once if size.yes_no else 0.0),
    )


def invested_line(
    setting: Setting, measures: Iterable[Measure], size: Size, *, owner: str | None = None
) -> tuple[float, float]:
    """EUR invested per unit of a size, and once it is built at all; of one ``owner`` only, where one is named."""
    builds = [
        [build for measure in measures for build in measure.builds(setting, {size.name: amount})]
        for amount in (size.upper / 2, size.upper)
    ]
    half, whole = (sum(b.investment_eur for b in found if owner in (None, b.owner)) for found in builds)
    per_unit = (whole - half) / (size.upper / 2)
    return per_unit, whole - per_unit * size.upper


def weighs_anything(setting: Setting) -> bool:
    """Whether choices look at anything beside euros that are paid."""
    return weight_eur_per_kg() != 0 or setting.capital_weight != 0


def weight_eur(setting: Setting, case: Case, owner: str) -> float:
    """What CO2 and investment of one owner weigh in a case, EUR a year."""
    invested = sum(b.investment_eur for b in case.builds if b.owner == owner)
    return weight_eur_per_kg() * case.energy[owner].co2_kg + setting.capital_weight * invested


def total_weight_eur(setting: Setting, case: Case) -> float:
    """What CO2 and investment of a case weigh, EUR a year."""
    return weight_eur_per_kg() * case.co2_kg + setting.capital_weight * case.investment_eur
