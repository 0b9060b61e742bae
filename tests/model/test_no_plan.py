"""Where there is no plan a person reads what was found and what to do."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from small_models import grid, load, steps

from collectief.errors import Infeasible
from collectief.model import Part, Size, Warm, solve, to_rows
from collectief.model.no_plan import OUT_OF_TIME, no_plan
from collectief.model.solution import Solution
from collectief.text import Text

TOO_MUCH: list[Part] = [load(7.0), grid(2.0, upper=6.0)]


def reads_well(words: Text) -> bool:
    """Sentences in both languages: a capital in front, a full stop behind."""
    return all(said[0].isupper() and said.endswith(".") for said in (words.nl, words.en))


def test_both_solvers_say_that_no_plan_keeps_the_limits() -> None:
    rows = to_rows(TOO_MUCH, steps(2))
    attempts: tuple[Callable[[], Solution], ...] = (partial(solve, rows), Warm(rows).solve)
    for attempt in attempts:
        with pytest.raises(Infeasible) as found:
            attempt()
        assert found.value.message == no_plan("Infeasible")
        assert reads_well(found.value.message)
        assert "Infeasible" in found.value.message.nl
        assert "maak de krapste ruimer" in found.value.message.nl


def test_running_out_of_time_is_told_apart_from_there_being_no_plan() -> None:
    price = np.linspace(1.0, 2.0, 8760) % 0.1
    parts: list[Part] = [load(1.0), grid(price), Size("b", "me", 9.0, eur_per_unit=1e-3)]
    with pytest.raises(Infeasible) as found:
        solve(to_rows(parts, steps(400)), seconds=1e-9)
    assert found.value.message == no_plan(OUT_OF_TIME) != no_plan("Infeasible")
    assert reads_well(found.value.message)
    assert "meer rekentijd" in found.value.message.nl
