"""What runs behind each command; with all that it needs it is read in when its command was typed."""

from typing import TYPE_CHECKING

from collectief.door import opened_when_asked

if TYPE_CHECKING:
    from collectief.app.check_command import check_park
    from collectief.app.compare_command import compare_park
    from collectief.app.import_command import import_bag
    from collectief.app.import_meter import import_meter
    from collectief.app.path_command import plan_path
    from collectief.app.plan_command import plan_park, plan_surely
else:
    __getattr__, __dir__ = opened_when_asked(__name__)

__all__ = ["check_park", "compare_park", "import_bag", "import_meter", "plan_park", "plan_path", "plan_surely"]
