"""From what was typed behind --co2-cap and --budget to the caps of a plan; what cannot be ends in 2."""

from collectief import Caps
from collectief.app.ending import Mistyped
from collectief.app.options import PlanForm
from collectief.app.typed_number import MOST
from collectief.app.words_caps import NOT_SURE, no_cap


def capped(form: PlanForm) -> Caps | None:
    """The caps that were asked, None where there are none; raises Mistyped for what is no number of 0 or more."""
    for option, typed in (("--co2-cap", form.co2_cap), ("--budget", form.budget)):
        if typed is not None and not 0 <= typed <= MOST:
            raise Mistyped(no_cap(option))
    if form.co2_cap is None and form.budget is None:
        return None
    if form.sure:
        raise Mistyped(NOT_SURE)
    return Caps(form.co2_cap, form.budget)
