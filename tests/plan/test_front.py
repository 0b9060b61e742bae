"""Cost against CO2, by hand.

EUR
120 |            now
110 |  3
105 |       2
100 |            alone 0
 95 |                    1 (other prices)
    +------------------------
       50  80   100  110     tonnes
"""

from collectief.plan.answer import Answer, Answered, Comparison, Sums
from collectief.plan.front import beats, points
from collectief.plan.outcome import CaseKey
from collectief.plan.variation import Variation
from collectief.text import Text


def sums(eur: float, tonnes: float) -> Sums:
    return Sums(eur, 1000 * tonnes, 0.0, 0.0, 0.0)


def answered(variation: Variation, eur: float, tonnes: float) -> Answer:
    cases: dict[CaseKey, Sums] = {"now": sums(120, 100), "alone": sums(100, 100.5), "together": sums(eur, tonnes)}
    return Answer(variation, Answered(cases, (), Text(nl="doe", en="do"), 0.0, ended_early=False, input_hash="x"))


def compared(*answers: Answer) -> Comparison:
    return Comparison("park", 2025, "1", answers, {})


def test_the_cheapest_and_the_cleanest_are_beaten_by_none_and_now_and_alone_by_the_plan() -> None:
    found = points(
        compared(
            answered(Variation(), 99.0, 100.0),
            answered(Variation("with", (), (("gas", 1.0),)), 95.0, 90.0),
            answered(Variation.co2(50.0), 105.0, 80.0),
            answered(Variation.co2(100.0), 110.0, 50.0),
        )
    )
    assert [(p.case, p.number, p.beaten_by) for p in found] == [
        ("now", 0, 0),
        ("alone", 0, 0),  # a euro dearer and half a tonne more
        ("together", 0, None),
        ("together", 1, None),  # other prices: beats nobody and is beaten by nobody
        ("together", 2, None),
        ("together", 3, None),
    ]


def test_who_costs_and_emits_more_is_beaten_and_an_answer_without_a_plan_is_no_point() -> None:
    found = points(
        compared(
            answered(Variation(), 90.0, 90.0),
            Answer(Variation("without", ("group_contract",)), None, Text(nl="vol", en="full")),
            answered(Variation("without", ("solar",)), 95.0, 110.0),
        )
    )
    assert [(p.number, p.beaten_by) for p in found if p.case == "together"] == [(0, None), (2, 0)]


def test_equal_answers_beat_each_other_not_nor_do_differences_of_a_euro() -> None:
    assert not beats(sums(100.0, 50.0), sums(100.0, 50.0))
    assert not beats(sums(99.5, 50.0), sums(100.0, 50.0))
    assert not beats(sums(90.0, 60.0), sums(100.0, 50.0))
    assert beats(sums(100.5, 40.0), sums(100.0, 50.0))
