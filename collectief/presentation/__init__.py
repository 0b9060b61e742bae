"""What a reader sees: the map, the report, the workbook and the files of a plan."""

from collectief.presentation.comparison import write_comparison
from collectief.presentation.map import draw_map
from collectief.presentation.map_page import map_html
from collectief.presentation.path_page import write_staged_path
from collectief.presentation.plan_json import plan_json
from collectief.presentation.report import report
from collectief.presentation.workbook import write_workbook
from collectief.presentation.write import write_all

__all__ = [
    "draw_map", "map_html", "plan_json", "report", "write_all", "write_comparison", "write_staged_path",
    "write_workbook",
]  # fmt: skip
