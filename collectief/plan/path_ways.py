"""The ways through the years: forward, guided by the best end, all at once, and waiting for the end of the queue."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from collectief.errors import Infeasible
from collectief.facts import fact
from collectief.plan.one_stage import FREE, Question, Room, plan_stage, waited
from collectief.plan.rates import QUEUE
from collectief.plan.run import Run, Stopped
from collectief.plan.stage import Path, Stage, Way, end_sizes
from collectief.plan.standing import Lot
from collectief.plan.weights import discounted_years
from collectief.text import Text

STOPPED = Text(nl="Niet afgemaakt: er werd eerder gestopt.", en="Not completed: it was stopped before.")
INTEREST = "interest.real"
NO_QUEUE = Text(
    nl="Niemand wacht op het net: er is geen wachtrij, of die is voor het eerste jaar voorbij.",
    en="Nobody waits for the grid: there is no queue, or it ends before the first year.",
)
NO_END = Text(
    nl="Niet berekend: voor het laatste jaar is er geen plan om naartoe te werken.",
    en="Not calculated: there is no plan of the last year to work towards.",
)


def walk(question: Question, way: Way, run: Run, *, rooms: Sequence[Room] = (), waits: Sequence[Stage] = ()) -> Path:
    """Plan the years one after another, each with what stands from before.

    ``rooms`` say what each stage may build; in the first stages nobody does more than the law asks for, as many as
    there are ``waits``.
    """
    lots: tuple[Lot, ...] = ()
    stages: list[Stage] = []
    why = None
    for number, year in enumerate(question.years):
        room = rooms[number] if rooms else FREE
        try:
            if number < len(waits):
                stage = waited(waits[number], lots)
            else:
                stage = plan_stage(question, year, lots, room=room, run=named(run, way, year))
        except Stopped:
            why = STOPPED
            break
        except Infeasible as error:
            why = Text(nl=f"{year}: {error.message.nl}", en=f"{year}: {error.message.en}")
            break
        stages.append(stage)
        lots = stage.stands
    return Path(way, tuple(stages), discounted_years(question.years, interest_of(question)), why)


def named(run: Run, way: str, year: int) -> Run:
    """The same run, of which each phase says to which way and year it belongs."""
    return replace(run, tell=_telling(run.tell, f"{way}/{year}"))


def _telling(tell: Callable[[str, float], None], where: str) -> Callable[[str, float], None]:
    return lambda phase, done: tell(f"{where}/{phase}", done)


def interest_of(question: Question) -> float:
    """That of the park or as stated for the first year, a fraction."""
    own = question.scenario.park.rules.interest
    stated = {one.key: one.value for one in question.stated if one.from_year <= question.years[0]}
    return stated.get(INTEREST, fact(INTEREST).value) if own is None else own


def best_end(question: Question, run: Run) -> Stage | None:
    """The best plan of the last year, as if nothing stood; None where there is none or it is time to stop."""
    last = question.years[-1]
    try:
        return plan_stage(question, last, (), room=FREE, run=named(run, "end", last))
    except (Infeasible, Stopped):
        return None


def guided(question: Question, end: Stage | None, run: Run) -> Path:
    """No regret: before the last year nothing is built for itself that does not stand in the best end as well."""
    if end is None:
        return _none(question, "guided", run)
    rooms = [Room(most=end_sizes(end)) for _ in question.years[:-1]]
    return walk(question, "guided", run, rooms=[*rooms, FREE])


def at_once(question: Question, end: Stage | None, run: Run) -> Path:
    """All that companies have for themselves in the best end is built in the first year, as far as it fits there."""
    if end is None:
        return _none(question, "at_once", run)
    own = {lot.size for lot in end.added if not lot.shared}
    first = Room(least={n: x for n, x in end_sizes(end).items() if n in own})
    return walk(question, "at_once", run, rooms=[first, *(FREE for _ in question.years[1:])])


def waiting(question: Question, forward: Path, run: Run) -> Path:
    """No more than the law asks for until the queue of every area has ended; in all years where that is not known."""
    stages = waits(question)
    if not stages:
        return Path("waiting", (), forward.weights, NO_QUEUE)
    if len(forward.stages) < stages:
        return Path("waiting", (), forward.weights, STOPPED)
    return walk(question, "waiting", run, waits=forward.stages[:stages])


def waits(question: Question) -> int:
    """How many stages lie before the end of the last queue in which a company of the park stands."""
    park = question.scenario.park
    here = {c.area for c in park.companies}
    full = [a for a in park.areas if a.id in here and a.offtake in QUEUE]
    if any(a.alleviation_year is None for a in full):
        return len(question.years)
    until = max((a.alleviation_year for a in full if a.alleviation_year is not None), default=question.years[0])
    return sum(year < until for year in question.years)


def _none(question: Question, way: Way, run: Run) -> Path:
    weights = discounted_years(question.years, interest_of(question))
    return Path(way, (), weights, STOPPED if run.stop.due else NO_END)
