"""What drives at a company: electric kWh a year with the hours of its vehicles, and the cars that its people share."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mobility:
    """Electric driving of one company: energy of vans and lorries per year, as charged today in public.

    ``commuter_kwh`` is what the cars of its people charge by day, at work or in public. The hours at which vans and
    lorries come back and leave (0 to 24, Dutch clock) and the most that its own chargers give together are None where
    they are not known.

    ``pool_cars`` are cars or vans that anybody of the company may take for a trip and that can take each other's place,
    on whatever fuel; ``pool_trips`` a year and ``pool_km`` a year are those of all of them together, ``pool_hours`` how
    long a trip takes on average. What is None there is a key figure. What they charge is in the kWh above.
    """

    van_kwh: float = 0.0
    lorry_kwh: float = 0.0
    commuter_kwh: float = 0.0
    van_arrive_h: float | None = None
    van_depart_h: float | None = None
    lorry_arrive_h: float | None = None
    lorry_depart_h: float | None = None
    charger_kw: float | None = None
    pool_cars: int = 0
    pool_trips: float | None = None
    pool_hours: float | None = None
    pool_km: float | None = None

    @property
    def driven_kwh(self) -> float:
        """All electric driving in a year, kWh.

        >>> Mobility(1000.0, 2000.0, 300.0).driven_kwh
        3300.0
        """
        return self.van_kwh + self.lorry_kwh + self.commuter_kwh
