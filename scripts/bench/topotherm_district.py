"""Reads the test district of topotherm (parquet): what its own tests expect is published, so a model can be held to it.

Prices, interest and the lines through its pipes are those of its test (jylambert/topotherm, tests/test_sts.py and the
configuration beside it).
"""

from pathlib import Path

import numpy as np
import pandas as pd

from bench.global_m import District

EUR_PER_KW_M, EUR_PER_M = 0.018377, 567.335
"""The line through the cost of its pipes."""
LOST_PER_M, LOST_KW_PER_M = 4.348e-7, 0.02189
"""The line through what its pipes lose."""
MADE_EUR_PER_KWH, SOLD_EUR_PER_KWH = 0.08, 0.18
INTEREST, YEARS = 0.08, 40


def read_district(folder: Path, *, forced: bool) -> District:
    """The district with costs per year: everybody connected, or who pays."""
    table = {path.stem: pd.read_parquet(path).to_numpy() for path in sorted(folder.glob("*.parquet"))}
    pipes, at = table["a_i"], table["a_c"]
    kw, hours = table["q_c"][:, 0].astype(float), table["flh_sinks"][:, 0].astype(float)
    length_m = table["l_i"][:, 0].astype(float)
    yearly = INTEREST / (1 - (1 + INTEREST) ** -YEARS)
    return District(
        nodes=len(pipes),
        start=np.argmax(pipes == -1, axis=0),
        end=np.argmax(pipes == 1, axis=0),
        fixed_eur=yearly * EUR_PER_M * length_m,
        eur_per_kw=yearly * EUR_PER_KW_M * length_m,
        lost_kw=LOST_KW_PER_M * length_m,
        lost_part=LOST_PER_M * length_m,
        source=int(np.argmax(table["a_p"][:, 0] == -1)),
        source_eur_per_kw=MADE_EUR_PER_KWH * float(table["flh_sources"][0, 0]),
        node=np.argmax(at == 1, axis=0),
        asked_kw=kw,
        prize_eur=SOLD_EUR_PER_KWH * hours * kw,
        forced=np.full(len(kw), forced),
        most_kw=10 * float(kw.sum()),
    )
