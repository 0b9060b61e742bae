"""What is said where tools do not find the same cost for the same problem, or cannot be installed."""

from pathlib import Path

import pytest

from validate.beside import python_beside
from validate.peers import AGREE, FIRST, _rows


def test_tools_that_agree_are_rows_with_how_far_they_are_off_and_how_much_slower() -> None:
    assert _rows(168, {FIRST: (1000.0, 0.5), "other": (1000.0 * (1 + AGREE / 2), 2.0)}) == [
        ["168", FIRST, "1,000.00", "+0.0e+00", "0.50", "1.0"],
        ["168", "other", "1,000.05", "+5.0e-05", "2.00", "4.0"],
    ]


@pytest.mark.parametrize("eur", [1000.2, 999.8, float("nan")])
def test_a_tool_that_finds_another_cost_ends_the_measurement(eur: float) -> None:
    with pytest.raises(SystemExit) as ended:
        _rows(168, {FIRST: (1000.0, 0.5), "other": (eur, 2.0)})
    assert "168 hours: tools do not agree on 1,000.00 EUR. other: " in str(ended.value)


@pytest.mark.long
def test_tools_that_cannot_be_installed_leave_a_sentence_and_no_half_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    folder = tmp_path / "beside"
    with pytest.raises(SystemExit, match=r"beside: could not install no-such-tool-anywhere .*No matching distribution"):
        python_beside(folder, ["no-such-tool-anywhere"])
    assert not folder.exists()
