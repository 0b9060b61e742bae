"""Amounts in whole modules, and what is whole but for the tolerance of a solver."""

from dataclasses import replace

import numpy as np

from collectief.model.parts import Size

BROKEN = 1e-6
"""A number of modules that is less than this from a whole one is whole, as it is to HiGHS."""
WHOLE = 1e-4
"""How far the solver may leave a whole number from being one."""


def is_whole(number: float) -> bool:
    """Whether a number is whole but for the solver's tolerance."""
    return abs(number - round(number)) <= WHOLE


def in_modules(size: Size) -> Size:
    """The same size with bounds that are whole modules, where any lie between them: no other amount can be built.

    HiGHS 1.15 cuts off the best of a problem now and then where a whole number has a broken bound (its issue 3274).
    """
    lower, least = (modules_up(amount, size.module) for amount in (size.lower, size.least))
    upper = modules_down(size.upper, size.module)
    return replace(size, lower=lower, upper=upper, least=least) if lower <= upper else size


def modules_up(amount: float, module: float) -> float:
    """The least whole number of modules that is this amount or more.

    >>> modules_up(50.0, 32.0), modules_up(64.00001, 32.0), modules_down(50.0, 32.0)
    (64.0, 64.0, 32.0)
    """
    return float(np.ceil(amount / module - BROKEN) * module)


def modules_down(amount: float, module: float) -> float:
    """The most whole modules that are this amount or less."""
    return float(np.floor(amount / module + BROKEN) * module)
