"""What of a plan concerns whom: the measures of everybody, of one company, or of what is shared."""

from collectief.measure import PARK, Build
from collectief.park import Company
from collectief.plan.outcome import Outcome

SITE = "shared_site"
ON_SITE = ("battery", "charging_hub")
"""What, owned together, stands on the group's own site."""
WIND = "wind"
PROJECT_SITE = "site"
"""Key of the shared project that builds it."""


def step_key(build: Build) -> str:
    """The measure of a build; what is shared on the group's own site is one thing of its own."""
    return SITE if build.owner == PARK and build.measure in ON_SITE else build.measure


def builds_itself(outcome: Outcome, owner: str | None = None) -> frozenset[str]:
    """Measures of the plan together for everybody, or that one owner (a company, or `PARK`) builds or agrees itself."""
    builds = outcome.cases["together"].builds
    return frozenset(step_key(b) for b in builds if owner in (None, b.owner))


def concerns(outcome: Outcome, owner: str | None = None) -> frozenset[str]:
    """The same with what a company shares."""
    mine = builds_itself(outcome, owner)
    return mine if owner is None else mine | takes_part(outcome, owner)


def takes_part(outcome: Outcome, company: str) -> frozenset[str]:
    """The shared measures in which a company takes part: its group contract, and projects that are in the plan."""
    found = {"group_contract"} if company in members(outcome) else set()
    for project in outcome.projects:
        if project.adopted and company in project.members:
            found |= _on_site(outcome) if project.key == PROJECT_SITE else {project.key}
    return frozenset(found)


def _on_site(outcome: Outcome) -> set[str]:
    """What the site of a group carries: a turbine, or a hub or battery."""
    shared = {b.measure for b in outcome.cases["together"].builds if b.owner == PARK}
    return {SITE} if WIND not in shared else {WIND, *({SITE} if shared & {*ON_SITE} else ())}


def members(outcome: Outcome) -> frozenset[str]:
    """Every company that is in a group contract."""
    return frozenset(c for group in outcome.members.values() for c in group)


def of_owner(outcome: Outcome, owner: str | None) -> tuple[Company, ...]:
    """The companies that an owner stands for: itself, or all where it is nobody or what is shared."""
    return tuple(c for c in outcome.park.companies if owner in (None, PARK, c.id))
