"""How long a rule takes, written on its answer."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import ParamSpec

from collectief.allocation.game import Allocation

Given = ParamSpec("Given")


def timed(rule: Callable[Given, Allocation]) -> Callable[Given, Allocation]:
    """The same rule, that notes its seconds."""

    @wraps(rule)
    def clocked(*given: Given.args, **named: Given.kwargs) -> Allocation:
        begun = time.perf_counter()
        return replace(rule(*given, **named), seconds=time.perf_counter() - begun)

    return clocked
