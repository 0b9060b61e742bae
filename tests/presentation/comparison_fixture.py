"""A comparison made up by hand: the plan, and one answer of every kind; one of them is no plan."""

from collections.abc import Mapping

from collectief.plan.answer import Answer, Answered, Comparison, Sums
from collectief.plan.outcome import CaseKey
from collectief.plan.variation import Variation
from collectief.text import Text

NAMES = {"bakker": "De Bakker", "smid": "De Smid"}


def answered(
    eur: float, tonnes: float, *, decision: str = "Samen: EUR 90.000", chosen: tuple[str, ...] = ()
) -> Answered:
    """A plan of so many euros and tonnes, against 100,000 alone."""
    cases: Mapping[CaseKey, Sums] = {
        "now": Sums(120_000.0, 700_000.0, 60_000.0, 400.0, 0.0),
        "required": Sums(110_000.0, 650_000.0, 55_000.0, 390.0, 10_000.0),
        "alone": Sums(100_000.0, 600_000.0, 50_000.0, 380.0, 20_000.0),
        "together": Sums(eur, 1000 * tonnes, 40_000.0, 350.0, 30_000.0),
    }
    words = Text(nl=decision, en=decision.replace("Samen", "Together"))
    return Answered(
        cases,
        chosen or ("solar", "group_contract"),
        words,
        0.0012,
        ended_early=False,
        input_hash="abc123",
        gap_eur=108.0,
    )


def make_comparison(text: str = "") -> Comparison:
    """Every kind of answer; ``text`` stands wherever words come from outside."""
    decision = text or "Samen: EUR 90.000"
    full = Text(nl=text or "Het net is 3 kW te klein.", en=text or "The grid is 3 kW short.")
    answers = (
        Answer(Variation(), answered(90_000.0, 580.0, decision=decision)),
        Answer(Variation("without", ("solar",)), answered(93_210.0, 600.0, chosen=(text or "heat_pump",))),
        Answer(Variation("with", (), (("gas.ttf_eur_per_mwh", 60.5),)), answered(95_000.0, 570.0)),
        Answer(Variation("apart", ("bakker",)), None, full),
        Answer(Variation.co2(50.0), answered(91_000.0, 560.0)),
        Answer(Variation.co2(75.0), answered(91_000.0, 560.0)),
        Answer(Variation("robust"), answered(90_500.0, 581.0)),
    )
    return Comparison(text or "Het Park", 2025, "1.0", answers, {k: text or v for k, v in NAMES.items()})
