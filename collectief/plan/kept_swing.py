"""How the swing of a figure is kept: its two ends, or the word for why it has none."""

from dataclasses import asdict
from typing import TypeVar, get_args

from collectief.facts import Fact
from collectief.facts.swing import lying_over
from collectief.measure import Measure
from collectief.plan.finished import Form, Misfit, digest
from collectief.plan.judged import numbers, word
from collectief.plan.outcome import Outcome
from collectief.plan.store import Kept
from collectief.plan.sureness import End, How, Skipped, Swing

Word = TypeVar("Word", bound=str)
SKIPPED: tuple[Skipped, ...] = get_args(Skipped)
HOW: tuple[How, ...] = get_args(How)
EUROS = ("value", "alone_eur", "together_eur")


def mark_of(outcome: Outcome, measures: tuple[Measure, ...]) -> str:
    """A fingerprint of all that a swing of this plan depends on, but for the figure itself."""
    lives = {key: (life.sizes, life.flows) for key, life in outcome.lives.items()}
    projects = [(p.key, p.members, p.opens, p.adopted) for p in outcome.projects]
    return digest((outcome.input_hash, lying_over(), measures, lives, projects))


def swing_form(one: Fact) -> Form[Swing | Skipped]:
    """The form of what came of one figure."""

    def write(made: Swing | Skipped) -> Kept | None:
        if isinstance(made, str):
            return Kept({"skipped": made})
        low, high = ({name: asdict(end)[name] for name in EUROS} for end in (made.low, made.high))
        return Kept({"how": made.how, "low": low, "high": high})

    def read(kept: Kept) -> Swing | Skipped:
        if "skipped" in kept.said:
            return _one_of(SKIPPED, word(kept, "skipped"))
        return Swing(one, _end(kept, "low"), _end(kept, "high"), how=_one_of(HOW, word(kept, "how")))

    return Form(write, read)


def _end(kept: Kept, name: str) -> End:
    found = numbers(kept, name, among=EUROS)
    if len(found) != len(EUROS):
        raise Misfit(name)
    return End(found["value"], found["alone_eur"], found["together_eur"])


def _one_of(known: tuple[Word, ...], said: str) -> Word:
    """The word that was kept, as one of those that it may be."""
    found = next((one for one in known if one == said), None)
    if found is None:
        raise Misfit(said)
    return found
