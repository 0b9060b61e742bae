"""That there is no plan is believed at once, unless steps of an earlier run are behind it."""

from pathlib import Path

import pytest

from collectief import Outcome
from collectief.app.checked import checked
from collectief.app.kept_folder import Folder, opened
from collectief.app.words import DOUBTED, NONE_FOUND
from collectief.errors import Infeasible
from collectief.plan.run import Run
from collectief.plan.store import Kept
from collectief.text import Text

KEY = "a" * 64


def here(tmp_path: Path) -> Folder:
    """The folder as a run finds it."""
    found = opened({"COLLECTIEF_CACHE": str(tmp_path / "kept")})
    assert found is not None
    return found


@pytest.mark.parametrize(("runs", "times"), [(1, [1]), (2, [1, 2])])
def test_what_cannot_be_is_sought_twice_only_where_an_earlier_run_had_a_part_in_it(
    runs: int, times: list[int], *, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = []
    for _ in range(runs):
        sought = 0

        def seek(run: Run) -> Outcome:
            nonlocal sought
            sought += 1
            if run.store is not None and run.store.read(KEY) is None:
                run.store.write(KEY, Kept({}))
                run.store.read(KEY)
            raise Infeasible(Text(nl="3 kW te weinig.", en="3 kW short."))

        with pytest.raises(Infeasible, match="3 kW short"):
            checked(seek, Run(store=here(tmp_path)), "en")
        found.append(sought)
    assert found == times
    told = capsys.readouterr().err
    assert (NONE_FOUND.en in told) is (runs == 2)
    assert DOUBTED.en not in told  # that no plan exists is no sign of damage
