"""What the companies on a business park should do together, what it costs, and who pays what.

The front door: read a park, check it, ask what to do, and show the answer.
"""

from collectief.measure import MEASURES
from collectief.park import Issue, Park, check, read_park
from collectief.plan.decide import optimise
from collectief.plan.divide import allocate
from collectief.plan.outcome import Outcome
from collectief.plan.prove_year import prove_year
from collectief.plan.replan import replan
from collectief.plan.scenario import Scenario
from collectief.plan.sensitivity import sensitivity
from collectief.presentation import draw_map, report, write_all
from collectief.profile import Year, read_year
from collectief.text import Text
from collectief.verification import verify

__all__ = [
    "MEASURES",
    "Issue",
    "Outcome",
    "Park",
    "Scenario",
    "Text",
    "Year",
    "allocate",
    "check",
    "draw_map",
    "optimise",
    "prove_year",
    "read_park",
    "read_year",
    "replan",
    "report",
    "sensitivity",
    "verify",
    "write_all",
]
