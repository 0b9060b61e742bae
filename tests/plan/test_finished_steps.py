"""A step is done once, for the very same inputs and figures."""

import pytest

from collectief.facts.swing import swung
from collectief.plan.finished import Form, Misfit, key_of, once
from collectief.plan.run import Run
from collectief.plan.store import Kept


class Shelf:
    """A store in memory that counts what it refused."""

    def __init__(self) -> None:
        self.kept: dict[str, Kept] = {}
        self.refused: list[str] = []

    def read(self, key: str) -> Kept | None:
        """What lies there."""
        return self.kept.get(key)

    def write(self, key: str, kept: Kept) -> None:
        """Lay it there."""
        self.kept[key] = kept

    def refuse(self, key: str) -> None:
        """Hear that it did not fit."""
        self.refused.append(key)


def read(kept: Kept) -> float:
    value = kept.said.get("value")
    if not isinstance(value, float):
        raise Misfit("value")
    return value


FORM: Form[float] = Form(lambda made: Kept({"value": made}), read)


def test_a_step_is_done_once_and_read_after_that() -> None:
    done: list[float] = []
    run = Run(store=Shelf())

    def make() -> float:
        done.append(4.0)
        return 4.0

    assert [once(run, lambda: key_of("step", 1.0), FORM, make) for _ in range(3)] == [4.0] * 3
    assert done == [4.0]


def test_what_does_not_fit_its_step_is_refused_and_done_again() -> None:
    shelf = Shelf()
    shelf.kept[key_of("step", 1.0)] = Kept({"value": "four"})
    assert once(Run(store=shelf), lambda: key_of("step", 1.0), FORM, lambda: 4.0) == 4.0
    assert shelf.refused == [key_of("step", 1.0)]
    assert shelf.kept[key_of("step", 1.0)].said == {"value": 4.0}


def test_another_figure_is_another_step() -> None:
    """A screen looks figures up while it works, so its inputs alone do not say all."""
    plain = key_of("step", 1.0)
    with swung({"gas.ttf_eur_per_mwh": 50.0}):
        dear = key_of("step", 1.0)
    with swung({"gas.ttf_eur_per_mwh": 60.0}):
        dearer = key_of("step", 1.0)
    assert len({plain, dear, dearer}) == 3
    assert key_of("step", 1.0) == plain


@pytest.mark.parametrize("other", [("step", 2.0), ("stop", 1.0), ("step", 1.0, None), ("step", "1.0")])
def test_another_input_or_kind_is_another_step(other: tuple[str, object]) -> None:
    assert key_of(*other) != key_of("step", 1.0)
