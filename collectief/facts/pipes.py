"""Heat pipes by nominal diameter: what a metre costs, carries and loses."""

from dataclasses import dataclass
from functools import cache

from collectief.facts.csv_rows import confidence, read_rows
from collectief.facts.fact import Confidence


@dataclass(frozen=True, slots=True)
class Pipe:
    """A trench with a supply and a return pipe of one diameter.

    ``eur_per_m`` of trench; ``eur_per_m_high`` from Dutch averages. Loss of the trench in W/m is
    (u1 - u2) x ((supply - ground) + (return - ground)); ``loss_w_m_70_40`` is that at 70/40/10 degC.
    """

    dn: int
    eur_per_m: float
    inner_d_m: float
    u1_w_m_k: float
    u2_w_m_k: float
    loss_w_m_70_40: float
    year: int
    source: str
    confidence: Confidence
    eur_per_m_low: float
    eur_per_m_high: float


@cache
def pipes() -> tuple[Pipe, ...]:
    """All diameters, small to large. Read once: the table does not change while the program runs.

    >>> pipes()[7].dn, pipes()[7].eur_per_m
    (100, 936.1)
    """
    return tuple(
        Pipe(
            dn=int(row["dn"]),
            eur_per_m=float(row["eur_per_m"]),
            inner_d_m=float(row["inner_d_m"]),
            u1_w_m_k=float(row["u1_w_m_k"]),
            u2_w_m_k=float(row["u2_w_m_k"]),
            loss_w_m_70_40=float(row["loss_w_m_70_40"]),
            year=int(row["year"]),
            source=row["source"],
            confidence=confidence(row["confidence"]),
            eur_per_m_low=float(row["eur_per_m_low"]),
            eur_per_m_high=float(row["eur_per_m_high"]),
        )
        for row in read_rows("pipes")
    )
