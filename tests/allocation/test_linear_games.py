"""Games of linear programmes: what cuts prove of all coalitions is what a list of all of them says."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from odd_games import odd_game, odd_rows
from park_games import PARK, STEPS, park_game, park_rows
from scipy import sparse

from collectief.allocation import (
    Game,
    Listed,
    LPGame,
    MILPGame,
    Pooled,
    closest_in_core,
    core_check,
    core_is_empty,
    cost_of_stability,
    equal_saving,
    least_core,
    least_core_surplus,
    min_variance_core,
    nucleolus,
    owen,
    prenucleolus,
    shapley,
)
from collectief.allocation.game import Kind
from collectief.allocation.table import values
from collectief.errors import Infeasible, ModelError
from collectief.model import Rows

pytestmark = pytest.mark.slow

NEAR = 1e-4
"""EUR, on savings of some tens of EUR: a search ends at a millionth of these."""
KINDS = [(False, 0.0), (False, 6.0), (True, 0.0), (True, 6.0)]
QUICK, SEEDS = 2, 50
CASES = [
    pytest.param(seed, whole, beside, id=f"{seed}-{whole}-{beside}", marks=() if seed < QUICK else pytest.mark.long)
    for seed, (whole, beside) in product(range(SEEDS), KINDS)
]


def size_of(seed: int) -> int:
    return 3 + seed % 5 if seed < QUICK else 3 + seed % 8


@pytest.mark.parametrize(("seed", "whole", "beside"), CASES)
def test_finding_coalitions_one_by_one_gives_what_a_list_of_all_gives(seed: int, whole: bool, beside: float) -> None:
    game = park_game(size_of(seed), seed, whole=whole, beside=beside)
    cuts, every = Pooled(game), Listed(game)
    key = dict.fromkeys(game.players, game(game.players) / len(game.players))
    assert least_core_surplus(game, searcher=cuts) == pytest.approx(least_core_surplus(game, searcher=every), abs=NEAR)
    assert core_is_empty(game, searcher=cuts) is core_is_empty(game, searcher=every)
    for rule in (prenucleolus, least_core, min_variance_core):
        one, other = (rule(game, searcher=searcher) for searcher in (cuts, every))
        assert one.shares == pytest.approx(dict(other.shares), abs=100 * NEAR)
        assert one.worst == pytest.approx(other.worst, abs=100 * NEAR)
    near, far = (closest_in_core(game, key, searcher=searcher).shares for searcher in (cuts, every))
    assert near == pytest.approx(dict(far), abs=100 * NEAR)
    asked, listed = (cost_of_stability(game, searcher=searcher) for searcher in (cuts, every))
    assert asked.amount == pytest.approx(listed.amount, abs=NEAR)
    assert asked.between[0] - NEAR <= listed.amount <= asked.between[1] + NEAR <= listed.amount + 30 * NEAR


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("constant", [0.0, 30.0])
@pytest.mark.parametrize("whole", [False, True])
def test_no_cut_lies_above_the_cost_of_any_coalition(seed: int, whole: bool, constant: float) -> None:
    """Cuts of coalitions, of points between them, and of prices that are anything at all."""
    game = park_game(5, seed, whole=whole, constant=constant)
    cost, rng = values(game, game.players), np.random.default_rng(seed)
    cuts = [game.seen(rng.uniform(0.0, 1.0, 5), rng.uniform(0.0, 20.0, len(game.whole)))[1] for _ in range(10)]
    cuts += [game._cut(rng.normal(0.0, 2.0, len(game.rows.equal)), game.rows.cost) for _ in range(10)]
    for bits in range(1, 32):
        row = (bits >> np.arange(5) & 1).astype(float)
        for cut in cuts:
            least = min((float(cut.whole @ [u]) for u in range(21)), default=0.0) if whole else 0.0
            assert cut.constant + cut.players @ row + least <= cost[bits] + 1e-6
    assert max(cut.constant + cut.players.sum() for cut in cuts) > 0.0


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("whole", [False, True])
def test_a_check_by_cuts_encloses_the_worst_of_all(seed: int, whole: bool) -> None:
    game = park_game(6, seed, whole=whole, beside=2.0)
    for shares in (shapley(game).shares, dict.fromkeys(game.players, game(game.players) / 6)):
        exact, cuts = core_check(game, shares), core_check(game, shares, searcher=Pooled(game))
        assert cuts.lower - NEAR <= exact.surplus <= cuts.upper + NEAR
        assert cuts.upper - cuts.lower <= NEAR
        assert (cuts.stable, cuts.way) == (exact.stable, "cuts")
        assert game.gain(cuts.worst, shares) == pytest.approx(exact.surplus, abs=NEAR)


def test_more_players_than_can_be_listed_are_proven_by_cuts() -> None:
    game = park_game(14, 2)
    found = nucleolus(game)
    assert found.worst is not None
    assert found.worst[1] - found.worst[0] <= NEAR
    assert core_check(game, found.shares).stable is True
    assert len(game.known) < 200  # of 16,384
    crowded = {**found.shares, "c000": found.shares["c000"] + 5.0, "c001": found.shares["c001"] - 5.0}
    assert core_check(game, crowded).stable is False


@pytest.mark.long
def test_fifty_companies_are_proven_where_numbers_of_the_search_went_wrong() -> None:
    """The programme of this search came to "Unknown" from the basis before, and from nothing."""
    rows = park_rows(50, 3, steps=48)
    game = LPGame(rows, rows.owners[:-1])
    found = least_core(game)
    assert found.worst is not None
    assert found.worst[1] - found.worst[0] <= NEAR * 10
    assert sum(found.shares.values()) == pytest.approx(game(game.players))


@pytest.mark.parametrize("seed", range(8))
def test_owens_point_is_in_the_core_where_players_bring_everything(seed: int) -> None:
    game = park_game(5, seed)
    point = owen(game)
    assert sum(point.shares.values()) == pytest.approx(game(game.players))
    assert core_check(game, point.shares).surplus <= 1e-6
    assert (point.note, point.worst) == ("", (-np.inf, 0.0))


def test_what_nobody_brings_is_divided_equally_by_owens_point_and_said() -> None:
    others = (park_game(4, 1, beside=8.0), park_game(4, 1, beside=-8.0), park_game(4, 1, whole=True))
    for game in (park_game(4, 1, constant=30.0), *others):
        point = owen(game)
        assert sum(point.shares.values()) == pytest.approx(game(game.players))
        assert point.worst is None
    assert "not certain" in owen(park_game(4, 1, beside=8.0)).note


def test_owens_own_example_has_its_point() -> None:
    """Max 3x + 2y with x + y <= b1 and 2x + y <= b2, of which three players bring (4, 9), (8, 3) and (6, 6)."""
    rows = production([[4.0, 8.0, 6.0], [9.0, 3.0, 6.0]])
    game = LPGame(rows, "abc", "profit")
    assert [game([p]) for p in "abc"] == pytest.approx([12.0, 6.0, 12.0])
    assert list(owen(game).shares.values()) == pytest.approx([18.0, 6.0, 12.0])
    assert nucleolus(game, searcher=Pooled(game)).shares == pytest.approx(dict(nucleolus(game).shares), abs=1e-5)


def production(brings: list[list[float]]) -> Rows:
    return Rows(
        cost=np.array([-3.0, -2.0]),
        a=sparse.csr_matrix([[1.0, 1.0], [2.0, 1.0]]),
        equal=np.zeros(2, dtype=bool),
        brings=sparse.csc_matrix(np.column_stack([brings, np.zeros(2)])),
        lower=np.zeros(2),
        upper=np.full(2, 100.0),
        integer=np.zeros(2, dtype=bool),
        owner=np.full(2, 3),
        owners=("a", "b", "c", PARK),
        columns={},
        sizes=(),
    )


# Games with all that rows may have ------------------------------------------------------------------------

Way = tuple[int, dict[str, bool], Kind, float]
ODD = [
    pytest.param(seed, way, id=f"{seed}-{name}", marks=() if seed < 2 else pytest.mark.long)
    for seed in range(12)
    for name, way in {
        "players own whole numbers": (4, {"below": False}, "cost", 0.0),
        "bounds below zero": (4, {}, "cost", 0.0),
        "profit, and to be together costs": (4, {}, "profit", 3.0),
        "to be together pays": (4, {}, "cost", -5.0),
        "ends between whole numbers": (3, {"below": False, "between": True}, "cost", 0.0),
        "three": (3, {}, "cost", 2.0),
        "two": (2, {}, "cost", 0.0),
    }.items()
]


@pytest.mark.parametrize(("seed", "way"), ODD)
def test_whatever_rows_have_cuts_say_what_the_list_says(
    seed: int, way: tuple[int, dict[str, bool], Kind, float]
) -> None:
    count, odd, kind, beside = way
    game = odd_game(odd_rows(count, seed, **odd), kind, beside)
    one = game.players[0]
    for shares in (
        shapley(game).shares,
        equal_saving(game).shares,
        dict.fromkeys(game.players, 0.0),
        {**shapley(game).shares, one: game([one]) + (5.0 if kind == "cost" else -5.0)},
    ):
        exact, cuts = core_check(game, shares), core_check(game, shares, searcher=Pooled(game))
        assert cuts.lower - NEAR <= exact.surplus <= cuts.upper + NEAR
        assert cuts.upper - cuts.lower <= 10 * NEAR
        assert cuts.stable is exact.stable
        assert game.gain(cuts.worst, shares) == pytest.approx(exact.surplus, abs=NEAR)
    least, listed = (least_core_surplus(game, searcher=one) for one in (Pooled(game), Listed(game)))
    assert least == pytest.approx(listed, abs=NEAR)
    found, every = (prenucleolus(game, searcher=one) for one in (Pooled(game), Listed(game)))
    assert found.shares == pytest.approx(dict(every.shares), abs=100 * NEAR)


def test_shares_far_below_what_anything_costs_tempt_nobody() -> None:
    game = park_game(14, 1)
    assert core_check(game, dict.fromkeys(game.players, 0.0)).stable is True
    assert core_check(game, dict.fromkeys(game.players, game(game.players))).stable is False


def test_a_list_that_is_given_keeps_the_doubt_of_the_values() -> None:
    game = Game("abc", lambda s: 10.0 * len(s) - (len(s) > 1) * len(s), tolerance=5.0)
    shares = dict.fromkeys("abc", 9.0)
    assert core_check(game, shares, searcher=Listed(game)) == core_check(game, shares)
    assert core_check(game, shares).stable is None
    alone = Game("a", lambda _: 3.0)
    assert core_check(alone, {"a": 3.0}, searcher=Listed(alone)) == core_check(alone, {"a": 3.0})


def hard_rows() -> Rows:
    """Half of the sum of large whole numbers, or what misses it at a price: not done in a moment."""
    rng, count, many, lines = np.random.default_rng(0), 3, 14, 4
    weights = rng.integers(1_000, 9_999, (lines, count * many)).astype(float)
    columns = np.hstack([weights, np.eye(lines), -np.eye(lines)])
    integer = np.r_[np.ones(count * many, dtype=bool), np.zeros(2 * lines, dtype=bool)]
    half = weights.reshape(lines, count, many).sum(axis=2) / 2.0 + 0.37
    return Rows(
        cost=np.where(integer, 0.0, 1.0),
        a=sparse.csr_matrix(columns),
        equal=np.ones(lines, dtype=bool),
        brings=sparse.csc_matrix(np.column_stack([half, np.zeros(lines)])),
        lower=np.zeros(columns.shape[1]),
        upper=np.where(integer, 1.0, 1e7),
        integer=integer,
        owner=np.r_[np.repeat(np.arange(count), many), np.full(2 * lines, count)],
        owners=("a", "b", "c", PARK),
        columns={},
        sizes=(),
    )


def test_what_a_solver_left_when_time_was_up_is_in_every_certificate(tmp_path: Path) -> None:
    rows = hard_rows()
    game = MILPGame(rows, "abc", seconds=0.2, folder=tmp_path)
    shares = equal_saving(game).shares
    report = core_check(game, shares)
    left = max(game.left_of(frozenset(group)) for group in ("ab", "ac", "bc"))
    assert left > 10.0 * game.tolerance  # or this would prove nothing
    assert report.upper >= report.surplus + left - 1e-9
    assert nucleolus(game).worst[1] >= game.gain("ab", nucleolus(game).shares) + game.left_of(frozenset("ab")) - 1e-9  # type: ignore[index]
    later = MILPGame(rows, "abc", folder=tmp_path)
    assert all(game.left_of(group) <= game.tolerance + 1e-9 for group in later.known if group)


def test_time_that_is_up_before_there_is_a_plan_is_not_called_no_plan() -> None:
    with pytest.raises(Infeasible, match="in the time given"):
        MILPGame(hard_rows(), "abc", seconds=0.0)("abc")


# What cannot be a game -----------------------------------------------------------------------------------


def test_rows_that_make_no_game_are_refused_in_words() -> None:
    rows = park_rows(3, 1)
    endless = park_rows(3, 1)
    endless.upper[0] = np.inf
    with pytest.raises(ModelError, match="no end"):
        LPGame(endless)
    with pytest.raises(ModelError, match="MILPGame"):
        LPGame(park_rows(3, 1, whole=True))
    with pytest.raises(ModelError, match="nobody owns nothing"):
        MILPGame(rows, ["c000", "nobody"])


def without_a_way_out(rows: Rows) -> Rows:
    """The first company brings no contract and has no roof, and nothing may be left unserved."""
    brings = rows.brings.toarray()
    brings[1 : 4 * STEPS : 4, 0] = 0.0
    short = slice(-4 * STEPS, -3 * STEPS)
    rows.upper[short], rows.upper[0] = 0.0, 0.0
    return replace(rows, brings=sparse.csc_matrix(brings))


@pytest.mark.parametrize("whole", [False, True])
def test_a_coalition_without_any_plan_is_named(whole: bool) -> None:
    rows = without_a_way_out(park_rows(3, 1, whole=whole))
    kind = MILPGame if whole else LPGame
    game = kind(rows, rows.owners[:-1])
    with pytest.raises(ModelError, match="c000 has no plan"):
        game(["c000"])


def test_whoever_has_no_plan_is_no_threat() -> None:
    """What proves that it has none holds for all who have one."""
    rows = without_a_way_out(park_rows(4, 3))
    game = LPGame(rows, rows.owners[:-1])
    for bits in range(1, 16):
        row = (bits >> np.arange(4) & 1).astype(float)
        cost, cut = game.seen(row)
        says = [cut.constant + cut.players @ (other >> np.arange(4) & 1) for other in range(1, 16)]
        has = [np.isfinite(game.seen((other >> np.arange(4) & 1).astype(float))[0]) for other in range(1, 16)]
        assert (cost == np.inf) is not cut.of_cost
        if not cut.of_cost:
            assert says[bits - 1] > 0.0
            assert max(one for one, there in zip(says, has, strict=True) if there) <= 1e-6
    assert not all(has)
