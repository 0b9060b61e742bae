"""What the companies on a business park should do together, what it costs, and who pays what.

The front door: read a park, check it, ask what to do, and show the answer.
"""

from typing import TYPE_CHECKING

from collectief.door import opened_when_asked

if TYPE_CHECKING:
    from collectief.measure import MEASURES
    from collectief.park import Issue, Park, check, read_park
    from collectief.plan.answer import Answer, Answered, Comparison
    from collectief.plan.caps import Caps
    from collectief.plan.compare import answer, compared, each_left_out
    from collectief.plan.divide import allocate
    from collectief.plan.frontier import frontier
    from collectief.plan.other_figures import figures_of
    from collectief.plan.outcome import Outcome
    from collectief.plan.path_years import year_faults
    from collectief.plan.prove_year import prove_year
    from collectief.plan.replan import replan
    from collectief.plan.rolling import rolling
    from collectief.plan.scenario import Scenario
    from collectief.plan.sensitivity import sensitivity
    from collectief.plan.stage import StagedPath
    from collectief.plan.stage_world import Stated
    from collectief.plan.staged_path import staged_path
    from collectief.plan.staying import leaving
    from collectief.plan.variation import Variation
    from collectief.plan.within import optimise, prove
    from collectief.presentation import draw_map, report, write_all, write_comparison, write_staged_path
    from collectief.profile import Year, read_year
    from collectief.text import Text
    from collectief.verification import verify
else:
    __getattr__, __dir__ = opened_when_asked(__name__)

__all__ = [
    "MEASURES",
    "Answer",
    "Answered",
    "Caps",
    "Comparison",
    "Issue",
    "Outcome",
    "Park",
    "Scenario",
    "StagedPath",
    "Stated",
    "Text",
    "Variation",
    "Year",
    "allocate",
    "answer",
    "check",
    "compared",
    "draw_map",
    "each_left_out",
    "figures_of",
    "frontier",
    "leaving",
    "optimise",
    "prove",
    "prove_year",
    "read_park",
    "read_year",
    "replan",
    "report",
    "rolling",
    "sensitivity",
    "staged_path",
    "verify",
    "write_all",
    "write_comparison",
    "write_staged_path",
    "year_faults",
]
