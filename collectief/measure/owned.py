"""What a measure leaves at companies: one thing for each size that was built, at a price per unit."""

from collections.abc import Iterator

from collectief.measure.build import Build, Price, bought
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.setting import Setting


def owned(
    measure: str, setting: Setting, amounts: Amounts, *, unit: str, price: Price, size: str | None = None
) -> Iterator[Build]:
    """A build at each company of which ``<size>/<company>`` is not nothing; ``size`` is the measure where not given."""
    for company in setting.park.companies:
        amount = amounts.get(f"{size or measure}/{company.id}", 0.0)
        if amount > BUILT:
            yield bought(measure, company.id, company.id, amount, unit, price=price, interest=setting.interest)
