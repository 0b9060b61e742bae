"""What a tool says of the reference problem."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """Cost and bound, EUR a year; None where a tool gives none. ``slack_zero``: nothing was let go at a penalty."""

    objective: float | None
    lower_bound: float | None
    status: str
    slack_zero: bool | None = True
    passes: int | None = None

    @property
    def gap(self) -> float | None:
        """What is left between the two, as a part of the cost."""
        if self.objective is None or self.lower_bound is None:
            return None
        return (self.objective - self.lower_bound) / max(abs(self.objective), 1.0)
