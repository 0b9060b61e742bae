"""What the membership of a group contract is called in the model, for all who speak of what runs under it."""

from typing import get_args

from collectief.facts import Level


def member_name(company: str, level: str) -> str:
    """Name of the membership of one company in the group at one network level.

    >>> member_name("bakker", "MS")
    'member/bakker/MS'
    """
    return f"member/{company}/{level}"


def member_offtakes(company: str) -> tuple[str, ...]:
    """Names of all flows by which a company could take power as a member, whatever the level."""
    return tuple(f"{member_name(company, level)}:offtake" for level in get_args(Level))
