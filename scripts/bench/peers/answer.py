"""What a tool says of the reference problem."""

from dataclasses import dataclass
from math import isfinite


@dataclass(frozen=True, slots=True)
class Answer:
    """Cost and bound, EUR a year; None where a tool gives none. ``slack_zero``: nothing was let go at a penalty."""

    objective: float | None
    lower_bound: float | None
    status: str
    slack_zero: bool | None = True
    passes: int | None = None

    def __post_init__(self) -> None:
        """What is not finite is not known; without a solution nothing is said of slack."""
        for name in ("objective", "lower_bound"):
            value = getattr(self, name)
            if value is not None and not isfinite(value):
                object.__setattr__(self, name, None)
        if self.objective is None:
            object.__setattr__(self, "slack_zero", None)

    @property
    def gap(self) -> float | None:
        """What is left between the two, as a part of the cost."""
        if self.objective is None or self.lower_bound is None:
            return None
        return (self.objective - self.lower_bound) / max(abs(self.objective), 1.0)
