"""What the ground asks beside the pipe: passing under railways, water and main roads; less where nothing is paved."""

from collectief.facts import fact
from collectief.heat.crossings import BARRIERS, Crossings
from collectief.park.ground import Surface


def ground_eur(length_m: float, surface: Surface, crossings: Crossings) -> float:
    """EUR more than the price of the pipes, which is that under paving; less than nothing in soft ground.

    >>> ground_eur(100.0, "hard", Crossings())
    0.0
    """
    under = sum(getattr(crossings, kind) * fact(f"heat_network.{kind}_crossing_eur").value for kind in BARRIERS)
    soft_m = length_m if surface == "soft" else 0.0
    return float(under - soft_m * fact("heat_network.soft_ground_eur_per_m").value)
