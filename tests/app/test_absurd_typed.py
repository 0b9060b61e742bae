"""Absurd questions, typed as a user does: a plan that is checked, or words with a code; never a traceback."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typed_command import Typed

pytestmark = pytest.mark.slow
Wrong = Callable[[Path], None]


def only_dagwerk(park: Path) -> None:
    """One company: all that is not its row goes."""
    kept(park, "dag")


def kept(park: Path, *ids: str) -> None:
    table = park / "bedrijven.csv"
    head, *rows = table.read_text(encoding="utf-8").splitlines()
    mine = [row for row in rows if row.partition(";")[0] in ids]
    table.write_text("\n".join([head, *mine]) + "\n", encoding="utf-8")


def nobody(park: Path) -> None:
    kept(park)


def priced(eur_per_mwh: float) -> Wrong:
    """One company in a year in which every hour costs this."""

    def write(park: Path) -> None:
        only_dagwerk(park)
        began = datetime(2024, 12, 31, 23, tzinfo=UTC)
        hours = (began + timedelta(hours=n) for n in range(8760))
        rows = (f"{moment.isoformat()},{eur_per_mwh}" for moment in hours)
        (park / "prijzen.csv").write_text("\n".join(["time,price_eur_per_mwh", *rows]) + "\n", encoding="utf-8")
        asked_for(park)

    return write


def no_prices(park: Path) -> None:
    only_dagwerk(park)
    (park / "prijzen.csv").write_text("time,price_eur_per_mwh\n", encoding="utf-8")
    asked_for(park)


def asked_for(park: Path) -> None:
    rules = park / "park.toml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("[year]\n", '[year]\nprices = "prijzen.csv"\n'), encoding="utf-8")


def no_connection(park: Path) -> None:
    """A contract and a cable of nothing, for who takes power today."""
    only_dagwerk(park)
    table = park / "bedrijven.csv"
    text = table.read_text(encoding="utf-8")
    assert ";250;0;400;" in text
    table.write_text(text.replace(";250;0;400;", ";0;0;0;"), encoding="utf-8")


QUESTIONS: dict[str, tuple[Wrong, tuple[str, ...], int, str]] = {
    "nobody": (nobody, (), 3, "geen enkel bedrijf"),
    "one company": (only_dagwerk, (), 0, "Opgeslagen in"),
    "negative prices all year": (priced(-500.0), (), 0, "Opgeslagen in"),
    "zero prices": (priced(0.0), (), 3, "lle prijzen liggen onder 5 EUR/MWh"),
    "no prices at all": (no_prices, (), 3, "prijzen.csv"),
    "no connection": (no_connection, (), 0, "Opgeslagen in"),
    "limits that contradict": (only_dagwerk, ("--co2-cap", "0", "--budget", "0"), 4, "Geen plan"),
}


@pytest.mark.parametrize("what", QUESTIONS)
def test_an_absurd_question_gets_a_plan_or_words(what: str, mini: Path, tmp_path: Path, typed: Typed) -> None:
    wrong, words, code, said = QUESTIONS[what]
    wrong(mini)
    done = typed("plan", mini, "--out", tmp_path / "out", *words)
    assert done.exit_code == code, done.output
    assert said in done.output
    assert "Traceback" not in done.output
    if code == 0:
        plan = json.loads((tmp_path / "out" / "plan.json").read_text(encoding="utf-8"))
        assert plan["verification"]["ok"] is True
        assert plan["verification"]["checks"] > 50
    else:
        assert not (tmp_path / "out" / "plan.json").exists()
