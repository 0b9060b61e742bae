"""One group contract of a plan: an area may have more than one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContractGroup:
    """In which area, at which level (`membership.levels`), who is in it, and its kW.

    >>> ContractGroup("noord", "MS", ("bakker", "smid"), 500.0).site
    'site/noord/MS'
    """

    area: str
    level: str
    members: tuple[str, ...]
    contract_kw: float

    @property
    def site(self) -> str:
        """Name of the group's own connection in the model."""
        return f"site/{self.area}/{self.level}"
