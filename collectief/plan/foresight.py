"""What is left of a plan's saving when nobody knows tomorrow."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lived:
    """The same sizes lived twice: what a year costs with all of it known beforehand and day by day, EUR.

    ``over_kw`` and ``over_quarters`` say how far and in how many quarter-hours limits are broken day by day beyond what
    the plan itself breaks. ``late_kwh`` of cold was off its usual level at midnight, in ``late_days``, counted
    per cold store.
    """

    known_eur: float
    daily_eur: float
    over_kw: float = 0.0
    over_quarters: int = 0
    late_kwh: float = 0.0
    late_days: int = 0

    @property
    def more_eur(self) -> float:
        """What not knowing costs, EUR a year.

        >>> Lived(100.0, 101.0).more_eur
        1.0
        """
        return self.daily_eur - self.known_eur


@dataclass(frozen=True, slots=True)
class Foresight:
    """A year lived day by day beside the same year known beforehand, alone and together; now is lived one way only."""

    now_eur: float
    alone: Lived
    together: Lived

    @property
    def saving_eur(self) -> float:
        """Together against alone, both day by day, EUR a year."""
        return self.alone.daily_eur - self.together.daily_eur

    @property
    def saving_share(self) -> float | None:
        """Which part of that saving is left, above 1 where together copes better; None where there is none to keep.

        >>> Foresight(200.0, Lived(120.0, 124.0), Lived(100.0, 102.0)).saving_share
        1.1
        """
        return _share(self.saving_eur, self.alone.known_eur - self.together.known_eur)

    @property
    def measures_share(self) -> float | None:
        """The same for all that is saved against now: by measures and by sharing.

        >>> Foresight(200.0, Lived(120.0, 124.0), Lived(100.0, 102.0)).measures_share
        0.98
        """
        return _share(self.now_eur - self.together.daily_eur, self.now_eur - self.together.known_eur)


LEAST_EUR = 1.0
"""A saving of less than a euro a year is none."""


def _share(left_eur: float, of_eur: float) -> float | None:
    return left_eur / of_eur if of_eur > LEAST_EUR else None
