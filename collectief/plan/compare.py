"""Plans a park anew for each variation, from the beginning, so that everything may answer."""

from collections.abc import Callable, Iterable
from functools import partial

from collectief.errors import CollectiefError, Infeasible, Stopped
from collectief.plan.answer import Answer, Answered, Comparison, in_short
from collectief.plan.decide import optimise
from collectief.plan.outcome import Outcome
from collectief.plan.run import Progress, Run, run_of
from collectief.plan.scenario import Scenario
from collectief.plan.variation import Variation, varied
from collectief.text import Text

Seek = Callable[[Run], Outcome]
Look = Callable[[Seek, Run], tuple[Outcome, bool | None]]
"""Seeks a plan and looks at it: whether all of it is right, None where nobody looked."""
STOPPED = Text(nl="Niet berekend: het rekenen stopte eerder.", en="Not calculated: calculating stopped before.")
NO_SENSE = Text(
    nl="Met deze waarde valt niet te rekenen. Kies een waarde die kan bestaan.",
    en="This value cannot be calculated with. Choose a value that can exist.",
)


def unlooked(seek: Seek, run: Run) -> tuple[Outcome, bool | None]:
    """What is found, as it is."""
    return seek(run), None


def answer(
    scenario: Scenario, variation: Variation, progress: Progress | None = None, *, look: Look = unlooked
) -> Answer:
    """The plan of a variation, or why there is none: a limit that none keeps, or no time.

    Raises Infeasible where the plan itself keeps no limits, and Stopped where there was no time for that one.
    ``look`` checks the plan while its figures are those of the variation; a `Run` as ``progress`` keeps what is
    finished. A figure of the user's own may be one that nothing can be calculated with: a boiler without efficiency.
    """
    try:
        with varied(scenario, variation) as other:
            outcome, right = look(partial(optimise, other), run_of(progress))
            return Answer(variation, in_short(outcome, checked=right))
    except (Infeasible, Stopped) as error:
        if variation.kind == "plan":
            raise
        return Answer(variation, None, STOPPED if isinstance(error, Stopped) else error.message)
    except (CollectiefError, ArithmeticError, ValueError):
        if variation.kind != "with":
            raise
        return Answer(variation, None, NO_SENSE)


def each_left_out(plan: Answered) -> tuple[Variation, ...]:
    """A variation for every measure in the plan, each left out in turn."""
    return tuple(Variation("without", (key,)) for key in plan.chosen)


def compared(scenario: Scenario, version: str, answers: Iterable[Answer]) -> Comparison:
    """Answers side by side, the plan itself first."""
    park = scenario.park
    return Comparison(park.name, scenario.year.number, version, tuple(answers), {c.id: c.name for c in park.companies})
